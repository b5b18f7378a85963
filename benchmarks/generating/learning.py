"""Facts of learning: secretaries, studies and who took part, and the lists of lectures."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.generating.drawing import ON, days, number, on_a_day, recorded, some, words
from benchmarks.generating.nation import Nation

DAY = number(ON)
STUDIES = ["micro_lesson", "member_training", "induction", "yearly_round"]
MEETINGS_PER_LECTURE = 8


def post(nation: Nation) -> pl.DataFrame:
    """A secretary of each party organization, since some day of its life; of one in five the name alone is known."""
    rng = nation.lots("post")
    size = len(nation.bodies)
    person = pl.Series(rng.integers(1, nation.sizes.members + 1, size)).set(pl.Series(some(rng, size, 0.2)), None)
    start = np.maximum(nation.bodies_founded, DAY - rng.integers(1, 1500, size))
    frame = pl.DataFrame({"party_organization": nation.bodies, "person": person, "start": days(start)})
    return recorded("post", frame.with_columns(title=pl.lit("secretary")), rng)


def _studies(nation: Nation) -> np.ndarray:
    """The day of each study, in the last two years; half as many as there are party organizations."""
    rng = nation.lots("studies")
    return DAY - rng.integers(0, 730, max(2, len(nation.bodies) // 2))


def study_record(nation: Nation) -> pl.DataFrame:
    rng = nation.lots("study_record")
    day = _studies(nation)
    body = rng.integers(1, len(nation.bodies) + 1, len(day))
    frame = pl.DataFrame(
        {
            "study": np.arange(1, len(day) + 1),
            "kind": words(rng, STUDIES, len(day), [4, 3, 1, 2]),
            "party_organization": body,
            **on_a_day(day),
        }
    )
    return recorded("study_record", frame, rng)


def learner(nation: Nation) -> pl.DataFrame:
    """Ten persons of each study; of one in ten the hours are not known."""
    rng = nation.lots("learner")
    day = np.repeat(_studies(nation), 10)
    return recorded(
        "learner", _took_part(nation, rng, "study", np.repeat(np.arange(1, len(day) // 10 + 1), 10), day), rng
    )


def attendance(nation: Nation) -> pl.DataFrame:
    """The lists of lectures: five persons each, most of them present."""
    rng = nation.lots("attendance")
    meetings = np.arange(1, 4 * len(nation.bodies) + 1, MEETINGS_PER_LECTURE)
    day = np.repeat(DAY - rng.integers(0, 730, len(meetings)), 5)
    frame = _took_part(nation, rng, "meeting", np.repeat(meetings, 5), day)
    state = words(rng, ["present", "leave", "absent"], len(frame), [8, 1, 1])
    there = frame.with_columns(state=state).with_columns(
        tenths=pl.when(pl.col("state") == "present").then("tenths"),
    )
    return recorded("attendance", there, rng)


def _took_part(nation: Nation, rng: np.random.Generator, key: str, of: np.ndarray, day: np.ndarray) -> pl.DataFrame:
    person = rng.integers(1, nation.sizes.members + 1, len(of))
    tenths = pl.Series(rng.integers(1, 12, len(of)) * 20).set(pl.Series(some(rng, len(of), 0.1)), None)
    frame = pl.DataFrame({key: of, "person": person, "tenths": tenths, **on_a_day(day)})
    return frame.unique([key, "person"], keep="first", maintain_order=True)


LEARNING = {made.__name__: made for made in (post, study_record, learner, attendance)}
