"""Units: a nation, its provinces, cities and counties, and where organizations stand among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from benchmarks.generating.drawing import Numbers, lots
from benchmarks.generating.sizes import Sizes

NATION_UNIT = 1


@dataclass(frozen=True)
class Territory:
    """Units by number: the nation is 1, then provinces, cities, counties. ``parents[unit]`` is 0 for the nation."""

    parents: Numbers
    first_city: int
    first_county: int

    @property
    def units(self) -> int:
        return len(self.parents) - 1

    def tree(self) -> dict[int, int | None]:
        """Each unit with the one above it."""
        return {unit: int(self.parents[unit]) or None for unit in range(1, self.units + 1)}


def territory(sizes: Sizes) -> Territory:
    """Cities spread over provinces, and counties over cities, as evenly as they go."""
    first_city = NATION_UNIT + 1 + sizes.provinces
    first_county = first_city + sizes.cities
    provinces = np.full(sizes.provinces, NATION_UNIT)
    cities = NATION_UNIT + 1 + np.arange(sizes.cities) * sizes.provinces // sizes.cities
    counties = first_city + np.arange(sizes.counties) * sizes.cities // sizes.counties
    return Territory(np.concatenate([[0, 0], provinces, cities, counties]), first_city, first_county)


def seats(seed: int, sizes: Sizes, land: Territory) -> Numbers:
    """The unit of each organization, in the order of counties: neighbours have neighbouring numbers.

    Nine in ten stand in a county; the others were registered by a city, a province or the nation.
    """
    rng = lots(seed, "seats")
    weights = rng.lognormal(0, 0.6, sizes.counties)
    counties = np.sort(rng.choice(sizes.counties, sizes.organizations, p=weights / weights.sum())) + land.first_county
    level = rng.choice(4, sizes.organizations, p=[0.9, 0.07, 0.028, 0.002])
    units = counties
    for step in (1, 2, 3):
        units = np.where(level >= step, land.parents[units], units)
    return units


def unit_particulars(land: Territory) -> pl.DataFrame:
    units = np.arange(1, land.units + 1)
    parents = land.parents[1:]
    parent = pl.Series(parents).set(pl.Series(parents == 0), None)
    return pl.DataFrame({"unit": units, "kind": ["region"] * len(units), "parent": parent})
