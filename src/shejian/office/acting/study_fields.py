"""What forms on studies share: 微党课, trainings of members and of secretaries, with whoever took part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms

from shejian.core.facts.terms import PostTitle, StudyKind
from shejian.core.indicators import Subject as Kind
from shejian.figures.naming import Names
from shejian.journal.models import Entry
from shejian.learning.models import Study
from shejian.learning.services.studies import StatedStudy, faults_of, learner_place
from shejian.office.acting.fields import DayField, PickField
from shejian.office.acting.finding import Persons
from shejian.office.acting.form import ON_PAPER, ActForm, Group, Line, OnPaper, check_paper
from shejian.office.acting.hours_field import HoursField
from shejian.office.acting.meeting_fields import CHOOSE, TOO_LONG
from shejian.office.acting.thing_field import ThingField
from shejian.office.asking import Posed
from shejian.party.models import Post

CAME, AWAY = "came", "away"
WHETHER = ((CAME, "参加"), (AWAY, "没有"))
MOST, OTHERS = 300, 3
LONGEST_TITLE, LONGEST_LINK, LONGEST_TEXT = 200, 500, 20_000
WHAT = ("kind", "title", "day", "last", "place", "lecturer", "hours")
ON_MATERIAL = Group("材料文件", ON_PAPER.fields, "讲稿、课件、通知或签到表；没有就空着。")


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody who may have taken part, and why he is on the list."""

    person: int
    name: str
    note: str = ""


def listed(posed: Posed, notes: Mapping[int, str]) -> tuple[Listed, ...]:
    """Persons with their masked names, each with his note."""
    names = Names(posed.on, posed.known).of(Kind.PERSON, notes)
    return tuple(
        Listed(one, f"{names[one].name}（人员 {one}）" if one in names else f"人员 {one}", note)
        for one, note in notes.items()
    )


def secretaries(posed: Posed, bodies: Mapping[int, str]) -> dict[int, str]:
    """The secretaries of party organizations today, as far as it is known who they are; each with what he leads."""
    posts = Post.objects.on(posed.on, posed.known).filter(title=str(PostTitle.SECRETARY), person__isnull=False)
    held = posts.filter(party_organization__in=bodies).order_by("party_organization_id", "id")
    found: dict[int, str] = {}
    for body, person in held.values_list("party_organization_id", "person_id"):
        found.setdefault(person, f"{bodies[body]} 书记")
    return found


def _text(label: str, longest: int, help_text: str = "", **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "in", "autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, widget=widget, **({"error_messages": TOO_LONG} | more)
    )


