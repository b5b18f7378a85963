"""并为一人: the form by which two recorded persons become one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from shejian.activities.services.persons import merge_participants
from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.fields import PickField
from shejian.office.acting.finding import Persons
from shejian.office.acting.form import ON_PAPER, Group, check_paper, reason_field
from shejian.office.acting.person_forms import PersonForm, Said
from shejian.office.acting.thing_field import ThingField
from shejian.people.models import PersonParticulars, SamePerson

THIS, THAT = "this", "that"


class MergePersons(PersonForm):
    """并为一人: this person and another, recorded twice, are one."""

    act = "party.merge_persons"
    heading = "并为一人"
    lead = "账上的两个人其实是同一个人：合并以后任何一天都只数一次。以保留的一个为准，缺的从另一个补；经过都留着。"
    button = "并为一人"
    warns = True
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (
        Group("哪两个", ("other", "kept")),
        Group("为什么是同一个人", ("reason",)),
        ON_PAPER,
    )
    reason = reason_field("理由", "例如：名册上一行漏写了号码，经核对是同一个人。和这一笔账一起留存。")

    def build(self) -> None:
        self.persons = Persons(self.one, self.posed, self.number)
        field = ThingField(
            self.persons, "人", label="另一个", help_text="姓名全称、完整的公民身份号码，或人员编号。选好后两个并排看。"
        )
        this, that = (f"{self.about.name}（人员 {self.number}）", "另一个")
        kept = PickField(((THIS, this), (THAT, that)), label="保留哪一个", widget=forms.RadioSelect())
        self.fields = {"other": field, "kept": kept, **self.fields}
        fact = self.about.latest(PersonParticulars)
        if fact is not None and not self.is_bound:
            field.offer(self.persons.namesakes(fact.name))

    @property
    def other_number(self) -> int | None:
        """The other one, as far as the form names him."""
        other = self.cleaned_data.get("other") if self.is_bound and self.is_valid() is not None else None
        return other if isinstance(other, int) else None

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)

    def record(self, made: Posting, said: Said) -> None:
        other, this = said["other"], self.number
        merge_participants(made, {other: this} if said["kept"] == THIS else {this: other})

    def done(self) -> str:
        return "已并为一人"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        return "person", int(SamePerson.objects.values_list("kept", flat=True).get(entry=entry.number))
