"""Whom a party organization covers, as fields of forms: a mode for each it covers, and lines for more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from shejian.core.facts.terms import ENDED_STATUSES, FormationMode
from shejian.office.acting.fields import BLANK, PickField
from shejian.office.acting.finding import Listing, organizations
from shejian.office.acting.form import ActForm, Group, Present
from shejian.office.acting.subject import Subject
from shejian.office.acting.thing_field import ThingField
from shejian.office.build.facts import MODES, span_text
from shejian.party.models import Coverage
from shejian.registry.models import Standing

MODE_CHOICES = (BLANK, *FormationMode.choices())
OFF = "off"
LINES = 3
ENDED = [str(status) for status in ENDED_STATUSES]
Covered = tuple[tuple[int, str | None], ...]


class Covering:
    """The part of a form that is about coverage. Organizations out of the visitor's reach stay as they are, unnamed."""

    def __init__(self, form: ActForm, lines: int = LINES) -> None:
        self.form, self.subject, self.lines = form, form.subject, lines
        self.reached: Listing = organizations(form.one, form.posed)
        self.held = self._held(form.subject, None)

    @staticmethod
    def _held(subject: Subject | None, known: int | None) -> list[Coverage]:
        facts = [] if subject is None else [fact for fact in subject.held(Coverage, known) if fact.end is None]
        return sorted(facts, key=lambda fact: (fact.position, fact.id))

    def fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for fact in self.held:
            thing = self.reached.thing(fact.organization_id)
            if thing is not None:
                choices = (*MODE_CHOICES, (OFF, "不再覆盖"))
                found[f"cover{fact.organization_id}"] = PickField(choices, label=thing.text, required=False)
        for at in range(1, self.lines + 1):
            label = f"覆盖的社会组织 {at}" if not self.held else f"再覆盖 {at}"
            hint = "名称或统一社会信用代码。" if at == 1 else ""
            found[f"add{at}"] = ThingField(self.reached, "社会组织", "家", label=label, required=False, help_text=hint)
            found[f"mode{at}"] = PickField(MODE_CHOICES, label=f"组建方式 {at}", required=False)
        return found

    def groups(self, note: str) -> tuple[Group, ...]:
        """The fields: those it covers, and lines for more."""
        names = tuple(self.fields())
        now = tuple(name for name in names if name.startswith("cover"))
        hidden = len(self.held) - sum(self.reached.thing(fact.organization_id) is not None for fact in self.held)
        more = f"另有 {hidden} 家在您的范围以外，照旧。" if hidden else ""
        if not self.held:
            return (Group("覆盖的社会组织", names, note),)
        return Group("现在覆盖的社会组织", now, note + more), Group("再覆盖", names[len(now) :])

    def present(self, known: int) -> dict[str, Present]:
        held = {fact.organization_id: fact for fact in self._held(self.subject, known)}
        now = {fact.organization_id for fact in self.held}
        found: dict[str, Present] = {}
        for one in now:
            fact = held.get(one)
            if fact is None:
                found[f"cover{one}"] = Present(OFF, "没有覆盖")
            else:
                text = MODES.get(fact.mode or "", "组建方式未填")
                found[f"cover{one}"] = Present(fact.mode or "", text, span_text(fact))
        if self.subject is not None:  # an empty line says nothing
            for at in range(1, self.lines + 1):
                found |= {f"add{at}": Present(None, ""), f"mode{at}": Present("", "")}
        return found

    def check(self, said: Mapping[str, Any], day: date | None) -> None:
        """Each organization once, and in being on the day; a mode belongs to an organization."""
        taken = {fact.organization_id for fact in self.held}
        for at in range(1, self.lines + 1):
            one, name = said.get(f"add{at}"), f"add{at}"
            if one is None:
                if said.get(f"mode{at}") and name not in self.form.errors:
                    self.form.add_error(name, "写了组建方式，也请写社会组织的名称")
                continue
            if one in taken:
                self.form.add_error(name, "它已经列在上面，同一家只写一次")
                continue
            taken.add(one)
            self._in_being(name, one, day)

    def _in_being(self, name: str, one: int, day: date | None) -> None:
        lives = list(Standing.objects.known(None).filter(organization=one).order_by("start", "id"))
        founded = min((life.start for life in lives if life.start is not None), default=None)
        over = next((life for life in lives if life.status in ENDED), None)
        if day is None:
            return
        if founded is not None and founded > day:
            self.form.add_error(name, f"它 {founded} 才成立，{day} 还不能覆盖它，请核对")
        elif over is not None and over.start is not None and over.start <= day:
            self.form.add_error(name, f"它已于 {over.start} 终止，{day} 不能再覆盖它，请核对")

    def differs(self, said: Mapping[str, Any]) -> bool:
        """Whether the list would be another."""
        return self.covered(said) != tuple((fact.organization_id, fact.mode) for fact in self.held)

    def covered(self, said: Mapping[str, Any]) -> Covered:
        """The whole list as it was said."""
        found: dict[int, str | None] = {}
        for fact in self.held:
            mode = said.get(f"cover{fact.organization_id}", fact.mode)
            if mode != OFF:
                found[fact.organization_id] = mode or None
        for at in range(1, self.lines + 1):
            one = said.get(f"add{at}")
            if one is not None:
                found[one] = said.get(f"mode{at}") or None
        return tuple(found.items())
