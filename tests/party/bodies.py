"""What tests of acts on party organizations share."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.conftest import make_act
from tests.ledgers import figures_on

from shejian.figures.verification import verify_figures
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.journal.services.reversal import reverse
from shejian.journal.services.verification import verify_journal, verify_spans

BEFORE, DAY, AFTER = date(2020, 5, 31), date(2020, 6, 1), date(2022, 12, 31)
KEYS = ("party_organizations", "covered", "members")


def act(do: Any, *arguments: Any) -> int:
    """One act as one entry; its number."""
    with posting(make_act(), "test.act") as made:
        do(made, *arguments)
    return made.number


def take_back(number: int) -> None:
    reverse(make_act(), Entry.objects.get(number=number), "test.undo", lambda _: False)


def counts(on: date, known: int | None = None) -> tuple[Any, ...]:
    """How many party organizations, covered organizations and members there are on a day, as known at an entry."""
    figures = figures_on(on, known=known)
    return tuple(figures[key].value for key in KEYS)


def breaches() -> list[str]:
    """Whatever the ledger holds that cannot be."""
    return [str(one) for one in (*verify_journal(), *verify_spans(), *verify_figures([BEFORE, DAY, AFTER]))]
