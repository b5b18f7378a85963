"""A small ledger built by acts, one call for each thing that happens; ids come back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from tests.conftest import make_act

from shejian.activities.services.happenings import ContributionDraft, MeetingDraft, contribute, hold_meetings
from shejian.base.services.units import UnitDraft, set_up
from shejian.core.facts.terms import FormationMode, Line, MemberCategory, PartyOrganizationKind, UnitKind
from shejian.core.indicators import Figure
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.services import posting
from shejian.party.services import members as member_acts
from shejian.party.services import organizations as party_acts
from shejian.people.models import Person
from shejian.registry.services import organizations as registry_acts

LONG_AGO = date(2010, 1, 4)
YEAR_END = date(2022, 12, 31)


def figures_on(on: date, since: date | None = None, known: int | None = None, **more: Any) -> dict[str, Figure]:
    """Every figure at the close of a day; flows from the beginning of its year unless ``since`` says otherwise."""
    return answer(ask(Question(on=on, since=since or on.replace(month=1, day=1), known=known, **more))).figures


def value(key: str, on: date, since: date | None = None, known: int | None = None, **more: Any) -> Any:
    """One figure's number."""
    return figures_on(on, since, known, **more)[key].value


@dataclass
class SmallLedger:
    """A county with two towns, and whatever a test records in it."""

    units: dict[str, int] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        with posting(make_act(), "test.units") as made:
            (county,) = set_up(made, [UnitDraft("清河县", UnitKind.REGION, None)])
            towns = set_up(made, [UnitDraft(name, UnitKind.TOWN, county) for name in ("东关镇", "西关镇")])
        self.units = dict(zip(("清河县", "东关镇", "西关镇"), (county, *towns), strict=True))

    def organization(self, founded: date = LONG_AGO, town: str = "东关镇", **draft: Any) -> int:
        """A social organization; its id."""
        number = next(self._numbers)
        registration = dict.fromkeys(registry_acts.REGISTRATION, "") | {
            "name": draft.pop("name", f"清河县第{number}协会"),
            "code": f"{number:018d}",
            "type": draft.pop("type", "association"),
            "authority_id": self.units["清河县"],
        }
        placements = ((str(Line.TERRITORY), self.units[town], 0),)
        made_of = registry_acts.OrganizationDraft(founded, registration, placements, **draft)
        with posting(make_act(), "test.organization") as made:
            return registry_acts.register(made, [made_of])[0]

    def branch(
        self,
        *covers: int,
        founded: date = LONG_AGO,
        dissolved: date | None = None,
        kind: str = PartyOrganizationKind.BRANCH,
        mode: str | None = FormationMode.SEPARATE,
    ) -> int:
        """A party organization that covers some social organizations; its id."""
        draft = party_acts.PartyOrganizationDraft(
            f"第{next(self._numbers)}党支部", str(kind), self.units["清河县"], founded, dissolved
        )
        with posting(make_act(), "test.branch") as made:
            (one,) = party_acts.found(made, [draft])
            party_acts.describe(made, {one: (draft, None)})
            party_acts.set_coverage(made, {one: [(organization, mode and str(mode)) for organization in covers]})
        return one

    def cover(self, branch: int, *covers: tuple[int, str | None], day: date | None = None) -> int:
        """Make a branch cover these, from a day on or (a correction) all along; the entry's number."""
        with posting(make_act(), "test.cover") as made:
            party_acts.set_coverage(made, {branch: covers}, day)
        return made.number

    def member(self, branch: int, joined: date = LONG_AGO, full_on: date | None = LONG_AGO) -> int:
        """A member whose relation stands in a branch since he joined; his id."""
        with posting(make_act(), "test.member") as made:
            (one,) = made.record(Person, (), [()])
            member_acts.admit(made, [member_acts.MembershipDraft(one, joined, str(MemberCategory.FULL), full_on)])
            member_acts.affiliate(made, [member_acts.Stay(one, branch, joined)])
        return one

    def transfer(self, person: int, branch: int, day: date) -> int:
        with posting(make_act(), "test.transfer") as made:
            member_acts.transfer(made, [member_acts.Stay(person, branch, day)])
        return made.number

    def meet(self, branch: int, day: date, *partners: int, kind: str = "theme_day") -> int:
        with posting(make_act(), "test.meet") as made:
            return hold_meetings(made, [MeetingDraft(branch, kind, day, "", None, None, partners)])[0]

    def contribute(self, day: date, *participants: int, kind: str = "donation", **amounts: int | None) -> int:
        stated = {"people_served": None, "money_fen": None, "goods_fen": None} | amounts
        with posting(make_act(), "test.contribute") as made:
            return contribute(made, [ContributionDraft("活动", kind, day, **stated, participants=participants)])[0]
