"""``shejian findings``: what is wrong on a day, with fact, clause, remedy and since when; and what cannot be told."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from typing import Any

from shejian import clock
from shejian.console.arguments import UsageError, add_scope, day
from shejian.console.asking import put, sentence
from shejian.console.output import say, say_json
from shejian.console.store import console_act, open_store
from shejian.core.findings import checks
from shejian.core.indicators import Subject
from shejian.figures.asking import Asked
from shejian.figures.naming import Named, Names
from shejian.oversight.enums import Source
from shejian.oversight.queries import Wanted, WantedSet, unjudged, wanted, within
from shejian.oversight.services.keeping import Backwards, bring_up_to_date

SUBJECTS = (Subject.ORGANIZATION, Subject.PARTY_ORGANIZATION, Subject.PERSON)


def configure(parser: argparse.ArgumentParser) -> None:
    add_scope(parser)
    parser.add_argument("--on", type=day, metavar="DATE", help="截至哪一天（当日终了）；不写是今天")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument(
        "--record", action="store_true", help="按这一天更新问题清单：查出的立项，不再有的销号，记为一笔账"
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.record:
        _refuse_record(arguments)
    open_store()
    asked = put(arguments)
    target = wanted(asked.picture, asked.question.on)
    found = _of_scope(asked, target)
    names = _names(asked, found)
    recorded = _record(arguments, asked) if arguments.record else None
    if arguments.json:
        say_json(_document(asked, target, found, names) | ({"recorded": recorded} if recorded else {}))
        return 0
    _show(asked, target, found, names)
    if recorded is not None:
        entry = f"记为第 {recorded['entry']} 笔" if recorded["entry"] else "没有要记的"
        say(f"问题清单：立项 {recorded['opened']}，销号 {recorded['closed']}，现有 {recorded['open']}；{entry}。")
    return 0


def _refuse_record(arguments: argparse.Namespace) -> None:
    today = clock.today()
    if arguments.on is not None and arguments.on > today:
        raise UsageError(
            f"{arguments.on} 还没有到，不能记入问题清单；只看将来会怎样，请去掉 --record，要记请写 {today} 或以前的日子"
        )
    if arguments.unit is not None or arguments.known is not None or arguments.own or arguments.line is not None:
        raise UsageError("问题清单按全部单位、最新的账更新；请去掉 --unit、--line、--own、--known，或去掉 --record")


def _record(arguments: argparse.Namespace, asked: Asked) -> dict[str, Any]:
    try:
        done = bring_up_to_date(console_act(), asked.question.on, asked.picture)
    except Backwards as refusal:
        raise UsageError(str(refusal)) from None
    return {"entry": done.entry, "opened": done.opened, "closed": done.closed, "open": done.open}


def _of_scope(asked: Asked, target: WantedSet) -> list[Wanted]:
    there = within(asked.view, asked.scope)
    return [one for one in target.found.values() if there.holds(one.subject, one.number, one.via)]


def _names(asked: Asked, found: Sequence[Wanted]) -> dict[tuple[Subject, int], Named]:
    names = Names(asked.question.on, asked.picture.known)
    return {
        (subject, one): named
        for subject in SUBJECTS
        for one, named in names.of(subject, {each.number for each in found if each.subject is subject}).items()
    }


def _unknown(asked: Asked, target: WantedSet) -> dict[str, int]:
    """How many rows of each check cannot be told, within the scope."""
    there = within(asked.view, asked.scope)
    rows = [one.row for one in target.unclear]
    return dict(Counter(row["check"] for row in rows if there.holds(Subject(row["subject"]), row["id"], row["via"])))


def _document(
    asked: Asked, target: WantedSet, found: Sequence[Wanted], names: dict[tuple[Subject, int], Named]
) -> dict[str, Any]:
    return {
        "on": asked.question.on,
        "unit": asked.path,
        "line": str(asked.question.line),
        "known": asked.picture.known,
        "findings": [
            {
                "source": str(one.source),
                "check": one.item,
                "label": label(one),
                "subject": str(one.subject),
                "id": one.number,
                "name": _name(names, one),
                "severity": str(one.severity),
                "because": one.because,
                "clause": one.clause,
                "remedy": one.remedy,
                "since": one.since,
            }
            for one in found
        ],
        "unknown": _unknown(asked, target),
        "unjudged": unjudged(asked.picture, asked.question.on),
    }


def label(one: Wanted) -> str:
    """What people call what is wrong; of a case, it is the step that the reason begins with."""
    return checks()[one.item].label if one.source is Source.FACTS else one.because.partition("：")[0]


def _name(names: dict[tuple[Subject, int], Named], one: Wanted) -> str:
    named = names.get((one.subject, one.number))
    return named.name if named else f"（编号 {one.number}）"


def _show(asked: Asked, target: WantedSet, found: Sequence[Wanted], names: dict[tuple[Subject, int], Named]) -> None:
    say(sentence(asked))
    unknown = _unknown(asked, target)
    for key, check in checks().items():
        rows = [one for one in found if one.source is Source.FACTS and one.item == key]
        if not rows and not unknown.get(key):
            continue
        say()
        say(f"{check.label}：查出 {len(rows)}，不能判断 {unknown.get(key, 0)}")
        _say_rows(rows, names)
    cases = [one for one in found if one.source is Source.CASES]
    if cases:
        say()
        say(f"办件：查出 {len(cases)}")
        _say_rows(cases, names)
    for reason in unjudged(asked.picture, asked.question.on).values():
        say(f"没有判断：{reason}")
    say()
    say(f"共查出 {len(found)}")


def _say_rows(rows: Sequence[Wanted], names: dict[tuple[Subject, int], Named]) -> None:
    for one in rows:
        since = f"（自 {one.since} 起）" if one.since else ""
        say(f"  {one.severity.label}  {_name(names, one)}：{one.because}{since}")
    for clause, remedy in dict.fromkeys((one.clause, one.remedy) for one in rows):
        say(f"    依据：{clause}")
        say(f"    怎么办：{remedy}")
