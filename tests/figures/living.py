"""Acts drawn by lot in a ledger that is there: what offices do to it in the year after an import."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from tests.conftest import make_act

from shejian.activities.services.happenings import ContributionDraft, MeetingDraft, contribute, hold_meetings
from shejian.base.models import UnitParticulars
from shejian.core.facts.terms import ContributionKind, FormationMode, GuidanceTitle
from shejian.journal.services import Posting, posting
from shejian.journal.services.holding import OutOfOrder
from shejian.party.models import Affiliation, Coverage, Establishment
from shejian.party.services import guidance, members
from shejian.party.services import organizations as bodies
from shejian.registry.models import Standing
from shejian.registry.services import charters
from shejian.registry.services import organizations as register

DAYS = [date(2021, 5, 4), date(2022, 8, 25), date(2022, 12, 31), date(2023, 7, 1), date(2023, 9, 30)]
ACTS = 60


def ids(facts: Any, column: str) -> list[int]:
    """The different ids in a column, in order."""
    return sorted(set(facts.values_list(column, flat=True)))


class Living:
    """What acts are done to: ids as they stand before the first of them."""

    def __init__(self, seed: int) -> None:
        self.lots = Random(seed)
        self.organizations = list(Standing.objects.known(None).order_by("id").values_list("organization", flat=True))
        self.bodies = list(
            Establishment.objects.known(None).order_by("id").values_list("party_organization", flat=True)
        )
        self.members = ids(Affiliation.objects.known(None).filter(end__isnull=True), "person")
        self.towns = ids(UnitParticulars.objects.filter(kind="town"), "unit")
        self.covering = ids(Coverage.objects.known(None), "party_organization")

    def day(self) -> date:
        return self.lots.choice(DAYS)

    def cover(self, made: Posting) -> None:
        covers = self.lots.sample(self.organizations, self.lots.randint(0, 3))
        mode = self.lots.choice([None, *map(str, FormationMode)])
        day = self.lots.choice([None, self.day()])
        bodies.set_coverage(made, {self.lots.choice(self.covering): [(one, mode) for one in covers]}, day)

    def move(self, made: Posting) -> None:
        units = self.lots.sample(self.towns, 2)
        register.set_units(
            made, "territory", {self.lots.choice(self.organizations): units}, self.lots.choice([None, self.day()])
        )

    def end(self, made: Posting) -> None:
        reason = self.lots.choice(["僵尸社会组织清理", "自愿注销"])
        register.end(made, {self.lots.choice(self.organizations): register.Ending(self.day(), reason=reason)})

    def reopen(self, made: Posting) -> None:
        register.reopen(made, [self.lots.choice(self.organizations)])

    def dissolve(self, made: Posting) -> None:
        bodies.correct_establishment(made, {self.lots.choice(self.bodies): {"end": date(2023, 8, 1)}})

    def transfer(self, made: Posting) -> None:
        stay = members.Stay(self.lots.choice(self.members), self.lots.choice(self.bodies), date(2023, 8, 1))
        self.members.remove(stay.person)
        members.transfer(made, [stay])

    def count(self, made: Posting) -> None:
        counts = {one: (self.lots.randint(1, 40), self.lots.choice([0, 1, 3, 7])) for one in self.organizations}
        register.count_heads(made, DAYS[1], counts)

    def charter(self, made: Posting) -> None:
        one = self.lots.choice(self.organizations)
        if self.lots.random() < 0.5:
            charters.set_charter(made, {one: self.lots.random() < 0.5})
        else:
            charters.clear_charter(made, [one])

    def send(self, made: Posting) -> None:
        title = str(self.lots.choice(list(GuidanceTitle)))
        sent = guidance.GuidanceDraft(self.lots.choice(self.organizations), title, "王慧敏", None, self.day())
        guidance.send(made, [sent, sent])

    def happen(self, made: Posting) -> None:
        partners = tuple(self.lots.sample(self.bodies, self.lots.randint(1, 2)))
        hold_meetings(made, [MeetingDraft(self.lots.choice(self.bodies), "theme_day", self.day(), "", 9, 8, partners)])
        kind = str(self.lots.choice([ContributionKind.DONATION, ContributionKind.PRACTICE]))
        fen = self.lots.choice([None, 10, 29, 1_234_567])
        given = tuple(self.lots.sample(self.organizations, 3))
        contribute(made, [ContributionDraft("活动", kind, self.day(), 20, fen, fen, participants=given)])


def live_on(seed: int) -> None:
    """Sixty acts, each an entry of its own. A change dated before an earlier one is refused, as in life."""
    living = Living(seed)
    acts = [
        *(living.cover, living.move, living.end, living.reopen, living.dissolve),
        *(living.transfer, living.count, living.charter, living.send, living.happen),
    ]
    for number in range(ACTS):
        try:
            with posting(make_act(), f"test.{number}") as made:
                acts[number % len(acts)](made)
        except OutOfOrder:
            continue
