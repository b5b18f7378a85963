"""建立党组织: the form by which a party organization comes onto the ledger."""

from __future__ import annotations

from typing import Any, ClassVar

from shejian.core.sheets import fold
from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.body_fields import Said, cell, particulars_fields
from shejian.office.acting.covering import Covering
from shejian.office.acting.fields import DayField
from shejian.office.acting.finding import superiors
from shejian.office.acting.form import ON_PAPER, ActForm, Group, OnPaper, check_paper
from shejian.office.asking import Posed
from shejian.office.visitors import Visitor
from shejian.party.models import PartyOrganization
from shejian.party.queries import body_names
from shejian.party.services.organizations import PartyOrganizationDraft
from shejian.party.services.reorganizing import Founding, establish

LINES = 5


class EstablishBody(ActForm, OnPaper):
    """建立: a party organization is founded, with all that is decided with it."""

    act = "party.establish"
    heading = "建立党组织"
    lead = "批准成立的党组织，连同它覆盖谁、谁任书记，一次记下。许多个一起建立，用“导入”更快。"
    button = "建立"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = ()

    def build(self) -> None:
        self.upper = superiors(self.one, self.posed)
        self.covering = Covering(self, LINES)
        fields = particulars_fields(self, self.upper)
        fields["founded"] = DayField(
            label="成立日期",
            help_text="批准成立的那一天；覆盖和任职从这一天起。",
            error_messages={"required": "请填写成立日期"},
        )
        fields["approval"] = cell("approval", required=False)
        fields["secretary"] = cell("secretary", required=False)
        covers = self.covering.fields()
        self.fields = {**fields, **covers, **self.fields}
        self.groups = (  # type: ignore[misc]
            Group("党组织情况", ("name", "kind", "founded", "approval", "parent", "unit", "secretary")),
            *self.covering.groups(f"按列名的先后。多于 {LINES} 家的，建立以后用“调整”再加。"),
            ON_PAPER,
        )

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        founded = self.no_later_than_today("founded", said)
        self.covering.check(said, founded)
        name, unit = said.get("name"), said.get("unit")
        if name and unit and self._borne(name, unit):
            self.add_error("name", f"同一个单位已有叫“{name}”的党组织，还没有撤销；是它的话，请用它页上的“更正”“调整”")

    def _borne(self, name: str, unit: int) -> bool:
        named = body_names(self.posed.known).values()
        return any(fold(each.name) == fold(name) and each.unit == unit and each.dissolved is None for each in named)

    def record(self, made: Posting, said: Said) -> None:
        draft = PartyOrganizationDraft(
            said["name"], said["kind"], said["unit"], said["founded"], approval_number=said["approval"]
        )
        covers = self.covering.covered(said)
        establish(made, [Founding(draft, said["parent"], covers, said["secretary"])])

    def done(self) -> str:
        return f"已建立{self.cleaned_data['name']}"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        found = PartyOrganization.objects.values_list("id", flat=True)
        return "party-organization", int(found.get(entry=entry.number))


def establishing(one: Visitor, posed: Posed, organization: str) -> EstablishBody:
    """The form as it is opened from an organization, which it is to cover."""
    form = EstablishBody(one, posed)
    if organization.isascii() and organization.isdecimal() and len(organization) < 19:
        number = int(organization)
        if form.covering.reached.thing(number) is not None:
            form.initial["add1"] = number
    return form
