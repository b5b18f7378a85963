"""会议记录 of one meeting: what was stated of it, who was there by name, what was resolved, and places to sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shejian.activities.models import MeetingParticulars, Resolution
from shejian.activities.queries import Account, accounts_of
from shejian.core.calendar import long_date
from shejian.core.documents import Block, Book, Chapter, Pairs, Prose, Signing
from shejian.core.facts.terms import AttendanceState, MeetingKind
from shejian.core.indicators import Subject
from shejian.figures.naming import Names

UNKNOWN = "没有记录"
NONE = f"{UNKNOWN}。"
LIST = "到会名单"
KEEP = "含党员姓名，请按内部资料保管"
OUT_OF_REACH = "联合开展的党组织的党员"
HOST, RECORDER = "主持人签字：", "记录人签字："


@dataclass(frozen=True, slots=True)
class Called:
    """What those whom records speak of are called; a person without a name here is counted only."""

    bodies: Mapping[int, str]
    persons: Mapping[int, str]

    def body(self, one: int) -> str:
        return self.bodies.get(one, f"党组织 {one}")

    def listed(self, persons: list[int]) -> str:
        """Persons by name, in the order of their numbers; those without one as how many more they are."""
        named = [self.persons[one] for one in sorted(persons) if one in self.persons]
        others = len(persons) - len(named)
        more = [f"{'另有 ' if named else ''}{others} 人"] if others else []
        return "、".join([*named, *more])


def minutes(meeting: int, known: int, dated: date, persons: frozenset[int]) -> Book:
    """The minutes of a meeting that the ledger knew at an entry.

    Args:
        dated: the day on which they are drawn up.
        persons: who may be named; others are counted.
    """
    (account,) = accounts_of([meeting], known)
    called = called_in([account], account.day, known, persons)
    return Book(
        title=(called.body(account.party_organization), f"{MeetingKind(account.kind).label}记录"),
        cover=(),
        opening=(stated(account, called),),
        chapters=said(account, Signing((HOST, RECORDER))),
        foot=f"以第 {known} 笔的账为准，{long_date(dated)}制；{KEEP}",
        dated=dated,
    )


def called_in(accounts: list[Account], on: date, known: int, persons: frozenset[int]) -> Called:
    """The names that accounts of meetings speak of, of persons only those who may be named."""
    bodies = {body for one in accounts for body in (one.party_organization, *one.partners)}
    spoken_of = {person for one in accounts for person in one.attendance}
    spoken_of |= {one.particulars.host_id for one in accounts if one.particulars and one.particulars.host_id}
    names = Names(on, known)
    return Called(
        {one: named.name for one, named in names.of(Subject.PARTY_ORGANIZATION, bodies).items()},
        names.in_full(spoken_of & persons),
    )


def stated(account: Account, called: Called, *, everything: bool = True) -> Pairs:
    """When, where and with whom a meeting was held, and who was there.

    Args:
        everything: what is not on record has its line too, which says so; else it is left out (see ``lacking``).
    """
    particulars = account.particulars
    numbers = f"应到 {_counted(account.due)}，实到 {_counted(account.present)}"
    together = (account.party_organization, *account.partners) if account.partners else ()
    rows = [
        ("主题", account.topic),
        ("时间", " ".join(filter(None, (long_date(account.day), particulars.began if particulars else "")))),
        ("地点", particulars.place if particulars else ""),
        ("主持人", _host(particulars, called)),
        ("应到实到", numbers if (account.due, account.present) != (None, None) else ""),
        *_present(account, called),
    ]
    joint = [("联合开展", "、".join(map(called.body, together)))] if together else []
    return Pairs(tuple((name, text or UNKNOWN) for name, text in [*rows, *joint] if text or everything))


def lacking(account: Account) -> list[str]:
    """What is not on record of a meeting, by name."""
    particulars = account.particulars
    there = {
        "主题": account.topic,
        "地点": particulars and particulars.place,
        "主持人": particulars and (particulars.host_id or particulars.guest_host),
        "应到实到": account.due is not None or account.present is not None,
        LIST: account.attendance,
        "议程": particulars and particulars.agenda,
        "记录": particulars and particulars.minutes,
        "决议": account.resolutions,
    }
    return [name for name, held in there.items() if not held]


def _present(account: Account, called: Called) -> list[tuple[str, str]]:
    if not account.attendance:
        return [(LIST, "")]
    states: dict[str, list[int]] = {}
    for person, state in account.attendance.items():
        states.setdefault(state, []).append(person)
    return [(state.label, called.listed(states[state])) for state in AttendanceState if states.get(state)]


def said(account: Account, *closing: Block) -> tuple[Chapter, ...]:
    """Agenda, record and resolutions, each under its heading; ``closing`` stands below the last."""
    particulars = account.particulars
    texts = (("议程", particulars.agenda if particulars else ""), ("记录", particulars.minutes if particulars else ""))
    written = [Chapter(heading, (Prose(text or NONE),)) for heading, text in texts]
    return (*written, Chapter("决议", (*resolved(account), *closing)))


def resolved(account: Account) -> tuple[Block, ...]:
    """Resolutions with their votes."""
    if not account.resolutions:
        return (Prose(NONE),)
    lines = [f"{at}. {one.text}{_votes(one)}" for at, one in enumerate(account.resolutions, 1)]
    return (Prose("\n".join(lines)),)


def _votes(one: Resolution) -> str:
    votes = (("应到", one.due), ("实到", one.present), ("赞成", one.approving))
    known = "，".join(f"{what} {number} 人" for what, number in votes if number is not None)
    return f"（有表决权的{known}）" if known else "（票数没有记录）"


def _host(particulars: MeetingParticulars | None, called: Called) -> str:
    if particulars is None:
        return ""
    if particulars.host_id is None:
        return particulars.guest_host
    return called.persons.get(particulars.host_id, OUT_OF_REACH)


def _counted(number: int | None) -> str:
    return UNKNOWN if number is None else f"{number} 人"
