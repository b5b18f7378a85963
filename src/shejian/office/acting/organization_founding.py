"""登记: the form by which a new social organization comes onto the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from shejian.core.facts.terms import Line, OrganizationType
from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.fields import UNCHOSEN, DayField, PickField, flag_field
from shejian.office.acting.form import ON_PAPER, ActForm, Group, OnPaper, check_paper
from shejian.office.acting.organization_fields import (
    KEPT_BACK,
    LABELS,
    LINES_OF,
    Places,
    check_code,
    placement_fields,
    registered,
    registration_fields,
)
from shejian.office.acting.organization_forms import PLACED, REGISTER
from shejian.office.build.facts import Words
from shejian.registry.models import Organization
from shejian.registry.services import organizations as acts


class FoundOrganization(ActForm, OnPaper):
    """登记: a social organization is registered."""

    act = "registry.register"
    heading = "登记社会组织"
    lead = "一家新成立、或者账上还没有的社会组织。许多家一起登记，用“导入”更快。"
    button = "登记"
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (
        Group("成立", ("founded",)),
        REGISTER,
        PLACED,
        Group("党建", ("charter", "signed")),
        ON_PAPER,
    )

    def build(self) -> None:
        self.words = Words(self.posed.asked.tree, {})
        self.where = Places(self.one, self.posed, None)
        fields: dict[str, forms.Field] = {
            "founded": DayField(
                label="成立登记日期",
                help_text="登记证书上的成立登记日期；从这一天起在册。",
                error_messages={"required": "请填写成立登记日期"},
            )
        }
        fields |= registration_fields(self.where, self.words)
        for name in KEPT_BACK:
            fields[name].help_text = ""
        fields["type"] = PickField([UNCHOSEN, *OrganizationType.choices()], label="组织类型")
        fields |= placement_fields(self.where)
        fields["charter"] = flag_field("章程载明党建")
        fields["signed"] = DayField(label="党建承诺书签订日期", required=False)
        self.fields = {**fields, **self.fields}
        authorities = fields["authority"].choices  # type: ignore[attr-defined]
        if len(authorities) == 1:
            self.initial["authority"] = authorities[0][0]

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        check_code(self, said)
        self.no_later_than_today("founded", said)
        self.no_later_than_today("signed", said)
        self._within_reach(said)

    def _within_reach(self, said: Mapping[str, Any]) -> None:
        """Whoever registers it must be able to see and mend it afterwards."""
        reached = self.where.reached
        offered = [name for name in LINES_OF if name in self.fields]
        for name, line in LINES_OF.items():
            units = self._units(said, name) or ([said["authority"]] if said.get("authority") else [])
            if set(units) & reached[Line(line)]:
                return
        if offered and not {*offered, "authority"} & self.errors.keys():
            self.add_error(offered[0], f"请选{LABELS[offered[0]]}：登记以后它要在您的范围以内")

    def _units(self, said: Mapping[str, Any], name: str) -> list[int]:
        value = said.get(name)
        return [unit for unit in (value if isinstance(value, tuple) else (value,)) if unit is not None]

    def record(self, made: Posting, said: Mapping[str, Any]) -> None:
        placements = [
            (str(line), unit, at) for name, line in LINES_OF.items() for at, unit in enumerate(self._units(said, name))
        ]
        draft = acts.OrganizationDraft(
            founded=said["founded"],
            registration=dict.fromkeys(acts.REGISTRATION, "") | registered(said),
            placements=tuple(placements),
            charter=said["charter"],
            signed=said["signed"],
        )
        acts.register(made, [draft])

    def done(self) -> str:
        return f"已登记{self.cleaned_data['name']}"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        return "organization", int(Organization.objects.values_list("id", flat=True).get(entry=entry.number))
