"""Both clocks over the whole set of figures: what was known stays known, and an act taken back leaves no trace."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import import_file, make_act
from tests.figures.living import Living

from shejian.base.queries import head_number, known_at
from shejian.core.calendar import year_start
from shejian.core.indicators import Grouping
from shejian.demo.generating import county as invented
from shejian.demo.writing import write_workbook
from shejian.exchange.services.undoing import undo_import, units_stay
from shejian.figures.answers import Answer, answer
from shejian.figures.asking import Question, ask
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.journal.services.reversal import reverse
from shejian.journal.services.verification import verify_journal, verify_spans

pytestmark = pytest.mark.django_db(transaction=True)

DAYS = (date(2022, 12, 31), date(2022, 8, 25), date(2021, 12, 31), date(2023, 9, 30))
ACTS = ("cover", "move", "end", "reopen", "dissolve", "transfer", "count", "charter", "send", "happen")


@pytest.fixture
def imported(transactional_db: None, tmp_path: Path) -> Living:
    """An invented county, imported as entry 1."""
    write_workbook(tmp_path / "county.xlsx", invented(seed=3))
    import_file(tmp_path / "county.xlsx")
    return Living(seed=3)


def everything(known: int | None = None) -> list[Answer]:
    """Every figure on every day, in total and by town."""
    return [
        answer(ask(Question(on=day, since=year_start(day), known=known)), groupings=[Grouping.TOWN]) for day in DAYS
    ]


def values(answers: list[Answer]) -> set[Any]:
    return {figure.value for one in answers for figure in one.figures.values()}


def act(living: Living, name: str) -> int:
    with posting(make_act(), f"test.{name}") as made:
        getattr(living, name)(made)
    return made.number


def test_every_act_leaves_what_was_known_and_taken_back_leaves_every_figure_as_before(imported: Living) -> None:
    before, unmoved = everything(), []
    for name in ACTS:
        number = act(imported, name)
        after = everything()
        unmoved += [name] if after == before else []
        reverse(make_act(), Entry.objects.get(number=number), "test.reverse", units_stay)
        assert (name, everything()) == (name, before)
        assert (name, everything(number)) == (name, after)
    assert (unmoved, everything(1)) == ([], before)
    assert [*map(str, (*verify_journal(), *verify_spans()))] == []


def test_a_first_import_taken_back_leaves_nothing(transactional_db: None, tmp_path: Path) -> None:
    empty = everything()
    write_workbook(tmp_path / "county.xlsx", invented(seed=5))
    import_file(tmp_path / "county.xlsx")
    full = everything()
    undo_import(act=make_act(), batch=1)
    assert everything() == empty
    assert values(everything()) == {0, None}
    assert (everything(known=1), everything(known=0)) == (full, empty)


def test_a_moment_means_the_last_entry_made_by_then(imported: Living) -> None:
    said: dict[int, Any] = {head_number(): everything()}
    for name in ("end", "cover"):
        number = act(imported, name)
        said[number] = everything()
    instant = timedelta(microseconds=1)
    for entry in Entry.objects.order_by("number"):
        assert (known_at(entry.moment), known_at(entry.moment - instant)) == (entry.number, entry.number - 1)
        assert everything(known_at(entry.moment)) == said[entry.number]
    before_all = known_at(Entry.objects.get(number=1).moment - instant)
    assert values(everything(before_all)) == {0, None}
