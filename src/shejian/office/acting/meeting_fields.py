"""What forms on a meeting share: its fields, the list of who was to come, and the meeting that they state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import QueryDict

from shejian.activities.services.stated import Fault, Resolved, StatedMeeting, faults_of, state_place, vote_place
from shejian.core.calendar import DateFault, read_date
from shejian.core.facts.terms import AttendanceState, MeetingKind, PostTitle
from shejian.core.indicators import Subject as Kind
from shejian.core.life import agendas
from shejian.figures.naming import Names
from shejian.office.acting.fields import BLANK, DayField, PickField, as_typed
from shejian.office.acting.finding import Listing, Persons, partners
from shejian.office.acting.form import FILL, ActForm, Group, Line, OnPaper, check_paper
from shejian.office.acting.hours_field import HoursField
from shejian.office.acting.sheets import MOST, CountField
from shejian.office.acting.subject import Subject
from shejian.office.acting.thing_field import ThingField
from shejian.office.asking import Posed
from shejian.office.build.facts import counted
from shejian.office.build.meeting_words import late_words
from shejian.office.visitors import Visitor
from shejian.party.models import Post
from shejian.party.queries import members_of

CHOOSE = ("", "请选")
LIST, NUMBERS, OFF = "list", "numbers", "off"
ROSTER, AGENDA = "roster", "agenda"
STATE = state_place(0)[:-1]
"""With what the names of the fields of the list begin."""
HOWS = ((LIST, "按下面的名单，人数由名单数出"), (NUMBERS, "只知道人数"))
STATES = (*AttendanceState.choices(), (OFF, "不在名单"))
OF_MEMBERS = tuple(each for each in STATES if each[0] != AttendanceState.OBSERVER)
PARTNERS, RESOLUTIONS, OBSERVERS = 3, 3, 3
VOTES = {"text": "决议", "due": "有表决权的应到", "present": "实到", "approving": "赞成"}
LONGEST_TOPIC, LONGEST_PLACE, LONGEST_NAME, LONGEST_TEXT, LONGEST_MINUTES = 200, 100, 64, 500, 20_000
TOO_LONG = {"max_length": "最多 %(limit_value)d 个字，现在有 %(show_value)d 个"}


@dataclass(frozen=True, slots=True)
class Invited:
    """Who may have been there: how the list names him, his post or branch, and whether he is a member of the day."""

    person: int
    name: str
    note: str = ""
    member: bool = True


def invited(posed: Posed, bodies: Mapping[int, str], day: date, more: Iterable[int] = ()) -> tuple[Invited, ...]:
    """The members of party organizations on a day, each with the note of his, and whoever else is on the list."""
    found: dict[int, str] = {}
    for body, note in bodies.items():
        found |= {member.person: note for member in members_of(posed.asked.picture, day, body)}
    members = frozenset(found)
    found |= {person: "" for person in more if person not in found}
    posts = Post.objects.on(day, posed.known).filter(party_organization__in=bodies, person__isnull=False)
    titles = {post.person_id: PostTitle(post.title).label for post in posts}
    names = Names(posed.on, posed.known).of(Kind.PERSON, found)
    return tuple(
        Invited(
            one,
            f"{names[one].name}（人员 {one}）" if one in names else f"人员 {one}",
            "，".join(filter(None, (titles.get(one, ""), note))),
            one in members,
        )
        for one, note in found.items()
    )


def _text(label: str, longest: int, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "in", "autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=longest, required=False, help_text=help_text, widget=widget, error_messages=TOO_LONG
    )


def _area(label: str, rows: int, help_text: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"class": "in", "rows": rows})
    return forms.CharField(
        label=label,
        max_length=LONGEST_MINUTES,
        required=False,
        help_text=help_text,
        widget=widget,
        error_messages=TOO_LONG,
    )


class MeetingForm(ActForm, OnPaper):
    """What forms on one meeting share. A subclass says of which party organization, on which day, and which ``people``
    may have been there.

    The list is that of the day in the field; ``listed`` is the day of which it was shown last. A day with another list
    is refused once, with the new list and everything else as it was typed.
    """

    fills = {"day": (ROSTER, "按这一天列名单"), "agenda": (AGENDA, "用参考议程")}
    day = DayField(label="日期", error_messages={"required": "请填写哪一天开的"})
    listed = forms.CharField(required=False, widget=forms.HiddenInput)
    people: tuple[Invited, ...] = ()
    kept: Mapping[int, str] = MappingProxyType({})
    """Of those on the list whom he does not reach: what stays as it is, unnamed."""
    plans: tuple[tuple[int, str], ...] = ()

    def __init__(
        self,
        one: Visitor,
        posed: Posed,
        subject: Subject | None = None,
        data: QueryDict | None = None,
        asked: QueryDict | None = None,
    ) -> None:
        super().__init__(one, posed, subject, data, asked)
        self.initial["listed"] = self.listed_on.isoformat()
        if self.is_bound:
            self._refill()

    @property
    def holder(self) -> int:
        """The party organization that held it."""
        raise NotImplementedError

    @property
    def meeting(self) -> int | None:
        """The meeting that is said anew; ``None`` for one that is recorded."""
        return None

    @property
    def with_whom(self) -> Listing:
        """The party organizations that may be named as partners."""
        return partners(self.one, self.posed, self.holder)

    # ---- the list of a day ----

    def roster(self, day: date) -> tuple[Invited, ...]:
        """Who may have been there on a day."""
        raise NotImplementedError

    def list_for(self, first: date) -> None:
        """List the people of the day in the field; of ``first`` where it is not said. Where nobody was there on that
        day, or it is yet to come, the list stays that of the day of which it was shown."""
        shown = read_day(self.handed_in.get("listed", "")) or first
        day = read_day(self.handed_in.get("day", "")) or first
        self.listed_on = shown if day > self.today else day
        self.people = self.roster(self.listed_on)
        if not self.people and self.listed_on != shown:
            self.listed_on, self.people = shown, self.roster(shown)

    def _refill(self) -> None:
        """What is shown again: states of those who are newly on the list, and the agenda that was asked for."""
        sent = {name for name in self.handed_in if name.startswith(STATE)}
        shown = {state_place(each.person) for each in self.people}
        self.came, self.gone = len(shown - sent), len(sent - shown)
        fresh = self.handed_in.copy()
        fresh["listed"] = self.initial["listed"]
        for name in shown - sent:
            fresh.setlist(name, as_typed(self.fields[name], self.initial.get(name)))
        if self.handed_in.get(FILL) == AGENDA:
            written = fresh.get("agenda", "").strip().splitlines()
            offered = [one for one in agendas().of(fresh.get("kind", "")) if one not in written]
            fresh["agenda"] = "\n".join([*written, *offered])
        self.data = fresh

    def only_filled(self) -> None:
        super().only_filled()
        if self.data.get(FILL) == AGENDA and not self.data.get("kind"):
            self.add_error("kind", "先选类型，再用参考议程")

    # ---- fields ----

    def add_fields(
        self, lines: int = RESOLUTIONS, partner_lines: int = PARTNERS, observer_lines: int = OBSERVERS
    ) -> None:
        """The fields, for a list of ``people``, with so many lines for resolutions, partners and those who sat in."""
        self.more = max(0, len(self.people) - MOST)
        self.people = self.people[:MOST]
        self.resolution_lines, self.partner_lines, self.observer_lines = lines, partner_lines, observer_lines
        hosts = [(each.person, f"{each.name} {each.note}".strip()) for each in self.people]
        plans = [BLANK, *self.plans]
        clock = forms.TimeInput(attrs={"class": "in", "type": "time"})
        made: dict[str, forms.Field] = {
            "kind": PickField((CHOOSE, *MeetingKind.choices()), label="类型"),
            "topic": _text("主题", LONGEST_TOPIC),
            "began": forms.CharField(label="开始时间", max_length=8, required=False, widget=clock),
            "place": _text("地点", LONGEST_PLACE),
            "host": PickField([BLANK, *hosts], label="主持人", required=False, coerce=int, empty_value=None),
            "guest_host": _text("外来的主持人", LONGEST_NAME, "不是参加党组织的党员时写这里。"),
        }
        if self.plans:
            made["plan"] = PickField(plans, label="完成的计划", required=False, coerce=int, empty_value=None)
        made["how"] = PickField(HOWS, label="人数怎么记", widget=forms.RadioSelect())
        made["due"] = CountField(label="应到人数", required=False, help_text="只知道人数时填；有名单时空着。")
        made["present"] = CountField(label="实到人数", required=False)
        made["tenths"] = HoursField(
            label="每人学时", required=False, help_text="只有党课填，记给到会的每个人；不知道就空着，不算 0。"
        )
        listed = self.with_whom
        for at in range(self.partner_lines):
            hint = "写全称。" if at == 0 else ""
            made[partner(at)] = ThingField(
                listed, "党组织", label=f"联合开展的党组织 {at + 1}", required=False, help_text=hint
            )
        made |= self._list_fields() | self._observer_fields() | self._resolution_fields()
        made["agenda"] = _area("议程", 3, "一行一项；没有就空着。参考议程是建议，不是规定，可以改、可以删。")
        made["minutes"] = _area("做了什么、定了什么", 6, "三五句即可。")
        self.fields |= made
        self.initial["how"] = LIST if self.people else NUMBERS

    def _list_fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for each in self.people:
            states = OF_MEMBERS if each.member else STATES
            field = PickField(states, label=f"{each.name} 到会情况")
            field.widget.attrs["aria-label"] = f"{each.name} 到会情况"
            found[state_place(each.person)] = field
        return found

    def _observer_fields(self) -> dict[str, forms.Field]:
        finder = Persons(self.one, self.posed, 0)
        return {
            observer(at): ThingField(
                finder,
                "人员",
                "人",
                label=f"列席的人 {at + 1}",
                required=False,
                help_text="写姓名全名，重名的写“人员 12”这样的编号。" if at == 0 else "",
            )
            for at in range(self.observer_lines)
        }

    def _resolution_fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for at in range(self.resolution_lines):
            for column, heading in VOTES.items():
                label = f"决议 {at + 1} {heading}"
                field = _text(label, LONGEST_TEXT) if column == "text" else CountField(label=label, required=False)
                field.widget.attrs["aria-label"] = label
                found[vote_place(at, column)] = field
        return found

    def groups_of(self, which: tuple[str, ...], paper: Group, note: str = "") -> tuple[Group, ...]:
        """The groups of fields; ``which`` are those that say what meeting it was."""
        states = tuple(state_place(each.person) for each in self.people)
        lines = tuple(Line(each.name, (state_place(each.person),), each.note) for each in self.people)
        more = f"只列前 {len(self.people)} 名，还有 {self.more} 名；人再多，请只记人数。" if self.more else ""
        about = "都当作到会，只改没有到的；不计应到的（年老体弱等）不算缺席，这次不用来的选“不在名单”。"
        votes = tuple(
            Line(str(at + 1), tuple(vote_place(at, column) for column in VOTES)) for at in range(self.resolution_lines)
        )
        cells = tuple(name for line in votes for name in line.fields)
        return (
            Group("哪一次", which, note),
            Group("人数", ("how", "due", "present", "tenths"), "二者取一：逐人记，或只记人数。"),
            Group("谁来了", states, about + more, ("到会情况",), lines),
            Group(
                "谁来列席",
                tuple(map(observer, range(self.observer_lines))),
                "领导干部等别处的人来参加才填；不计应到、实到。",
            ),
            Group("记录", ("minutes", "agenda")),
            Group("决议", cells, "要表决的才填；没有填的票数就是不知道。", tuple(VOTES.values()), votes, "次序"),
            Group("联合开展", tuple(partner(at) for at in range(self.partner_lines)), "和别的党组织一起开的才填。"),
            paper,
        )

    # ---- what was said ----

    def day_of(self, said: Mapping[str, Any]) -> date | None:
        """The day of the meeting, as far as it was said."""
        day: date | None = said.get("day")
        return day

    def stated(self, said: Mapping[str, Any], day: date) -> StatedMeeting:
        """The meeting that the fields state; empty lines say nothing."""
        how = said.get("how")
        states = {each.person: said.get(state_place(each.person)) for each in self.people} if how == LIST else {}
        states |= self.kept if how == LIST else {}
        states |= dict.fromkeys(self._observers(said).values(), str(AttendanceState.OBSERVER)) if how == LIST else {}
        rows = [self._resolved(at, said) for at in range(self.resolution_lines)]
        return StatedMeeting(
            party_organization=self.holder,
            kind=said["kind"],
            day=day,
            topic=said.get("topic") or "",
            began=(said.get("began") or "")[:5],
            place=said.get("place") or "",
            host=said.get("host"),
            guest_host=said.get("guest_host") or "",
            agenda=said.get("agenda") or "",
            minutes=said.get("minutes") or "",
            due=said.get("due"),
            present=said.get("present"),
            partners=tuple(body for at in range(self.partner_lines) if (body := said.get(partner(at))) is not None),
            attendance={one: state for one, state in states.items() if state and state != OFF},
            resolutions=tuple(row for row in rows if row is not None),
            plan=said.get("plan"),
            tenths=said.get("tenths"),
        )

    def _observers(self, said: Mapping[str, Any]) -> dict[str, int]:
        """Who sat in on it, by the fields that name them."""
        fields = map(observer, range(self.observer_lines))
        return {name: said[name] for name in fields if said.get(name) is not None}

    @staticmethod
    def _resolved(at: int, said: Mapping[str, Any]) -> Resolved | None:
        text, *votes = (said.get(vote_place(at, column)) for column in VOTES)
        return Resolved(text or "", *votes) if text or any(one is not None for one in votes) else None

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        if said.get("how") == LIST and not self.people:
            self.add_error("how", "当日没有党员的组织关系在这里，没有名单可记；请选“只知道人数”")
        if said.get("how") == NUMBERS:
            for sitting in self._observers(said):
                self.add_error(sitting, "只记人数时没有名单，列席的人无处可记；请改为按名单记，或空着")
        day = self.day_of(said)
        if day is None:
            return
        faults = faults_of([(self.meeting, self.stated(said, day))], self.today) if said.get("kind") else []
        misplaced = any(fault.place == "day" for fault in faults)
        if not misplaced and said.get("how") == LIST:
            misplaced = self._refuse_list(day)
        for fault in faults:
            if not (misplaced and _of_somebody(fault)):  # who was there is settled once the day is
                name = self._at(fault.place, said)
                if name is None or name not in self.errors:
                    self.add_error(name, fault.text)

    def _refuse_list(self, day: date) -> bool:
        """Say at the day that the list is not the one that was shown, or that there is none."""
        if self.listed_on != day and self.people:
            said = f"{day} 没有党员的组织关系在这里，名单还是 {self.listed_on} 的；请核对日期，或选“只知道人数”"
        elif self.came or self.gone:
            changed = [f"{what} {number} 名" for what, number in (("增加", self.came), ("去掉", self.gone)) if number]
            said = f"名单已按新的一天 {day} 列出（{'，'.join(changed)}），其余填的都还在；请核对后再记"
        else:
            return False
        self.add_error("day", said)
        return True

    def _at(self, place: str, said: Mapping[str, Any]) -> str | None:
        """The field of a place: empty lines between those that were filled in are no part of what is stated."""
        what, _, at = place.rpartition("-")
        if what == "partner":
            filled = [partner(line) for line in range(self.partner_lines) if said.get(partner(line)) is not None]
            place = filled[int(at)]
        elif what in VOTES:
            rows = [line for line in range(self.resolution_lines) if self._resolved(line, said) is not None]
            place = vote_place(rows[int(at)], what)
        elif sitting := next((name for name, one in self._observers(said).items() if place == state_place(one)), None):
            place = sitting
        return place if place in self.fields and not self.fields[place].widget.is_hidden else None

    def besides(self, said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        day = self.day_of(said)
        if day is None:
            return ()
        stated = self.stated(said, day)
        due, present = stated.counted
        return (
            ("组织生活", stated.words),
            ("人数", f"应到 {counted(due, '人')}，实到 {counted(present, '人')}"),
            *((("补记", late_words(day, self.today)),) if day < self.today else ()),
        )


def _of_somebody(fault: Fault) -> bool:
    return fault.place == "host" or fault.place.startswith(STATE)


def read_day(text: str) -> date | None:
    """A day as it was typed; ``None`` if it is none."""
    try:
        return read_date(text) if text else None
    except DateFault:
        return None


def observer(at: int) -> str:
    """The field of somebody who sat in on it."""
    return f"observer-{at}"


def partner(at: int) -> str:
    """The field of a partner."""
    return f"partner-{at}"
