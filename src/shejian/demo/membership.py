"""Who is in the branches: those from the beginning, newcomers, leavers, and those on the way to membership."""

from __future__ import annotations

from datetime import date

from shejian.core.calendar import deadline, year_end
from shejian.core.facts.terms import FormationMode, MemberCategory, PartyOrganizationKind
from shejian.core.rules import load_law
from shejian.demo import story
from shejian.demo.branches import Branch
from shejian.demo.drawing import Draw, later
from shejian.demo.people import BORN_APPLICANTS, BORN_MEMBERS, People, Person
from shejian.demo.rows import DevelopmentRow, MemberRow
from shejian.demo.story import Breach, Cohort

TALK_DAYS = (3, 24)  # from the application to the talk
CONVERSION_DAYS = (0, 12)  # from the end of the probation to the meeting that converts
LEAST_STAY = 200  # days
SECRETARY_IS_HEAD = 35  # percent of branches of one organization whose secretary is its legal representative
OWN_MODES = (FormationMode.SEPARATE, FormationMode.AT_SOURCE)
# Full members among an organization's full-time staff, by how its branch came about.
STAFF_MEMBERS = {FormationMode.SEPARATE: (3, 9), FormationMode.AT_SOURCE: (3, 9), FormationMode.JOINT: (0, 3)}
FEW = (0, 2)


