"""对上书记: which members the secretaries are whom the ledger knows by their names alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.urls import reverse

from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.fields import PickField
from shejian.office.acting.finding import bodies
from shejian.office.acting.form import ActForm, Group, Line
from shejian.office.acting.study_fields import listed
from shejian.office.pages import Link
from shejian.party.queries import KnownByName, secretaries_known_by_name
from shejian.party.services.holders import holder_place, know_secretaries

MOST = 300
NOT_YET = ("", "还认不出")


class KnowSecretaries(ActForm):
    """对上书记."""

    act = "party.know_secretaries"
    heading = "对上书记"
    lead = (
        "台账只写了书记的姓名。在这里认出是名册上的哪一位，培训、学时才记得到他名下；不按姓名自动合并，"
        "同名的请核对。认错了可以撤销。"
    )
    button = "记下这些书记"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = ()

    def build(self) -> None:
        called = {each.number: each.name for each in bodies(self.one, self.posed).things}
        found = secretaries_known_by_name(self.posed.asked.picture, self.posed.on, self.posed.known, called)
        self.found = [each for each in found if each.namesakes]
        self.without = len(found) - len(self.found)
        self.more = max(0, len(self.found) - MOST)
        self.found = self.found[:MOST]
        persons = [person for each in self.found for person, _ in each.namesakes]
        names = {each.person: each.name for each in listed(self.posed, dict.fromkeys(persons, ""))}
        for each in self.found:
            words = [(person, f"{names[person]}，{self._where(each, body, called)}") for person, body in each.namesakes]
            label = f"{called[each.party_organization]}的书记"
            made = PickField([NOT_YET, *words], label=label, required=False, coerce=int, empty_value=None)
            made.widget.attrs["aria-label"] = label
            self.fields[holder_place(each.party_organization)] = made
        lines = tuple(
            Line(called[each.party_organization], (holder_place(each.party_organization),)) for each in self.found
        )
        cells = tuple(name for line in lines for name in line.fields)
        self.worded(groups=(Group("书记是谁", cells, self._note(), ("名册上的哪一位",), lines, "党组织"),))

    @staticmethod
    def _where(each: KnownByName, body: int, called: Mapping[int, str]) -> str:
        return "本党组织的党员" if body == each.party_organization else f"{called[body]}的党员"

    def _note(self) -> str:
        said = []
        if self.found:
            said.append("本党组织只有一位同名党员的，已经替您选好，请核对。")
        elif not self.without:
            said.append("您范围内的书记都已经对上，没有要认的。")
        if self.without:
            said.append(f"另有 {self.without} 位书记在名册上没有同名的党员：先登记这名党员，或更正书记的姓名，再来对。")
        if self.more:
            said.append(f"只列前 {MOST} 位，还有 {self.more} 位，记下这些以后再打开。")
        return "".join(said)

    def prefilled(self) -> Mapping[str, Any]:
        own = {
            each.party_organization: [person for person, body in each.namesakes if body == each.party_organization]
            for each in self.found
        }
        return {holder_place(body): persons[0] for body, persons in own.items() if len(persons) == 1}

    def _holders(self, said: Mapping[str, Any]) -> dict[int, int]:
        chosen = {each.party_organization: said.get(holder_place(each.party_organization)) for each in self.found}
        return {body: person for body, person in chosen.items() if person is not None}

    def check(self, said: dict[str, Any]) -> None:
        if not self.errors and not self._holders(said):
            self.add_error(None, "一位也没有认出，没有记账；请在名单里选出书记是谁")

    def home_link(self) -> Link:
        return Link("学习培训", reverse("office:studies"))

    def recorded_page(self, entry: Entry) -> tuple[str]:
        return ("studies",)

    def record(self, made: Posting, said: Mapping[str, Any]) -> None:
        know_secretaries(made, self._holders(said))

    def done(self) -> str:
        return f"已对上 {len(self._holders(self.cleaned_data))} 位书记"
