"""Issued documents on the command line: listing them, and asking whether the ledger still says so."""

from __future__ import annotations

from typing import Any

from shejian import clock
from shejian.base.queries import unit_tree
from shejian.console.arguments import UsageError
from shejian.console.output import say, say_json, say_table, warn
from shejian.console.store import open_store
from shejian.core.documents import outlines
from shejian.reports.checking import Check, Finding, MovedRow, check
from shejian.reports.freezing import short
from shejian.reports.models import Issue
from shejian.reports.queries import issues, withdrawal_of

DRIFTED, BROKEN = 1, 2


def list_issues() -> int:
    """Every issued document, withdrawn or not."""
    open_store()
    found = list(issues())
    if not found:
        say("还没有签发过文书。在网页的“报告”里写好、签发，这里就有。")
        return 0
    tree = unit_tree(clock.today())
    rows = [["份", "文书", "单位", "年度", "截至", "第几笔", "文号", "指纹", "状态"]]
    for one in found:
        withdrawal = withdrawal_of(one)
        state = f"第 {withdrawal.entry_id} 笔作废" if withdrawal else "在用"
        label = outlines()[one.kind].label if one.kind in outlines() else one.kind
        said = (one.pk, label, tree.name(one.unit_id), one.year, one.on, one.entry_id, one.paper.number or "—")
        rows.append([*map(str, said), short(one.fingerprint), state])
    say_table(rows)
    return 0


def check_issues(number: int | None, *, json: bool) -> int:
    """Compare one issued document, or every one in force, with the ledger now.

    Returns:
        0 if the ledger still says all of it, 1 if some figure drifted, 2 if something is not as it was issued.

    Raises:
        UsageError: there is no document of that number.
    """
    open_store()
    found = [check(one) for one in _wanted(number)]
    if json:
        say_json([_document(one) for one in found])
    elif not found:
        say("没有在用的签发文书，没有可以复算的。")
    else:
        for one in found:
            _say(one)
    if any(one.breaches for one in found):
        return BROKEN
    return DRIFTED if any(one.drifted for one in found) else 0


def _wanted(number: int | None) -> list[Issue]:
    if number is None:
        return [one for one in issues() if withdrawal_of(one) is None]
    one = issues().filter(pk=number).first()
    if one is None:
        raise UsageError(f"没有第 {number} 份签发的文书；有哪些，见 shejian report list")
    return [one]


def _say(found: Check) -> None:
    issue = found.issue
    same = len(found.findings) - len(found.drifted)
    say(f"第 {issue.pk} 份《{issue.title}》，截至 {issue.on}，签发时以第 {issue.known} 笔的账为准")
    say(f"  以第 {found.known} 笔的账复算：{same} 个相同，{len(found.drifted)} 个现在不同")
    for one in found.findings:
        if one.drifted or one.shifted:
            _say_finding(one)
    for breach in found.breaches:
        warn(f"  不符：{breach}")
    if not found.breaches:
        say(f"  原件和指纹（{short(issue.fingerprint)}）都和签发时一样")


def _say_finding(one: Finding) -> None:
    say(f"  {one.label}　{one.difference if one.drifted else '数没有变，所依据的行变了'}")
    for each in one.words:
        say(f"    文中“{each.said}”{'仍然成立' if each.holds else f'，现在是“{each.now}”'}")
    for sign, rows in (("增", one.came), ("减", one.went)):
        for row in rows:
            say(f"    {sign} {row.name}：{row.because}")
    if one.now.missing:
        say(f"    现在不知道：{one.now.missing}")
    if one.causes:
        say(f"    由 {'、'.join(cause.label for cause in one.causes)}")


def _document(found: Check) -> dict[str, Any]:
    return {
        "issue": found.issue.pk,
        "title": found.issue.title,
        "fingerprint": found.issue.fingerprint,
        "known": found.issue.known,
        "checked": found.known,
        "holds": found.holds,
        "breaches": list(found.breaches),
        "figures": [_figure(one) for one in found.findings],
    }


def _figure(one: Finding) -> dict[str, Any]:
    return {
        "key": one.frozen.figure,
        "on": one.frozen.on.isoformat(),
        "frozen": one.frozen.text,
        "now": one.now.text,
        "drifted": one.drifted,
        "came": [_row(row) for row in one.came],
        "went": [_row(row) for row in one.went],
        "words": [{"said": each.said, "now": each.now, "holds": each.holds} for each in one.words],
        "entries": [cause.number for cause in one.causes],
    }


def _row(row: MovedRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "code": row.code, "because": row.because}