class Rolls:
    """The rolls of all branches, and the people on the way to them."""

    def __init__(self, branches: list[Branch], people: People, draw: Draw) -> None:
        self.branches = branches
        self.people = people
        self.draw = draw
        self.development: list[DevelopmentRow] = []
        self.probation = load_law().on(year_end(date(story.YEAR, 1, 1))).limit("development.probation.length")

    def fill(self) -> None:
        self._cores()
        self._shortages()
        self._newcomers_and_leavers()
        for cohort in story.COHORTS:
            self._develop(cohort)
        self._leave_dissolved()
        for branch in self.branches:
            self._count_staff(branch)

    def _cores(self) -> None:
        """Full members from the founding on, who stay: at least three everywhere, by these alone."""
        short = self.draw.some([one for one in self.branches if self._may_be_short(one)], len(story.SHORTAGES))
        for branch, shortage in zip(short, story.SHORTAGES, strict=True):
            branch.shortage = shortage
        for branch in self.branches:
            branch.core = story.CORE[0] if branch.shortage else self._core(branch)
            for _ in range(branch.core):
                branch.stays.append(self._member(branch, branch.row.founded))
            branch.row.secretary = branch.stays[-1].name
            single = branch.formation.mode in OWN_MODES and len(branch.covers) == 1
            if single and self.draw.chance(SECRETARY_IS_HEAD):
                branch.covers[0].representative = branch.row.secretary

    @staticmethod
    def _may_be_short(branch: Branch) -> bool:
        plain = branch.formation.mode is FormationMode.SEPARATE and branch.formation.covers == 1
        return branch.works and plain and branch.row.founded.year < story.YEAR

    def _core(self, branch: Branch) -> int:
        least, most = story.CORE
        if branch.formation.kind is PartyOrganizationKind.GENERAL_BRANCH:
            return self.draw.number(3 * most, 4 * most)
        return self.draw.number(least, most)

    def _member(self, branch: Branch, start: date) -> MemberRow:
        """A full member since before any branch here was founded."""
        person = self.people.person(BORN_MEMBERS)
        first, last = story.JOINED_THE_PARTY
        joined = self.draw.working_day(max(first, person.grown_up), last)
        return _stay(person, branch, start, joined, deadline(joined, self.probation).day)

    def _shortages(self) -> None:
        """A member leaves a branch of three, and months later another comes."""
        for branch in self.branches:
            if branch.shortage is None:
                continue
            branch.stays[0].end = branch.shortage.since
            if branch.shortage.from_branch:
                giver = next(one for one in self.branches if one.works and one.core > story.CORE[0] + 1)
                self._move(giver.stays[0], branch, branch.shortage.until)
                giver.core -= 1
            else:
                branch.stays.append(self._member(branch, branch.shortage.until))

    def _move(self, stay: MemberRow, branch: Branch, day: date) -> None:
        """Somebody goes from one branch of the county to another (转接组织关系)."""
        stay.end = day
        branch.stays.append(
            MemberRow(
                stay.name,
                stay.identity,
                stay.sex,
                stay.joined,
                stay.full_on,
                stay.category,
                branch.row.name,
                day,
                phone=stay.phone,
            )
        )

    def _newcomers_and_leavers(self) -> None:
        """Members over and above the cores: so no branch falls short by them."""
        last = later(story.CLOSING, -20)
        old = [one for one in self.branches if one.works and not one.shortage and one.row.founded.year < story.YEAR - 1]
        for branch in self.draw.some(old, story.NEWCOMERS):
            branch.stays.append(self._member(branch, self.draw.working_day(later(branch.row.founded, 30), last)))
        for branch in self.draw.some(old, story.LEAVERS):
            gone = self._member(branch, branch.row.founded)
            gone.end = self.draw.working_day(later(branch.row.founded, LEAST_STAY), last)
            branch.stays.append(gone)

    def _develop(self, cohort: Cohort) -> None:
        breaches = [one for one in story.BREACHES if one.cohort is cohort]
        steps = [_breaking(one) for one in breaches]
        steps += [self._steps(cohort) for _ in range(cohort.people - len(breaches))]
        for row in steps:
            able = [one for one in self.branches if one.works and one.row.founded <= row.application]
            branch = self.draw.one([one for one in able if not one.shortage])
            person = self.people.person(BORN_APPLICANTS)
            row.name, row.identity, row.body = person.name, person.identity, branch.row.name
            self.development.append(row)
            if row.admission is not None:
                branch.stays.append(_stay(person, branch, row.admission, row.admission, row.conversion))

    def _steps(self, cohort: Cohort) -> DevelopmentRow:
        draw = self.draw
        application = draw.within(cohort.application)
        row = DevelopmentRow("", "", "", application, talk=later(application, draw.number(*TALK_DAYS)))
        row.activist = draw.within(cohort.activist) if cohort.activist else None
        row.target = draw.within(cohort.target) if cohort.target else None
        row.admission = draw.within(cohort.admission) if cohort.admission else None
        if cohort.converted and row.admission is not None:
            row.conversion = later(deadline(row.admission, self.probation).day, draw.number(*CONVERSION_DAYS))
        return row

    def _leave_dissolved(self) -> None:
        """Members of a dissolved branch go to a joint one that stands, every other of them; the rest go elsewhere."""
        hosts = [one for one in self.branches if one.formation.kind is PartyOrganizationKind.JOINT_BRANCH]
        for branch in self.branches:
            day = branch.row.dissolved
            if day is None:
                continue
            open_hosts = [one for one in hosts if one.row.founded < day]
            for at, stay in enumerate(branch.stays):
                if at % 2 and open_hosts:
                    self._move(stay, self.draw.one(open_hosts), day)
                else:
                    stay.end = day

    def _count_staff(self, branch: Branch) -> None:
        """How many of an organization's full-time staff are full members: never more than its branch has."""
        for one in branch.covers:
            if one.ended is None and branch.row.dissolved is None and not one.members:
                least, most = STAFF_MEMBERS.get(branch.formation.mode, FEW)
                one.members = self.draw.number(least, min(most, branch.core))
                one.staff = max(one.staff, one.members + self.draw.number(2, 20))


def _stay(person: Person, branch: Branch, start: date, joined: date, full_on: date | None) -> MemberRow:
    category = MemberCategory.PROBATIONARY if full_on is None else MemberCategory.FULL
    return MemberRow(
        person.name, person.identity, person.sex, joined, full_on, category, branch.row.name, start, phone=person.phone
    )


def _breaking(breach: Breach) -> DevelopmentRow:
    return DevelopmentRow("", "", "", breach.application, breach.talk, breach.activist, breach.target)
