"""Forms by which a party organization comes to its end: 合并, 撤销."""

from __future__ import annotations

from typing import Any, ClassVar

from shejian.journal.services import Posting
from shejian.office.acting.body_fields import BodyForm, Said
from shejian.office.acting.fields import DayField
from shejian.office.acting.finding import Listing, bodies
from shejian.office.acting.form import ON_PAPER, Group, check_paper
from shejian.office.acting.thing_field import ThingField
from shejian.party.queries import below, members_of
from shejian.party.services.reorganizing import Dissolution, dissolve, merge


class EndingBody(BodyForm):
    """A form by which it comes to its end on a day, with somebody to take over what it holds."""

    only_if_different = False
    warns = True

    def others(self) -> Listing:
        """Those that he writes of; itself among them, so that naming it can be answered."""
        return bodies(self.one, self.posed)

    def check_end(self, said: Said, what: str) -> None:
        """Not twice, and not in time to come."""
        check_paper(self, said)
        self.no_later_than_today("day", said)
        life = self.life
        if life is not None and life.end is not None:
            self.add_error(None, f"它已于 {life.end} 撤销，不能再{what}一次；日期记错了，请用“更正”")

    @property
    def holds(self) -> str:
        """What it holds today, in words."""
        picture, on = self.posed.asked.picture, self.posed.on
        members, lower = len(members_of(picture, on, self.number)), len(below(picture, on, self.number))
        return f"现在有 {members} 名党员、{lower} 个下级党组织"


class DissolveBody(EndingBody):
    """撤销: it ends, and its members and those below it go to another."""

    act = "party.dissolve"
    heading = "撤销"
    lead = "从某一天起不再有这个党组织：覆盖和任职当天停止；它的党员和下级党组织转到您写的那一个。"
    button = "记下撤销"
    groups: ClassVar[tuple[Group, ...]] = (Group("撤销", ("day", "successor")), ON_PAPER)
    day = DayField(label="撤销日期", error_messages={"required": "请填写撤销日期"})

    def build(self) -> None:
        self.fields["successor"] = ThingField(
            self.others(),
            "党组织",
            label="党员和下级党组织转到",
            required=False,
            help_text=f"{self.holds}。没有党员和下级的可以空着。",
        )

    def check(self, said: dict[str, Any]) -> None:
        self.check_end(said, "撤销")
        if said.get("successor") == self.number:
            self.add_error("successor", "写的就是要撤销的这一个，请另写一个")

    def record(self, made: Posting, said: Said) -> None:
        dissolve(made, {self.number: Dissolution(said["day"], said["successor"])})

    def done(self) -> str:
        return f"已记下{self.about.name} {self.cleaned_data['day']} 撤销"


class MergeBody(EndingBody):
    """合并: another takes over its coverage, its members and those below it, and it ends."""

    act = "party.merge"
    heading = "合并"
    lead = "并入另一个党组织：从那一天起，它的覆盖、党员和下级都归保留的一个，它自己撤销。"
    button = "记下合并"
    groups: ClassVar[tuple[Group, ...]] = (Group("合并", ("day", "into")), ON_PAPER)
    places = {"merged": "into", "successor": "into"}
    day = DayField(label="合并日期", error_messages={"required": "请填写合并日期"})

    def build(self) -> None:
        help_text = f"{self.holds}，都归它。两边都覆盖的社会组织，照保留的一个的组建方式。"
        self.fields["into"] = ThingField(self.others(), "党组织", label="并入哪一个", help_text=help_text)

    def check(self, said: dict[str, Any]) -> None:
        self.check_end(said, "合并")
        if said.get("into") == self.number:
            self.add_error("into", "写的就是要并入的这一个，请另写一个")

    def record(self, made: Posting, said: Said) -> None:
        merge(made, {said["into"]: [self.number]}, said["day"])

    def done(self) -> str:
        into = self.in_words("into", self.cleaned_data["into"])
        return f"已记下{self.about.name} {self.cleaned_data['day']} 并入{into}"
