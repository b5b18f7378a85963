"""What tests of cases share: somebody on the way to membership, and steps taken in order."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.conftest import TODAY, make_act
from tests.ledgers import SmallLedger

from shejian.cases.queries import Judged, read_cases, standing_of
from shejian.cases.services.starting import CaseDraft, start_cases
from shejian.cases.services.taking import StepDraft, take_steps
from shejian.core.identifiers import identity_number_check_character
from shejian.core.procedures import Vote
from shejian.journal.services import posting
from shejian.people.services.persons import PersonDraft, record_persons

DEVELOPMENT = "member-development"
GROWN = "33000019900101001"
VOTE = Vote(due=10, present=9, yes=8)


def person(name: str = "沈荣荣", identity: str = "") -> int:
    """Somebody whom the ledger knows and who has taken no step."""
    number = identity or GROWN + identity_number_check_character(GROWN)
    with posting(make_act(), "test.person") as made:
        (one,) = record_persons(made, [PersonDraft(name, number)])
    return one


def identity(at: int) -> str:
    """One of many identity numbers that pass their check."""
    first = f"33000019900101{100 + at}"
    return first + identity_number_check_character(first)


def case(body: int, one: int, since: date | None = None) -> int:
    """A case of member development of somebody; its number."""
    with posting(make_act(), "test.case") as made:
        draft = CaseDraft(DEVELOPMENT, body, person=one, recorded_since=since)
        (number,) = start_cases(made, [draft], today=TODAY)
    return number


def take(number: int, step: str, on: date, **more: Any) -> int:
    """One step as one entry; the entry's number."""
    with posting(make_act(), "test.step") as made:
        take_steps(made, [StepDraft(number, step, on, **more)], today=TODAY)
    return made.number


def stand(number: int, on: date = TODAY) -> Judged:
    """Where a case stands."""
    found = standing_of(number, on, None)
    assert found is not None
    return found


def codes(number: int, on: date = TODAY) -> list[tuple[str, str]]:
    """What is found of a case: step and code."""
    standing = stand(number, on).standing
    return [(one.step, one.code) for one in (*standing.findings, *standing.overdue)]


def days(number: int) -> dict[str, date | None]:
    """The steps that are on record, with their days."""
    return {one.step: one.on for one in read_cases(None, [number])[number].taken}


ADMITTED: tuple[tuple[str, date, dict[str, Any]], ...] = (
    ("application", date(2023, 1, 10), {}),
    ("talk", date(2023, 2, 1), {}),
    ("activist", date(2023, 6, 1), {}),
    ("activist-filing", date(2023, 6, 10), {}),
    ("contacts", date(2023, 6, 10), {"amounts": {"contacts": 2}}),
    ("cultivation-review", date(2023, 11, 20), {}),
    ("cultivation-review", date(2024, 5, 20), {}),
    ("target", date(2024, 6, 20), {}),
    ("target-filing", date(2024, 6, 25), {}),
    ("sponsors", date(2024, 7, 1), {"amounts": {"sponsors": 2}}),
    ("political-review", date(2024, 7, 10), {"outcome": "passed"}),
    ("training", date(2024, 7, 20), {"amounts": {"days": 3, "hours": 24}}),
    ("committee-review", date(2024, 8, 1), {"outcome": "passed"}),
    ("pre-review", date(2024, 8, 10), {"outcome": "passed"}),
    ("admission-form", date(2024, 8, 15), {}),
    ("meeting", date(2024, 8, 20), {"outcome": "passed", "vote": VOTE}),
    ("superior-talk", date(2024, 9, 1), {}),
    ("approval", date(2024, 9, 10), {"outcome": "approved"}),
)


def admitted(ledger: SmallLedger, until: str = "approval") -> tuple[int, int, int]:
    """Who went the whole way under the rules of 2014, as far as ``until``: person, case, party organization."""
    body = ledger.branch(ledger.organization())
    one = person()
    number = case(body, one, date(2023, 1, 1))
    for step, on, more in ADMITTED:
        take(number, step, on, **more)
        if step == until:
            break
    return one, number, body
