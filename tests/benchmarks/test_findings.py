"""What is compared is the same: the hand-written scripts find and count in a small nation what the product does."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.generating import VILLAGE, Nation, write

from benchmarks import findings, nation


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("village")
    assert dict(write(Nation(VILLAGE), place))["membership"] > VILLAGE.members
    return place


def test_both_find_the_same_rows(folder: Path) -> None:
    ours, theirs = findings.told(findings.ours(folder)), findings.told(findings.theirs(folder))
    assert findings.disagreements(ours, theirs) == {}
    assert ours.equals(theirs)
    assert ours["check"].n_unique() == 15


def test_both_count_the_same_figures(folder: Path) -> None:
    ours, theirs = nation.told(nation.ours(folder)), nation.told(nation.theirs(folder))
    assert len(ours) == VILLAGE.units
    assert nation.disagreements(ours, theirs) == []
