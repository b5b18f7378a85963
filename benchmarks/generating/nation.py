"""A generated nation as facts: every table of ``core.facts``, drawn from one seed.

It is no statistics of any real place. It has what figures and findings must bear: spans that end, moves, corrections by
later entries, party organizations across counties, readings that are missing in some places, lists that name two units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl

from benchmarks.generating.drawing import Numbers, lots, recorded, years_before
from benchmarks.generating.sizes import Sizes, of_name
from benchmarks.generating.territory import Territory, seats, territory, unit_particulars
from shejian.core.facts import TABLES

FOLDER = Path(__file__).resolve().parents[2] / "var" / "benchmarks"
SEED = 20251231
Maker = Callable[["Nation"], pl.DataFrame]


@dataclass(frozen=True)
class Nation:
    """What several tables share: who there is, and where. Numbers of organizations, bodies and persons start at 1."""

    sizes: Sizes
    seed: int = SEED

    def lots(self, name: str) -> np.random.Generator:
        return lots(self.seed, name)

    @cached_property
    def land(self) -> Territory:
        return territory(self.sizes)

    @cached_property
    def seats(self) -> Numbers:
        """The unit of each organization."""
        return seats(self.seed, self.sizes, self.land)

    @cached_property
    def founded(self) -> Numbers:
        """The day each organization was founded: in the last 25 years, a few after the day of the count."""
        return self.lots("founded").integers(years_before(25), years_before(-0.2), self.sizes.organizations)

    @cached_property
    def bodies_founded(self) -> Numbers:
        return self.lots("bodies founded").integers(
            years_before(15), years_before(0.05), self.sizes.party_organizations
        )

    @cached_property
    def covers(self) -> Numbers:
        """How many organizations each party organization covers: most one or two, some very many."""
        bodies, pairs = self.sizes.party_organizations, self.sizes.coverage
        drawn = self.lots("covers").pareto(1.6, bodies) + 0.4
        counts = np.maximum(1, np.floor(drawn * (pairs - bodies) / drawn.sum() + 0.6)).astype(np.int64)
        counts = np.minimum(counts, self.sizes.organizations // 4)
        return _made_to_sum(counts, pairs)

    @cached_property
    def anchors(self) -> Numbers:
        """Index of the first organization of each party organization; it covers it and those that come after it."""
        return self.lots("anchors").integers(0, self.sizes.organizations, self.sizes.party_organizations)

    @cached_property
    def body_of_member(self) -> Numbers:
        """The party organization of each member: few have very many, many have three to a dozen."""
        rng = self.lots("members")
        weights = rng.lognormal(0, 0.9, self.sizes.party_organizations)
        return 1 + np.sort(rng.choice(len(weights), self.sizes.members, p=weights / weights.sum()))

    @property
    def bodies(self) -> Numbers:
        return np.arange(1, self.sizes.party_organizations + 1)

    @property
    def organizations(self) -> Numbers:
        return np.arange(1, self.sizes.organizations + 1)

    @property
    def members(self) -> Numbers:
        return np.arange(1, self.sizes.members + 1)


def _made_to_sum(counts: Numbers, total: int) -> Numbers:
    """The counts, one more or one less here and there, so that they come to ``total`` and none falls below one."""
    off = total - int(counts.sum())
    while off:
        able = np.flatnonzero(counts > 1) if off < 0 else np.arange(len(counts))
        touched = able[: abs(off)]
        counts[touched] += np.sign(off)
        off = total - int(counts.sum())
    return counts


def makers() -> Mapping[str, Maker]:
    """What draws each table."""
    from benchmarks.generating.happenings import HAPPENINGS
    from benchmarks.generating.learning import LEARNING
    from benchmarks.generating.organizations import ORGANIZATIONS
    from benchmarks.generating.party import PARTY
    from benchmarks.generating.persons import PERSONS

    units: dict[str, Maker] = {
        "unit_particulars": lambda nation: recorded(
            "unit_particulars", unit_particulars(nation.land), nation.lots("unit_particulars")
        )
    }
    drawn = {**units, **ORGANIZATIONS, **PARTY, **PERSONS, **LEARNING, **HAPPENINGS}
    return {name: make for name, make in drawn.items() if name in TABLES}


def write(nation: Nation, folder: Path) -> Iterator[tuple[str, int]]:
    """Every table as a Parquet file of the folder: its name and rows, as each is done."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in makers().items():
        frame = make(nation)
        frame.write_parquet(folder / f"{name}.parquet")
        yield name, len(frame)


def drawn(name: str = "nation") -> Path:
    """The folder of the nation of that size, drawn anew only when its tables or what draws them changed."""
    folder = FOLDER / name
    mark, made_of = folder / "drawn-by", _fingerprint()
    if not mark.exists() or mark.read_text(encoding="utf-8") != made_of:
        for _ in write(Nation(of_name(name)), folder):
            pass
        mark.write_text(made_of, encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, pl.DataFrame]:
    """Every table of a folder."""
    return {name: pl.read_parquet(folder / f"{name}.parquet") for name in TABLES}


def _fingerprint() -> str:
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return sha256(code + repr(TABLES).encode()).hexdigest()


def main() -> Iterator[str]:
    """Draw the nation, and say how long it took and how large it is."""
    yield "## A generated nation\n"
    begun = perf_counter()
    rows = dict(write(Nation(of_name("nation")), FOLDER / "nation"))
    (FOLDER / "nation" / "drawn-by").write_text(_fingerprint(), encoding="utf-8")
    seconds = perf_counter() - begun
    size = sum(path.stat().st_size for path in (FOLDER / "nation").glob("*.parquet")) / 2**20
    yield f"{sum(rows.values()):,} facts in {len(rows)} tables, {size:.0f} MiB of Parquet, drawn in {seconds:.0f} s.\n"
    yield "| table | facts |\n| --- | --- |"
    for name, count in rows.items():
        yield f"| {name} | {count:,} |"
