"""What is compared is the same: in a small province the script says of every branch what the product says."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from benchmarks.generating import PREFECTURE, Nation, write

from benchmarks import life


def test_both_say_the_same_of_every_branch_and_organization(tmp_path: Path) -> None:
    assert dict(write(Nation(PREFECTURE), tmp_path))["meeting_record"] > PREFECTURE.happenings == 25_000
    ours, theirs = life.told(life.ours(tmp_path)), life.told(life.theirs(tmp_path))
    assert life.disagreements(ours, theirs) == []
    assert ours.equals(theirs)
    asked, judged = ours.filter(pl.col("asked")), ours.filter(~pl.col("asked"))
    assert set(asked["because"]) == {
        *("held", "running", "over", "no_record", "before_records"),
        *("committee_unknown", "groups_unknown", "pairs_unknown"),
    }
    assert set(judged["step"]) == {"effective", "attached", "functional", "members", "term", "silence", "life"}
    assert set(judged["unclear"]) == {None, "no_election", "no_length", "no_record", "before_records"}
