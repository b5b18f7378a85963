"""The county's Party organizations: the committee above them, those that stand, and those that were dissolved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from shejian.core.facts.terms import FormationMode, PartyOrganizationKind
from shejian.demo import story
from shejian.demo.drawing import later
from shejian.demo.registering import Register
from shejian.demo.rows import MemberRow, OrganizationRow, PartyOrganizationRow
from shejian.demo.story import Ending, Formation, NewBranch, Shortage

AT_SOURCE_DAYS = (12, 50)  # from an organization's registration to its branch's founding (源头组建)
GROWN_DAYS = 90  # an organization is older by so much than any other branch that covers it
HALF_A_TERM = 550  # days; no branch here re-elected sooner after its founding
SEPARATE = Formation(FormationMode.SEPARATE, PartyOrganizationKind.BRANCH, 1)


@dataclass(slots=True)
class Branch:
    """A branch, what it covers, and who was ever in it."""

    row: PartyOrganizationRow
    formation: Formation
    covers: list[OrganizationRow]
    stays: list[MemberRow] = field(default_factory=list)
    core: int = 0
    shortage: Shortage | None = None

    @property
    def works(self) -> bool:
        """Whether it stands, and does what a branch is there for."""
        return self.row.dissolved is None and not self.formation.idle

    def members_on(self, day: date) -> int:
        return sum(stay.is_there_on(day) for stay in self.stays)


class Founder:
    """Founds branches, each younger than the organizations it covers."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.draw = register.draw
        self.branches: list[Branch] = []
        self._joint: Counter[str] = Counter()
        self._under_two = 0

    def committee(self) -> PartyOrganizationRow:
        """The committee above all branches; it covers nothing itself."""
        return PartyOrganizationRow(
            name=self.register.place.committee,
            kind=PartyOrganizationKind.COMMITTEE,
            parent="",
            founded=story.COMMITTEE_FOUNDED,
            approval=f"{self.register.place.short}委发〔{story.COMMITTEE_FOUNDED.year}〕12号",
            secretary=self.register.people.name(),
            elected=story.COMMITTEE_ELECTED,
        )

    def standing(self) -> None:
        """The branches that stand at the year's end, those founded in the year among them."""
        new = list(story.NEW_BRANCHES)
        for formation in story.FORMATIONS:
            for _ in range(formation.branches):
                plain = formation.kind is PartyOrganizationKind.BRANCH
                fresh = next((one for one in new if plain and one.mode is formation.mode), None)
                self._branch(formation, fresh)
                new = [one for one in new if one is not fresh]

    def _branch(self, formation: Formation, new: NewBranch | None) -> None:
        covers = [self._covered(formation, place, new) for place in range(formation.covers)]
        if new is not None:
            founded = new.founded
        elif formation.mode is FormationMode.AT_SOURCE:
            founded = later(covers[0].founded, self.draw.number(*AT_SOURCE_DAYS))
        else:
            first, last = story.BRANCHES_FOUNDED
            founded = self.draw.working_day(max([first, *(later(one.founded, GROWN_DAYS) for one in covers)]), last)
        self.found(formation, covers, founded)

    def _covered(self, formation: Formation, place: int, new: NewBranch | None) -> OrganizationRow:
        """The organization at a place in a branch's list: a new one, or one that has a branch of its own."""
        if new is not None and new.registered is not None:
            return self.register.organization(new.registered)
        if formation.mode is FormationMode.AT_SOURCE:
            first, last = story.BRANCHES_FOUNDED
            return self.register.organization(self.draw.working_day(first, later(last, -AT_SOURCE_DAYS[1])))
        if place and formation.kind is PartyOrganizationKind.JOINT_BRANCH and self._under_two < story.UNDER_TWO:
            self._under_two += 1
            old = [one for one in self.branches if one.row.founded < story.OPENING]
            return old[self._under_two].covers[0]
        return self.register.organization(attached=formation.idle)

    def found(self, formation: Formation, covers: list[OrganizationRow], founded: date) -> Branch:
        """Found a branch. What it covers may still grow; ``settle`` writes it down."""
        made = PartyOrganizationRow(
            name=self._name(formation, covers),
            kind=formation.kind,
            parent=self.register.place.committee,
            founded=founded,
            approval="",
            mode=formation.mode,
        )
        branch = Branch(made, formation, covers)
        self.branches.append(branch)
        return branch

    def _name(self, formation: Formation, covers: list[OrganizationRow]) -> str:
        if formation.kind is not PartyOrganizationKind.JOINT_BRANCH:
            return f"{covers[0].name}{'党总支' if formation.kind is PartyOrganizationKind.GENERAL_BRANCH else '党支部'}"
        self._joint[covers[0].industry] += 1
        number = "一二三四五六"[self._joint[covers[0].industry] - 1]
        return f"{self.register.place.county}{covers[0].industry}行业第{number}联合党支部"

    def of_ended(self, ended: list[tuple[Ending, OrganizationRow]]) -> None:
        """The branches of organizations that ended: dissolved with them, or a joint one that goes on."""
        joint = [one for one in self.branches if one.formation.kind is PartyOrganizationKind.JOINT_BRANCH]
        for ending, one in ended:
            if ending.covered_by == story.OWN:
                self._dissolved(one, ending.day)
            elif ending.covered_by == story.JOINT:
                joint.pop(0).covers.append(one)

    def lost(self) -> OrganizationRow:
        """An organization whose branch was dissolved in the year and that goes on."""
        one = self.register.organization()
        one.members = 1
        self._dissolved(one, story.LOST_ITS_BRANCH)
        return one

    def _dissolved(self, organization: OrganizationRow, day: date) -> None:
        first = max(story.BRANCHES_FOUNDED[0], later(organization.founded, GROWN_DAYS))
        last = min(story.BRANCHES_FOUNDED[1], later(day, -400))
        branch = self.found(SEPARATE, [organization], self.draw.working_day(first, last))
        branch.row.dissolved = day

    def settle(self) -> None:
        """Lists of what branches cover, and the papers that approved them, numbered year by year in their order."""
        papers: Counter[int] = Counter()
        short = self.register.place.short
        self.branches.sort(key=lambda one: one.row.founded)
        for branch in self.branches:
            row, year = branch.row, branch.row.founded.year
            papers[year] += 1
            row.approval = f"{short}社综党发〔{year}〕{papers[year]}号"
            row.organizations = tuple(one.name for one in branch.covers)

    def elect(self) -> None:
        """The latest election (最近换届日期) of every branch, and whether it was a re-election of the year."""
        draw = self.draw
        for branch in self.branches:
            branch.row.elected = branch.row.founded
        standing = draw.shuffled([one.row for one in self.branches if one.row.dissolved is None])
        old = [row for row in standing if row.founded.year < story.YEAR - 2]
        due = sorted(old, key=lambda row: row.founded.year, reverse=True)  # first those whose first term runs out now
        reelected, others = due[: story.REELECTED], due[story.REELECTED + story.OVERDUE :]
        for row in reelected:
            row.elected, row.reelected = draw.working_day(later(story.OPENING, 14), later(story.CLOSING, -14)), True
        for row in others:
            first = max(later(row.founded, HALF_A_TERM), date(story.YEAR - 2, 1, 2))
            row.elected = draw.working_day(first, later(story.OPENING, -7))
