"""Facts of persons: members, and those on the way to becoming members. Numbers only; no person is drawn."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.generating.drawing import ON, days, number, on_a_day, recorded, shift, some, words
from benchmarks.generating.nation import Nation

DAY = number(ON)
MEMBERS_PER_CASE = 80
STAGES = ["application", "talk", "activist", "target", "admission", "conversion"]


def membership(nation: Nation) -> pl.DataFrame:
    """Three in a hundred are probationary; of the full, the day of one in ten is not on record."""
    rng = nation.lots("membership")
    size = nation.sizes.members
    probationary = some(rng, size, 0.03)
    joined = np.where(probationary, DAY - rng.integers(1, 480, size), DAY - rng.integers(400, 18_000, size))
    unsaid = probationary | some(rng, size, 0.1)
    frame = pl.DataFrame(
        {
            "person": nation.members,
            "category": words(rng, ["full"], size, [1]),
            "full_on": days(joined + 365, unsaid),
            "start": days(joined),
        }
    ).with_columns(category=pl.when(pl.Series(probationary)).then(pl.lit("probationary")).otherwise("category"))
    return recorded("membership", frame, rng, 0.01, shift("start", 30))


def affiliation(nation: Nation) -> pl.DataFrame:
    """Where each member's relation stood; one in eight moved, some more than once; a few left and went nowhere."""
    rng = nation.lots("affiliation")
    size = nation.sizes.members
    body, person = nation.body_of_member, nation.members
    begun = DAY - rng.integers(30, 5000, size)
    going = np.ones(size, dtype=bool)
    parts = []
    for chance in (0.125, 0.2, 0.0):
        moved = going & some(rng, size, chance)
        left = going & ~moved & some(rng, size, 0.02)
        ended = begun + 1 + (rng.random(size) * np.maximum(DAY + 40 - begun, 10)).astype(np.int64)
        stay = pl.DataFrame(
            {"person": person, "party_organization": body, "start": days(begun), "end": days(ended, ~(moved | left))}
        )
        parts.append(stay.filter(pl.Series(going)))
        going, begun = moved, ended
        body = rng.integers(1, nation.sizes.party_organizations, size)
    return recorded("affiliation", pl.concat(parts), rng, 0.01, _in_the_next)


