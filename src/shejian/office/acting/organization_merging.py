"""合并重复: the form by which two recorded organizations become one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from shejian.activities.services.organizations import merge_organizations
from shejian.core.sheets import fold
from shejian.journal.models import Entry
from shejian.journal.services import Posting
from shejian.office.acting.fields import PickField
from shejian.office.acting.form import ON_PAPER, Group, check_paper, reason_field
from shejian.office.acting.organization_forms import OrganizationForm
from shejian.office.reach import may_write_organization
from shejian.registry.models import Registration, SameOrganization

THIS, THAT = "this", "that"
NOT_FOUND = "在您的范围里没有找到“{}”，请照登记证书写统一社会信用代码，或者名称的全称"


class MergeOrganizations(OrganizationForm):
    """合并重复: this organization and another are one."""

    act = "registry.merge_organizations"
    heading = "合并重复"
    lead = (
        "账上的两家其实是同一家：合并以后任何一天都只数一次。保留的一家说的为准，它没有的从另一家补；两家的经过都留着。"
    )
    button = "合并"
    warns = True
    only_if_different = False
    groups: ClassVar[tuple[Group, ...]] = (
        Group("哪两家", ("other", "kept")),
        Group("为什么是同一家", ("reason",)),
        ON_PAPER,
    )
    other = forms.CharField(
        label="另一家",
        max_length=200,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
        help_text="统一社会信用代码，或者名称的全称。",
        error_messages={"required": "请写另一家的统一社会信用代码或名称"},
    )
    reason = reason_field("理由", "例如：换证前后登记了两次，代码相同的是新证。和这一笔账一起留存。")

    def build(self) -> None:
        self.ground()
        kept = PickField(((THIS, f"这一家（{self.about.name}）"), (THAT, "另一家")), label="保留哪一家")
        self.fields["kept"] = kept
        self.other_number: int | None = None

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        text = said.get("other", "").strip()
        if not text:
            return
        found = [one for one in bearing(text) if may_write_organization(self.one, self.posed, one)]
        if found == [self.number]:
            self.add_error("other", "写的就是这一家，请写另一家")
            return
        others = [one for one in found if one != self.number]
        if not others:
            self.add_error("other", NOT_FOUND.format(text))
        elif len(others) > 1:
            self.add_error("other", f"叫“{text}”的有 {len(others)} 家，请写统一社会信用代码")
        else:
            self.other_number = others[0]

    def record(self, made: Posting, said: Mapping[str, Any]) -> None:
        gone, kept = self._pair(said)
        merge_organizations(made, {gone: kept})

    def _pair(self, said: Mapping[str, Any]) -> tuple[int, int]:
        """The one that is merged, and the one that is kept."""
        assert self.other_number is not None  # noqa: S101 - checked
        pair = (self.other_number, self.number)
        return pair if said["kept"] == THIS else (pair[1], pair[0])

    def besides(self, said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        gone, kept = (_called(one) for one in self._pair(said))
        return ("保留", kept), ("并入它，以后不再单独数", gone)

    def done(self) -> str:
        return "已合并为一家"

    def recorded_page(self, entry: Entry) -> tuple[str, int]:
        return "organization", int(SameOrganization.objects.values_list("kept", flat=True).get(entry=entry.number))


def _called(one: int) -> str:
    """An organization by its name and code."""
    fact = Registration.objects.known(None).filter(organization=one, end__isnull=True).get()
    return f"{fact.name}（{fact.code}）"


def bearing(text: str) -> list[int]:
    """The organizations that bear a code or a name now."""
    live = Registration.objects.known(None).filter(end__isnull=True)
    by_code = list(live.filter(code=text.upper()).values_list("organization", flat=True))
    if by_code:
        return by_code
    exactly = list(live.filter(name=text).values_list("organization", flat=True))
    if exactly:
        return exactly
    wanted = fold(text)
    named = live.values_list("organization", "name").order_by("organization")
    return [one for one, name in named if fold(name) == wanted]
