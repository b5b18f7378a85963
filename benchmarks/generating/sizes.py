"""How large a generated nation is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many there are of each; ``coverage`` and ``members`` are facts and persons before corrections and moves.

    ``happenings`` are meetings held month by month as branches do; 0 for four apiece on days drawn by lot.
    """

    provinces: int
    cities: int
    counties: int
    organizations: int
    party_organizations: int
    coverage: int
    members: int
    happenings: int = 0

    @property
    def units(self) -> int:
        """The nation itself, its provinces, cities and counties."""
        return 1 + self.provinces + self.cities + self.counties


NATION = Sizes(
    provinces=31,
    cities=333,
    counties=2843,
    organizations=900_000,
    party_organizations=180_000,
    coverage=650_000,
    members=2_400_000,
)
VILLAGE = Sizes(
    provinces=3, cities=8, counties=40, organizations=3000, party_organizations=600, coverage=2100, members=8000
)
"""The same in small, for tests."""

PROVINCE = Sizes(
    provinces=1,
    cities=16,
    counties=130,
    organizations=50_000,
    party_organizations=18_500,
    coverage=60_000,
    members=170_000,
    happenings=1_000_000,
)
"""A province of some 14,000 branches that are held to the standard of organization life."""
PREFECTURE = Sizes(
    provinces=1,
    cities=2,
    counties=12,
    organizations=1500,
    party_organizations=500,
    coverage=1500,
    members=5000,
    happenings=25_000,
)
"""The same in small, for tests."""
SIZES = {"nation": NATION, "village": VILLAGE, "province": PROVINCE, "prefecture": PREFECTURE}


def of_name(name: str) -> Sizes:
    """The sizes called so."""
    return SIZES[name]
