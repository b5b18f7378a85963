"""Forms on what a social organization has to do with the Party: 纳入覆盖, 选派, 结束选派."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from shejian.base.enums import Role
from shejian.core.facts.terms import GuidanceTitle
from shejian.core.identifiers import mask_name
from shejian.exchange.ledgers.guidance import SHEET
from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.office.acting.covering import MODE_CHOICES
from shejian.office.acting.fields import CellField, DayField, PickField, unit_field
from shejian.office.acting.finding import bodies
from shejian.office.acting.form import ON_PAPER, Group, check_paper
from shejian.office.acting.organization_fields import ending_of
from shejian.office.acting.organization_forms import OrganizationForm
from shejian.office.acting.thing_field import ThingField
from shejian.office.build.facts import span_text
from shejian.party.models import Coverage, Guidance
from shejian.party.services.guidance import GuidanceDraft, send
from shejian.party.services.moving import end_guidance
from shejian.party.services.organizations import KEY
from shejian.party.services.reorganizing import Adjustment, adjust

Said = Mapping[str, Any]


class PartyForm(OrganizationForm):
    """What these forms share."""

    only_if_different = False

    def check_day(self, said: Said, name: str, what: str) -> None:
        """The day is in the life of the organization, and not to come."""
        check_paper(self, said)
        day = self.no_later_than_today(name, said)
        self.not_before_founding(name, day, what)
        over = ending_of(self.about)
        if day is not None and over is not None and over.start is not None and day >= over.start:
            self.add_error(name, f"它已于 {over.start} 终止，请核对")


class CoverOrganization(PartyForm):
    """纳入覆盖: a party organization that there is covers this organization from a day on."""

    act = "party.adjust"
    heading = "纳入覆盖"
    lead = "由已有的党组织覆盖它，从某一天起。新成立党组织来覆盖的，请用“建立党组织”。"
    button = "记下覆盖"
    groups: ClassVar[tuple[Group, ...]] = (Group("覆盖", ("body", "mode", "day")), ON_PAPER)
    places = {"parent": "body"}
    day = DayField(label="自哪一天起", error_messages={"required": "请填写从哪一天起覆盖"})

    def build(self) -> None:
        self.fields["body"] = ThingField(bodies(self.one, self.posed), "党组织", label="哪个党组织")
        self.fields["mode"] = PickField(MODE_CHOICES, label="组建方式", required=False)

    def check(self, said: dict[str, Any]) -> None:
        self.check_day(said, "day", "覆盖日")
        now = {fact.party_organization_id for fact in self.about.held(Coverage) if fact.end is None}
        if said.get("body") in now:
            self.add_error("body", "它已经覆盖这家社会组织；改组建方式，请用它页上的“调整”")

    def record(self, made: Posting, said: Said) -> None:
        body = said["body"]
        held = standing_facts(Coverage, KEY, [body], end__isnull=True).get(body, [])
        held.sort(key=lambda fact: (fact.values["position"], fact.id))
        covered = [(fact.values["organization_id"], fact.values["mode"]) for fact in held]
        adjust(made, {body: Adjustment(covers=(*covered, (self.number, said["mode"] or None)))}, said["day"])

    def done(self) -> str:
        body = self.in_words("body", self.cleaned_data["body"])
        return f"已记下{self.about.name}自 {self.cleaned_data['day']} 起由{body}覆盖"


class SendGuidance(PartyForm):
    """选派: somebody is sent to the organization."""

    act = "party.guide"
    heading = "选派指导员"
    lead = "向它选派党建指导员、联络员、第一书记或组织员，从某一天起。"
    button = "记下选派"
    groups: ClassVar[tuple[Group, ...]] = (Group("选派", ("title", "name", "sent_by", "start")), ON_PAPER)

    def build(self) -> None:
        tree = self.posed.asked.tree
        mine = {unit for units in self.one.along(tree, Role.CLERK).values() for unit in units}
        reached = mine | {upper for unit in mine for upper in tree.lineage(unit)}
        units = [(node.id, node.name) for node in tree.in_order() if node.id in reached]
        self.fields["title"] = PickField(GuidanceTitle.choices(), label="职务")
        self.fields["name"] = CellField(SHEET.column("name"))
        self.fields["sent_by"] = unit_field("派出单位", units)
        self.fields["start"] = DayField(label="选派日期", error_messages={"required": "请填写选派日期"})

    def check(self, said: dict[str, Any]) -> None:
        self.check_day(said, "start", "选派日期")
        same = [
            fact
            for fact in self.about.held(Guidance)
            if fact.end is None and fact.name == said.get("name") and fact.title == said.get("title")
        ]
        if same:
            self.add_error("name", "他现在就以这个职务派在这里，不用再记；先结束那一次，才能再派")

    def record(self, made: Posting, said: Said) -> None:
        send(made, [GuidanceDraft(self.number, said["title"], said["name"], said["sent_by"], said["start"])])

    def done(self) -> str:
        return f"已记下向{self.about.name}选派{GuidanceTitle(self.cleaned_data['title']).label}"


class EndGuidance(PartyForm):
    """结束选派: somebody who was sent is called back."""

    act = "party.end_guidance"
    heading = "结束选派"
    lead = "派来的人不再担任，从某一天起。"
    button = "记下结束"
    warns = True
    groups: ClassVar[tuple[Group, ...]] = (Group("结束", ("guidance", "day")), ON_PAPER)
    day = DayField(label="结束日期", help_text="从这一天起不再担任。", error_messages={"required": "请填写结束日期"})

    def build(self) -> None:
        held = [fact for fact in self.about.held(Guidance) if fact.end is None]
        choices = [
            (fact.pk, f"{GuidanceTitle(fact.title).label} {mask_name(fact.name)}，{span_text(fact)}") for fact in held
        ]
        help_text = "" if held else "账上现在没有派在这里的人。"
        self.fields["guidance"] = PickField(choices, label="哪一位", coerce=int, help_text=help_text)

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        self.no_later_than_today("day", said)

    def record(self, made: Posting, said: Said) -> None:
        end_guidance(made, {said["guidance"]: said["day"]})

    def done(self) -> str:
        return f"已记下{self.about.name}的一次选派自 {self.cleaned_data['day']} 起结束"
