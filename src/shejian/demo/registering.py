"""The county's organizations, one after another, each name and code once."""

from __future__ import annotations

from datetime import date

from shejian.core.facts.terms import OrganizationType, Status
from shejian.demo import story
from shejian.demo.drawing import Draw
from shejian.demo.names import ATTACHED, FIELDS, STREETS, Place
from shejian.demo.numbers import CODES_PER_COUNTY, credit_code, landline
from shejian.demo.people import People
from shejian.demo.rows import OrganizationRow
from shejian.demo.story import Ending


class Register:
    """Draws organizations and keeps them."""

    def __init__(self, place: Place, people: People, draw: Draw) -> None:
        self.place = place
        self.people = people
        self.draw = draw
        self.organizations: list[OrganizationRow] = []
        self._names = {False: place.called(FIELDS, draw), True: place.called(ATTACHED, draw)}

    def organization(self, founded: date | None = None, *, attached: bool = False) -> OrganizationRow:
        """Register one more; ``attached`` ones are associations of a town's peasants."""
        draw, number = self.draw, len(self.organizations)
        called = self._names[attached].pop()
        staff = draw.number(4, 24) if called.type is OrganizationType.ASSOCIATION else draw.number(8, 60)
        made = OrganizationRow(
            name=called.name,
            code=credit_code(called.type, self.place.number * CODES_PER_COUNTY + number),
            type=called.type,
            authority=self.place.authority,
            competent=(called.competent,),
            industry=called.industry,
            town=called.town,
            founded=founded or draw.within(story.REGISTERED),
            representative=self.people.name(),
            address=f"{self.place.county}{called.town[-3:]}{draw.one(STREETS)}{draw.number(1, 180)}号",
            contact=self.people.name(),
            phone=landline(self.place.number, number),
            staff=staff,
        )
        self.organizations.append(made)
        return made

    def ended(self, ending: Ending, reason: str) -> OrganizationRow:
        """Register one that ended."""
        first, last = story.REGISTERED
        from_branches = story.BRANCHES_FOUNDED[0]
        latest = date(ending.day.year - 2, 12, 31) if not ending.covered_by else from_branches
        made = self.organization(self.draw.working_day(first, min(last, latest)))
        made.status, made.ended, made.reason = ending.status, ending.day, reason
        made.staff = self.draw.number(0, 6)
        return made

    def former(self) -> list[tuple[Ending, OrganizationRow]]:
        """Those that ended in earlier years."""
        reasons = {Status.DEREGISTERED: story.FORMER_REASON, Status.REVOKED: story.REVOKED_REASON}
        return [(ending, self.ended(ending, reasons[ending.status])) for ending in story.FORMER]

    def zombies(self) -> list[tuple[Ending, OrganizationRow]]:
        return [(ending, self.ended(ending, story.ZOMBIE_REASON)) for ending in story.ZOMBIES]

    def uncovered(self) -> list[OrganizationRow]:
        """Those that never had a Party organization: first those that should have built one."""
        draw = self.draw
        found = []
        for at in range(story.SHOULD_HAVE_BUILT + story.TOO_FEW_MEMBERS):
            one = self.organization()
            one.members = draw.number(3, 5) if at < story.SHOULD_HAVE_BUILT else draw.number(0, 2)
            one.staff = max(one.staff, one.members + 3)
            found.append(one)
        found += [self.organization(day) for day in story.REGISTERED_WITHOUT]
        return found

    def sign(self) -> None:
        """Commitment letters (党建承诺书), and charters that do not speak of Party building (章程载明党建)."""
        standing = [one for one in self.organizations if one.ended is None]
        without = {one.code for one in self.draw.some(standing, story.UNSIGNED)}
        for one in self.draw.some(standing, story.CHARTER_SAYS_NOTHING):
            one.charter = False
        first, last = story.LETTERS_SIGNED
        for one in standing:
            if one.code not in without:
                one.signed = max(self.draw.working_day(first, last), one.founded)
