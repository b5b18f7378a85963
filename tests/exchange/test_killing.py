"""An import that is killed leaves nothing half-done, whenever it is killed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.killing import kill_at_random

TIMES = 20


@pytest.mark.django_db(transaction=True)
def test_killed_at_random_moments_nothing_is_half_done(data: Path) -> None:
    left = kill_at_random(data / "county-2022.xlsx", TIMES, seed=20221231)
    assert left.total() == TIMES
    assert left["nothing"] > 0