class StudyForm(ActForm, OnPaper):
    """What forms on one study share. A subclass says who holds it and which ``people`` may have taken part."""

    groups: ClassVar[tuple[Group, ...]] = ()
    people: tuple[Listed, ...] = ()
    kept: Mapping[int, int | None] = {}
    """Of those who took part whom he does not reach: what stays as it is, unnamed."""
    usual: ClassVar[str] = AWAY
    """What is taken of whoever is on the list, until it is said otherwise."""

    @property
    def number(self) -> int | None:
        """The study that is said anew; ``None`` for one that is recorded."""
        return None

    def holder(self, said: Mapping[str, Any]) -> dict[str, int | None]:
        """Who holds it: ``party_organization`` or ``unit``."""
        raise NotImplementedError

    def paper_held(self) -> int | None:
        """The material that is on record already."""
        return None

    def add_fields(self, kinds: tuple[StudyKind, ...] = tuple(StudyKind)) -> None:
        """The fields, for a list of ``people``."""
        self.more = max(0, len(self.people) - MOST)
        self.people = self.people[:MOST]
        finder = Persons(self.one, self.posed, 0)
        area = forms.Textarea(attrs={"class": "in", "rows": 6})
        made: dict[str, forms.Field] = {
            "kind": PickField((CHOOSE, *((str(one), one.label) for one in kinds)), label="类别"),
            "title": _text("题目", LONGEST_TITLE, error_messages={**TOO_LONG, "required": "请写题目"}),
            "day": DayField(label="哪一天起", error_messages={"required": "请填写哪一天"}),
            "last": DayField(label="到哪一天", required=False, help_text="只有一天就空着。"),
            "place": _text("地点", 100, "线上的、没有地点的空着。", required=False),
            "lecturer": _text("主讲人", 100, required=False),
            "hours": HoursField(
                label="每人学时",
                required=False,
                help_text="2 或 1.5 这样；不知道就空着，不算 0。个别不同的填在名单里。",
            ),
            "text": forms.CharField(
                label="材料正文", required=False, max_length=LONGEST_TEXT, widget=area, error_messages=TOO_LONG
            ),
            "link": _text("材料位置", LONGEST_LINK, "网址，或者共享文件夹里的位置。", required=False),
        }
        for each in self.people:
            made[f"came-{each.person}"] = PickField(WHETHER, label=f"{each.name} 参加没有")
            made[learner_place(each.person)] = HoursField(label=f"{each.name} 学时", required=False)
            for name in (f"came-{each.person}", learner_place(each.person)):
                made[name].widget.attrs["aria-label"] = made[name].label
        for at in range(OTHERS):
            hint = "写全名或公民身份号码。" if at == 0 else ""
            made[f"other-{at}"] = ThingField(
                finder, "人", "个", label=f"另外参加的人 {at + 1}", required=False, help_text=hint
            )
        self.fields |= made

    def groups_of(self, which: tuple[str, ...] = WHAT) -> tuple[Group, ...]:
        """The groups of fields; ``which`` are those that say what it was."""
        lines = tuple(
            Line(each.name, (f"came-{each.person}", learner_place(each.person)), each.note) for each in self.people
        )
        cells = tuple(name for line in lines for name in line.fields)
        more = f"只列前 {len(self.people)} 名，还有 {self.more} 名，请写在“另外参加的人”里。" if self.more else ""
        note = f"参加的一次记完；学时空着的照“每人学时”。{more}" if lines else "名单上没有人，请写在“另外参加的人”里。"
        return (
            Group("哪一次", which),
            Group("谁参加了", cells, note, ("参加没有", "学时"), lines, "人员"),
            Group("另外参加的人", tuple(f"other-{at}" for at in range(OTHERS)), "名单上没有的。"),
            Group("材料", ("text", "link"), "给参加的人看的讲稿、材料；没有就空着。"),
            ON_MATERIAL,
        )

    def prefilled(self) -> Mapping[str, Any]:
        return {f"came-{each.person}": self.usual for each in self.people}

    def stated(self, said: Mapping[str, Any], first: date) -> StatedStudy:
        """The study that the fields state."""
        usual = said.get("hours")
        learners: dict[int, int | None] = dict(self.kept)
        for each in self.people:
            if said.get(f"came-{each.person}") == CAME:
                own = said.get(learner_place(each.person))
                learners[each.person] = usual if own is None else own
        for at in range(OTHERS):
            other = said.get(f"other-{at}")
            if other is not None:
                learners.setdefault(other, usual)
        return StatedStudy(
            kind=said["kind"],
            title=said.get("title") or "",
            first=first,
            last=said.get("last") or first,
            place=said.get("place") or "",
            lecturer=said.get("lecturer") or "",
            text=said.get("text") or "",
            link=said.get("link") or "",
            paper=self.paper_held(),
            learners=learners,
            **self.holder(said),
        )

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        first = said.get("day")
        if first is None or not said.get("kind") or not said.get("title"):
            return
        for place, text in faults_of(self.stated(said, first), self.today, self.number):
            self.add_error(self._at(place, said), text)

    def _at(self, place: str, said: Mapping[str, Any]) -> str | None:
        """The field of a place: whose own hours are not stated has those of everybody."""
        if place.startswith("hours-") and said.get(place) is None:
            return None if "hours" in self.errors else "hours"
        if place == "first" or (place == "last" and not said.get("last")):
            return "day"
        return place if place in self.fields else None

    def besides(self, said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        first = said.get("day")
        return () if first is None else (("参加", f"{len(self.stated(said, first).learners)} 人"),)

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        if self.number is not None:
            return "study", self.number
        return "study", int(Study.objects.values_list("pk", flat=True).get(entry=entry.number))


def most_common(tenths: Mapping[int, int | None]) -> int | None:
    """The hours that most of those who took part have."""
    counted = Counter(each for each in tenths.values() if each is not None)
    return counted.most_common(1)[0][0] if counted else None
