"""How large a generated nation is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many there are of each; ``coverage`` and ``members`` are facts and persons before corrections and moves."""

    provinces: int
    cities: int
    counties: int
    organizations: int
    party_organizations: int
    coverage: int
    members: int

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


def of_name(name: str) -> Sizes:
    """The sizes called so: ``nation`` or ``village``."""
    return {"nation": NATION, "village": VILLAGE}[name]
