"""The page of an issued document, what checking it found, and the pages of the steps before and after."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.calendar import long_date, year_end, year_start
from shejian.core.documents import Bound, number_of, text_of
from shejian.core.facts.terms import Line
from shejian.core.indicators import catalogue
from shejian.office.asking import Asking
from shejian.office.build.cells import evidence_href
from shejian.office.build.reports import CURRENT, label_of, paper, title_of, unit_of
from shejian.office.build.shell import shell
from shejian.office.build.writing import anchor, document_bar
from shejian.office.report_pages import (
    Checked,
    IssuedPage,
    IssuePage,
    OutlineItem,
    ProofLine,
    StepPage,
    TodoLine,
)
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text
from shejian.reports.checking import Check, Finding, MovedRow, Words
from shejian.reports.freezing import short
from shejian.reports.manuscripts import Manuscript
from shejian.reports.models import Draft, FrozenFigure, Issue
from shejian.reports.queries import issued_document, withdrawal_of
from shejian.reports.services.issuing import seen

SHOWN_ROWS = 8


def issued_page(request: HttpRequest, one: Visitor, draft: Draft, issue: Issue, found: Check | None) -> IssuedPage:
    """An issued document, as it was issued; with what checking it just now found, if it was asked."""
    asking, withdrawal = _asking(one, issue), withdrawal_of(issue)
    document, entry = issued_document(issue), issue.entry
    writes = one.may_write(draft.unit_id, Line(draft.line))
    labels = {key: label_of(key) for key in issue.figures.values_list("figure", flat=True)}

    def href_of(bound: Bound) -> tuple[str, str]:
        return _href(bound.key, issue.on, asking), f"{labels.get(bound.key, bound.key)}：签发时的每一行"

    withdrawn = ""
    if withdrawal is not None:
        made = withdrawal.entry
        withdrawn = f"{moment_text(made.moment)} 由{made.by.name}作废，第 {made.number} 笔。原因：{withdrawal.reason}"
    seal = "已作废" if withdrawn else f"已签发 {moment_text(entry.moment)}"
    return IssuedPage(
        shell=shell(request, one, title_of(draft), CURRENT),
        bar=document_bar(one, draft, frozen=True, seal=seal, note=f"{entry.by.name} 签发 · 数与凭据不再变"),
        outline=_outline(issue),
        paper=paper(document, href_of, frozen=True),
        proofs=_proofs(issue, asking, found),
        facts=_facts(one, issue),
        check_href=reverse("office:report-check", args=[draft.pk]),
        copy_href=reverse("office:report-copy", args=[draft.pk]) if writes else "",
        copy_key=uuid.uuid4().hex,
        withdraw_href=reverse("office:report-withdraw", args=[draft.pk]) if writes and not withdrawn else "",
        withdrawn=withdrawn,
        checked=_checked(found) if found else None,
    )


def _asking(one: Visitor, issue: Issue) -> Asking:
    path = one.tree.path(issue.unit_id) if issue.unit_id in one.tree.nodes else ""
    return Asking(Line(issue.line), path, bool(issue.own), issue.on, year_start(issue.on), str(issue.known))


def _href(key: str, on: date, asking: Asking) -> str:
    return evidence_href(key, asking.with_(on=on, since=year_start(on))) if key in catalogue() else ""


def _outline(issue: Issue) -> tuple[OutlineItem, ...]:
    found = []
    for at, section in enumerate(issued_document(issue).sections, 1):
        found.append(OutlineItem(number_of(1, at) + text_of(section.heading), f"#on-paper-{at}", 1, 0))
        for inner, below in enumerate(section.sections, 1):
            label = number_of(2, inner) + text_of(below.heading)
            found.append(OutlineItem(label, f"#on-paper-{at}-{inner}", 2, 0))
    return tuple(found)


def _facts(one: Visitor, issue: Issue) -> tuple[tuple[str, str], ...]:
    said = (
        ("文号", issue.paper.number),
        ("标题", issue.title),
        ("单位", one.tree.name(issue.unit_id)),
        ("取数", f"截至 {issue.on} · 以第 {issue.known} 笔的账为准"),
        ("成文", issue.dated.isoformat()),
        ("记账", f"第 {issue.entry_id} 笔"),
        ("指纹", short(issue.fingerprint)),
    )
    return tuple((name, value) for name, value in said if value)


# ---- frozen figures ----


def _proofs(issue: Issue, asking: Asking, found: Check | None) -> tuple[ProofLine, ...]:
    if found is not None:
        moved_first = sorted(found.findings, key=lambda one: not (one.drifted or one.shifted or one.broken))
        return tuple(_found(one, asking) for one in moved_first)
    return tuple(_frozen(one, issue, asking) for one in issue.figures.order_by("id"))


def _frozen(one: FrozenFigure, issue: Issue, asking: Asking) -> ProofLine:
    label = label_of(one.figure) + ("（上年末）" if one.on < issue.on else "")
    return ProofLine(label, _text(one), _href(one.figure, one.on, asking))


def _text(one: FrozenFigure) -> str:
    return one.text + (f"（{one.numerator} / {one.denominator}）" if one.numerator is not None else "")


def _found(one: Finding, asking: Asking) -> ProofLine:
    tone, now = ("soon", one.difference) if one.drifted else ("ok", "")
    if one.broken:
        tone = "late"
    why = [f"增：{_row(row)}" for row in one.came[:SHOWN_ROWS]] + [f"减：{_row(row)}" for row in one.went[:SHOWN_ROWS]]
    why += [_words(each) for each in one.words]
    if one.prints_the_same:
        why.insert(0, "印出来的数没有变，分子、分母变了")
    if one.causes:
        why.append("由 " + "、".join(cause.label for cause in one.causes))
    if one.shifted:
        why.insert(0, "数没有变，所依据的行变了")
    if one.now.missing:
        why.insert(0, f"现在不知道：{one.now.missing}")
    if one.broken:
        why.insert(0, one.broken)
    hidden = max(0, len(one.came) - SHOWN_ROWS) + max(0, len(one.went) - SHOWN_ROWS)
    return ProofLine(
        label=one.label,
        text=_text(one.frozen),
        href=_href(one.frozen.figure, one.frozen.on, asking),
        tone=tone,
        now=now,
        why=tuple(why),
        more=f"另有 {hidden} 行进出" if hidden else "",
    )


def _words(one: Words) -> str:
    return f"文中“{one.said}”仍然成立" if one.holds else f"文中“{one.said}”，现在是“{one.now}”"


def _row(row: MovedRow) -> str:
    return f"{row.name}：{row.because}"


def _checked(found: Check) -> Checked:
    drifted = len(found.drifted)
    same = len(found.findings) - drifted
    if found.breaches:
        summary = "有不符的地方：文件、全文或凭据和签发时不一样，请管理社建的人查明。"
    elif drifted:
        summary = f"以第 {found.known} 笔的账复算：{same} 个相同，{drifted} 个现在不同。原件和指纹都和签发时一样。"
    else:
        summary = f"以第 {found.known} 笔的账复算：{same} 个都相同，账上现在还这样说。原件和指纹都和签发时一样。"
    return Checked(summary, same, drifted, found.breaches)


# ---- steps ----


def issue_page(
    request: HttpRequest, one: Visitor, made: Manuscript, number: str = "", problem: str = "", at_number: str = ""
) -> IssuePage:
    """Looking a draft through before it is issued; or the list of what is left to do."""
    draft = made.draft
    back = reverse("office:report", args=[draft.pk])
    to_do = tuple(
        TodoLine(f"{back}#{anchor(each.place.key)}", each.place.label, str(each.what), each.words)
        for each in made.in_the_way
    )
    title = "".join(map(text_of, made.report.document.title))
    dated = long_date(made.report.document.signature.dated)
    facts = (
        ("标题", title),
        ("单位", unit_of(one, draft)),
        ("署名", text_of(made.report.document.signature.issuer)),
        ("成文日期", f"{dated}（签发之日）"),
        ("取数", f"截至 {draft.on}，以最新的账（第 {made.asked.picture.known} 笔）为准{_short_of(draft)}"),
        ("冻结", f"{len(made.report.uses)} 处数，连同各自的行"),
    )
    return IssuePage(
        shell=shell(request, one, f"签发 {title_of(draft)}", CURRENT),
        back=back,
        title=title_of(draft),
        to_do=to_do,
        facts=facts,
        seen=seen(made),
        number=number,
        problem=problem,
        at_number=at_number,
    )


def _short_of(draft: Draft) -> str:
    """A year that was not over when the figures were taken is not issued without its being said."""
    end = year_end(draft.on)
    return "" if draft.on == end else f"。注意：数不到年末（{end}），是年中的数"


def withdraw_page(request: HttpRequest, one: Visitor, draft: Draft, reason: str = "", problem: str = "") -> StepPage:
    """Asks for the reason of a withdrawal."""
    title = f"作废 {title_of(draft)}？"
    lines = (
        "作废是一笔账，要写明原因。文书、原件、冻结的数和凭据都还在，谁都可以照旧查看；页上会注明已作废。",
        "作废不能再取消；要改，请据此起新稿，另行签发。",
    )
    back = reverse("office:report", args=[draft.pk])
    return StepPage(
        shell(request, one, title, CURRENT), back, title, lines, "作废这份文书", True, reason=reason, problem=problem
    )


def discard_page(request: HttpRequest, one: Visitor, draft: Draft) -> StepPage:
    """Asks whether a draft is to be given up."""
    title = f"放弃 {title_of(draft)}？"
    lines = ("草稿移到“已放弃”，不能再改；文字都保存着，要用时随时可以取回。账没有动。",)
    back = reverse("office:report", args=[draft.pk])
    return StepPage(shell(request, one, title, CURRENT), back, title, lines, "放弃这份草稿", False)
