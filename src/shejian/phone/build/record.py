"""What the page on which a meeting is recorded says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from shejian.activities.services.stated import counted_of, state_place, vote_place
from shejian.core.facts.terms import AttendanceState, MeetingKind
from shejian.office.acting.meeting_fields import OFF, VOTES, Invited
from shejian.office.acting.paper import KEPT, read_kept
from shejian.office.insiders import Insider
from shejian.office.wording import short_day
from shejian.party.queries import effective_coverage
from shejian.phone.build.shell import body_name, phone_shell
from shejian.phone.correcting import PhoneCorrection
from shejian.phone.pages import PhoneShell
from shejian.phone.recording import EXCUSED, KINDS, SHORT, STATES, PhoneMeeting

PhoneForm = PhoneMeeting | PhoneCorrection


@dataclass(frozen=True, slots=True)
class Chip:
    """A kind to be chosen, and where and when the branch held its last one."""

    value: str
    label: str
    checked: bool
    place: str
    began: str


@dataclass(frozen=True, slots=True)
class Who:
    """A member on the list, and how he stands."""

    name: str
    field: str
    note: str
    options: tuple[tuple[str, str, bool], ...]
    error: str
    scanned: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A control that holds a text."""

    name: str
    label: str
    value: str
    error: str
    longest: int = 0

    @property
    def error_id(self) -> str:
        return f"{self.name}-error"


@dataclass(frozen=True, slots=True)
class Vote:
    """A resolution: its text and its numbers."""

    label: str
    cells: tuple[Text, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the form carries along unseen."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The page.

    Attributes:
        texts: day, began, place, topic, minutes; with a list of members the hours of a 党课, else the two numbers.
        kept: the photo that came already.
    """

    shell: PhoneShell
    action: str
    back: str
    draft: str
    today: str
    hidden: tuple[Hidden, ...]
    problems: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    kind_error: str
    texts: dict[str, Text]
    late: str
    roster: tuple[Who, ...]
    counts: tuple[int, int, int]
    due: int
    scanned: int
    more: int
    votes: tuple[Vote, ...]
    photo_error: str
    kept: str
    uses: tuple[str, ...]
    code_href: str


def record_page(one: Insider, form: PhoneForm) -> RecordPage:
    """The form as it stands: opened, or handed in with what cannot be."""
    faults = form.faults() if form.is_bound else {}
    asked = (name for name in ("tenths", "due", "present") if name in form.fields)
    names = ("day", "began", "place", "topic", "minutes", *asked)
    called = Counter(each.name.partition("（")[0] for each in form.people)
    roster = tuple(_who(form, each, called, faults) for each in form.people)
    states = [next((value for value, _, on in each.options if on), "") for each in roster]
    kept = read_kept(form.data.get(KEPT, "")) if form.is_bound else {}
    plan = form.planned.plan_id if form.planned is not None else ""
    shell = phone_shell(one, form.heading, "meetings")
    corrects = f"&meeting={form.meeting}" if form.meeting is not None else ""
    return RecordPage(
        shell=replace(shell, as_of=f"{body_name(form.holder, one)} · {shell.as_of}"),
        action=f"{reverse('phone:record')}?body={form.holder}{corrects}",
        back=f"{reverse('phone:meetings')}?body={form.holder}" if corrects else reverse("phone:home"),
        draft=f"{form.holder}:{plan}{corrects}",
        today=form.today.isoformat(),
        hidden=_hidden(form, str(plan), form.data.get(KEPT, "") if "name" in kept else ""),
        problems=tuple((name, text) for name, text in faults.items()),
        chips=_chips(form),
        kind_error=faults.get("kind", ""),
        texts={name: _text(form, name, faults) for name in names},
        late=late_note(form.listed_on, form.today),
        roster=roster,
        counts=(
            states.count(AttendanceState.PRESENT),
            states.count(AttendanceState.LEAVE),
            states.count(AttendanceState.ABSENT),
        ),
        due=(counted_of(filter(None, states)) or (0, 0))[0],
        scanned=sum(each.scanned for each in roster),
        more=form.more,
        votes=_votes(form, faults),
        photo_error=faults.get("paper_file", ""),
        kept=kept.get("name", ""),
        uses=_uses(form, len(roster)),
        code_href=f"{reverse('phone:presence-code')}?body={form.holder}",
    )


def late_note(day: date, today: date) -> str:
    """How much later than it was held a meeting is recorded, gently; empty if it was today."""
    if day >= today:
        return ""
    year = today.year
    return f"发生在 {short_day(day, year=year)}，今日入账，相隔 {(today - day).days} 天。照实记即可，不影响算数。"


def _value(form: PhoneForm, name: str) -> str:
    value = form[name].value()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _text(form: PhoneForm, name: str, faults: dict[str, str]) -> Text:
    field = form.fields[name]
    longest = getattr(field, "max_length", None) or 0
    return Text(name, str(field.label), _value(form, name), faults.get(name, ""), longest)


def _hidden(form: PhoneForm, plan: str, kept: str) -> tuple[Hidden, ...]:
    said = {"body": str(form.holder), "plan": plan, KEPT: kept}
    said |= {name: _value(form, name) for name in ("key", "seen", "first", "listed")}
    return tuple(Hidden(name, value) for name, value in said.items() if value)


def _chips(form: PhoneForm) -> tuple[Chip, ...]:
    customs, chosen = form.customs(), _value(form, "kind")
    return tuple(
        Chip(
            str(kind),
            SHORT.get(kind, MeetingKind(kind).label),
            str(kind) == chosen,
            customs.get(str(kind), {}).get("place", ""),
            customs.get(str(kind), {}).get("began", ""),
        )
        for kind in KINDS
    )


def _who(form: PhoneForm, one: Invited, called: Counter[str], faults: dict[str, str]) -> Who:
    """A line of the list; the number of a person is said where two are called the same."""
    field, name = state_place(one.person), one.name.partition("（")[0]
    chosen = _value(form, field)
    shown = (*STATES, EXCUSED, *(((OFF, "没记"),) if chosen == OFF else ()))
    options = tuple((str(value), words, str(value) == chosen) for value, words in shown)
    note = "，".join(filter(None, (one.note, f"人员 {one.person}" if called[name] > 1 else "")))
    return Who(name, field, note, options, faults.get(field, ""), one.person in form.scanned)


def _votes(form: PhoneForm, faults: dict[str, str]) -> tuple[Vote, ...]:
    rows = [[_text(form, vote_place(at, column), faults) for column in VOTES] for at in range(form.resolution_lines)]
    return tuple(
        Vote(f"决议 {at}", tuple(row), any(cell.value or cell.error for cell in row)) for at, row in enumerate(rows, 1)
    )


def _uses(form: PhoneForm, members: int) -> tuple[str, ...]:
    """Where else this one entry is used: nothing of it is asked for again."""
    covered = len(effective_coverage(form.posed.asked.picture, form.today, form.holder))
    said = [f"本支部 {form.listed_on.month} 月的组织生活"]
    if covered:
        said.append(f"{covered} 家社会组织的有效覆盖")
    if members:
        said.append(f"{members} 名党员的参加记录")
    return (*said, "工作手册、年检和述职里的党建部分")