def _in_the_next(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The relation had been entered at the party organization before."""
    return frame.with_columns(pl.max_horizontal(pl.col("party_organization") - 1, 1))


def development_step(nation: Nation) -> pl.DataFrame:
    """A tenth as many applicants as members; each went some of the way, keeping the limits or not."""
    rng = nation.lots("development_step")
    size = nation.sizes.members // 10
    person = nation.sizes.members + np.arange(1, size + 1)
    body = rng.integers(1, nation.sizes.party_organizations + 1, size)
    day = DAY - rng.integers(0, 2400, size)
    reached = rng.choice(len(STAGES), size, p=[0.25, 0.15, 0.25, 0.1, 0.15, 0.1])
    waits = [(10, 45), (60, 300), (330, 800), (20, 200), (365, 420)]
    parts = []
    for at, stage in enumerate(STAGES):
        taken = pl.Series((reached >= at) & (day <= DAY))
        step = pl.DataFrame({"person": person, "party_organization": body, **on_a_day(day)})
        parts.append(step.filter(taken).with_columns(stage=pl.lit(stage)))
        if at < len(waits):
            day = day + rng.integers(*waits[at], size)
    return recorded("development_step", pl.concat(parts), rng, 0.005, _a_day_earlier)


def _a_day_earlier(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(pl.col("start") - pl.duration(days=1), pl.col("end") - pl.duration(days=1))


def employment(nation: Nation) -> pl.DataFrame:
    """Six in ten members work at an organization that their party organization covers, most of them full-time."""
    rng = nation.lots("employment")
    size = nation.sizes.members
    body = nation.body_of_member
    which = (rng.random(size) * nation.covers[body - 1]).astype(np.int64)
    begun = DAY - rng.integers(30, 5000, size)
    frame = pl.DataFrame(
        {
            "person": nation.members,
            "organization": (nation.anchors[body - 1] + which) % nation.sizes.organizations + 1,
            "full_time": some(rng, size, 0.8),
            "start": days(begun),
            "end": days(begun + rng.integers(30, 4000, size), some(rng, size, 0.85)),
        }
    )
    return recorded("employment", frame.filter(pl.Series(some(rng, size, 0.6))), rng, 0.01, _part_time)


def _part_time(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(full_time=pl.lit(value=False))


def dues(nation: Nation) -> pl.DataFrame:
    """Of one member in ten, the last twelve months, as far as they were paid; one in twenty stopped paying."""
    rng = nation.lots("dues")
    payers = np.flatnonzero(some(rng, nation.sizes.members, 0.1))
    base = rng.integers(2000, 20_000, len(payers)) * 100
    stopped = np.where(some(rng, len(payers), 0.05), rng.integers(0, 12, len(payers)), 12)
    basis = words(rng, ["salaried", "retired", "fixed", "exempt"], len(payers), [0.68, 0.2, 0.1, 0.02])
    months = [pl.date(ON.year, month, 1) for month in range(1, 13)]
    parts = []
    for at, month in enumerate(months):
        owed = base // 100
        paid = np.where(at < stopped, np.where(some(rng, len(payers), 0.03), owed // 2, owed * 2), 0)
        parts.append(
            pl.DataFrame(
                {
                    "person": payers + 1,
                    "party_organization": nation.body_of_member[payers],
                    "base_fen": base,
                    "due_fen": pl.Series(owed).set(pl.Series(some(rng, len(payers), 0.6)), None),
                    "paid_fen": paid,
                    "basis": basis,
                }
            ).with_columns(
                pl.when(pl.col("basis").is_in(["salaried", "retired"])).then("base_fen").alias("base_fen"),
                pl.when(pl.col("paid_fen") > 0).then(month + pl.duration(days=14)).alias("paid_on"),
                start=month,
                end=month.dt.offset_by("1mo"),
            )
        )
    return recorded("dues", pl.concat(parts), rng, 0.01, _paid_in_full)


def _paid_in_full(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(paid_fen=pl.col("base_fen") // 50, paid_on=pl.col("start") + pl.duration(days=20))


def learning(nation: Nation) -> pl.DataFrame:
    """Hours of the last two years: of a third of the members, and of one in fifty as secretaries."""
    rng = nation.lots("learning")
    size = nation.sizes.members
    parts = []
    for year in (ON.year - 1, ON.year):
        for kind, share, most in (("member", 0.33, 60), ("secretary", 0.02, 90)):
            frame = pl.DataFrame({"person": nation.members, "hours": rng.integers(0, most, size)})
            span = {"start": pl.date(year, 1, 1), "end": pl.date(year + 1, 1, 1), "kind": pl.lit(kind)}
            parts.append(frame.filter(pl.Series(some(rng, size, share))).with_columns(**span))
    return recorded("learning", pl.concat(parts), rng, 0.01, _more_hours)


def _more_hours(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(pl.col("hours") + 8)


def case_particulars(nation: Nation) -> pl.DataFrame:
    """One member in eighty has a case of his development: those who were admitted last among them, and others."""
    rng = nation.lots("case_particulars")
    person = nation.members[::MEMBERS_PER_CASE]
    frame = pl.DataFrame({"case": np.arange(1, len(person) + 1), "person": person, **_of_development(rng, person)})
    return recorded("case_particulars", frame, rng)


def _of_development(rng: np.random.Generator, person: np.ndarray) -> dict[str, pl.Series]:
    return {
        "procedure": words(rng, ["member-development"], len(person), [1]),
        "start": days(DAY - rng.integers(600, 700, len(person))),
    }


def case_step(nation: Nation) -> pl.DataFrame:
    """Of every case the resolution on conversion, most for it, some to extend probation; most were approved."""
    rng = nation.lots("case_step")
    case = np.arange(1, len(nation.members[::MEMBERS_PER_CASE]) + 1)
    held = DAY - rng.integers(1, 300, len(case))
    extended = pl.Series(some(rng, len(case), 0.2))
    months = words(rng, ['{"months":6}', '{"months":9}', '{"months":12}'], len(case), [0.5, 0.2, 0.3])
    meeting = pl.DataFrame({"case": case, **on_a_day(held), "amounts": months}).with_columns(
        step=pl.lit("conversion-meeting"),
        outcome=pl.when(extended).then(pl.lit("extended")).otherwise(pl.lit("passed")),
        amounts=pl.when(extended).then("amounts").otherwise(pl.lit("")),
    )
    approval = pl.DataFrame({"case": case, **on_a_day(held + rng.integers(0, 90, len(case)))}).with_columns(
        step=pl.lit("conversion-approval"), outcome=pl.lit("approved"), amounts=pl.lit("")
    )
    answered = approval.filter(pl.Series(some(rng, len(case), 0.9)))
    return recorded("case_step", pl.concat([meeting, answered.select(meeting.columns)]), rng, 0.005, _a_day_earlier)


PERSONS = {
    made.__name__: made
    for made in (
        *(membership, affiliation, development_step, employment, dues, learning),
        *(case_particulars, case_step),
    )
}
