"""What concluding a case records in the ledger: a post begun, a party organization ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.conftest import TODAY, make_act
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import hand_in
from tests.office.test_body_acts import take_back
from tests.office.test_ledger import county_clerk
from tests.party.bodies import breaches
from tests.procedures_office.going import person, take

from shejian.base.queries import head_number
from shejian.cases.models import CaseStep
from shejian.cases.services.concluding import Consequence
from shejian.cases.services.refusals import Refused
from shejian.cases.services.starting import CaseDraft, start_cases
from shejian.journal.services import posting
from shejian.party.models import Affiliation, Coverage, Establishment, Post
from shejian.party.services.organizations import appoint_secretary
from shejian.party.services.reorganizing import Dissolution, dissolve

pytestmark = pytest.mark.django_db

APPROVED, BEFORE, AFTER = date(2026, 6, 10), date(2024, 1, 8), date(2026, 7, 1)


def case(procedure: str, body: int, **about: Any) -> int:
    with posting(make_act(), "test.case") as made:
        (number,) = start_cases(made, [CaseDraft(procedure, body, **about)], today=TODAY)
    return number


def secretary(body: int, name: str, day: date) -> None:
    with posting(make_act(), "test.secretary") as made:
        appoint_secretary(made, {body: (name, day)})


def posts(body: int) -> list[tuple[str, date | None, date | None]]:
    held = Post.objects.known(None).filter(party_organization=body, title="secretary").order_by("start")
    return list(held.values_list("name", "start", "end"))


def appointment(ledger: SmallLedger) -> tuple[int, int]:
    """A case of appointment up to its election, and the party organization that handles it."""
    body = ledger.branch(ledger.organization())
    number = case("secretary-appointment", body, person=person())
    for step, day, outcome in (
        ("proposal", date(2026, 5, 4), ""),
        ("review", date(2026, 5, 20), "suitable"),
        ("election", date(2026, 6, 1), "elected"),
    ):
        take(number, step, day, outcome=outcome)
    return number, body


def test_the_approval_of_an_appointment_begins_the_post_and_ends_that_of_the_one_before() -> None:
    number, body = appointment(SmallLedger())
    secretary(body, "何志远", BEFORE)
    take(number, "approval", APPROVED, outcome="approved")
    assert posts(body) == [("何志远", BEFORE, APPROVED), ("沈荣荣", APPROVED, None)]
    assert breaches() == []


@pytest.mark.parametrize(("name", "since"), [("沈荣荣", BEFORE), ("何志远", AFTER)])
def test_what_the_ledger_holds_of_the_secretary_already_or_of_who_came_later_stands(name: str, since: date) -> None:
    number, body = appointment(SmallLedger())
    secretary(body, name, since)
    take(number, "approval", APPROVED, outcome="approved")
    assert posts(body) == [(name, since, None)]


def test_an_approval_that_is_refused_begins_no_post() -> None:
    number, body = appointment(SmallLedger())
    take(number, "approval", APPROVED, outcome="refused")
    assert posts(body) == []


def test_the_form_of_the_approval_says_so_and_its_entry_takes_both_back() -> None:
    ledger = SmallLedger()
    number, body = appointment(ledger)
    secretary(body, "何志远", BEFORE)
    client, address = county_clerk(ledger), f"/cases/{number}/steps/approval/"
    assert "同时记他从这一天起任办理的党组织的书记" in words(client.get(address))
    response = hand_in(client, address, day=str(APPROVED), outcome="approved")
    assert response.status_code == 302, words(response)
    assert posts(body) == [("何志远", BEFORE, APPROVED), ("沈荣荣", APPROVED, None)]
    wrong = hand_in(client, f"{address}?correct=1", withdraw="on", reason="没有这回事")
    assert (wrong.status_code, "撤销，再重新记" in words(wrong)) == (422, True)
    take_back(client, head_number())
    assert posts(body) == [("何志远", BEFORE, None)]
    assert breaches() == []


def dissolution(ledger: SmallLedger) -> tuple[int, int]:
    """A case of dissolution up to its handover, of a branch that covers an organization and has a member."""
    body = ledger.branch(ledger.organization())
    ledger.member(body)
    number = case("dissolution", body, party_organization=body)
    for step, day, outcome in (
        ("study", date(2026, 5, 4), ""),
        ("request", date(2026, 5, 8), ""),
        ("decision", date(2026, 5, 20), "agreed"),
        ("relations", date(2026, 6, 2), ""),
        ("handover", date(2026, 6, 10), ""),
    ):
        take(number, step, day, outcome=outcome)
    return number, body


def ends(model: Any, body: int) -> set[date | None]:
    return set(model.objects.known(None).filter(party_organization=body).values_list("end", flat=True))


FILED = date(2026, 6, 25)


def test_a_dissolution_that_is_filed_ends_the_party_organization_with_what_it_holds() -> None:
    ledger = SmallLedger()
    number, body = dissolution(ledger)
    other = ledger.branch(ledger.organization())
    take(number, "filing", FILED, brings=Consequence(date(2026, 6, 5), other))
    assert ends(Establishment, body) == {date(2026, 6, 5)}
    assert ends(Coverage, body) == {date(2026, 6, 5)}
    assert ends(Affiliation, body) == {date(2026, 6, 5)}
    assert Affiliation.objects.known(None).filter(party_organization=other, start=date(2026, 6, 5)).count() == 1
    assert breaches() == []


def test_without_a_day_it_ends_when_all_was_carried_out_and_with_members_left_it_is_refused() -> None:
    ledger = SmallLedger()
    number, body = dissolution(ledger)
    head, steps = head_number(), CaseStep.objects.count()
    with pytest.raises(Refused, match="还有 1 名党员的组织关系在这里") as refused:
        take(number, "filing", FILED)
    assert refused.value.place == "successor"
    assert (head_number(), CaseStep.objects.count(), ends(Establishment, body)) == (head, steps, {None})
    other = ledger.branch(ledger.organization())
    take(number, "filing", FILED, brings=Consequence(successor=other))
    assert ends(Establishment, body) == {date(2026, 6, 10)}


def test_the_form_asks_for_the_day_and_who_takes_over_and_its_entry_takes_all_back() -> None:
    ledger = SmallLedger()
    number, body = dissolution(ledger)
    client, address = county_clerk(ledger), f"/cases/{number}/steps/filing/"
    head = head_number()
    page = client.get(address)
    assert 'name="ended"' in page.content.decode()
    assert "2026-06-10" in page.content.decode()
    assert "现在有 1 名党员、0 个下级党组织" in words(page)
    left = hand_in(client, address, day=str(FILED))
    assert (left.status_code, head_number()) == (422, head)
    assert "还有 1 名党员的组织关系在这里" in words(left)
    with posting(make_act(), "test.move") as made:
        made.close(
            Affiliation, dict.fromkeys(Affiliation.objects.known(None).values_list("id", flat=True), date(2026, 6, 2))
        )
    response = hand_in(client, address, day=str(FILED), ended="2026-06-12")
    assert response.status_code == 302, words(response)
    assert ends(Establishment, body) == {date(2026, 6, 12)}
    assert client.get(response["Location"]).status_code == 200
    take_back(client, head_number())
    assert ends(Establishment, body) == {None}
    assert breaches() == []


def test_an_end_that_the_ledger_holds_already_is_not_recorded_again() -> None:
    ledger = SmallLedger()
    number, body = dissolution(ledger)
    other, ended = ledger.branch(ledger.organization()), date(2026, 6, 3)
    with posting(make_act(), "party.dissolve") as made:
        dissolve(made, {body: Dissolution(ended, other)})
    held = list(Establishment.objects.known(None).values_list("id", flat=True))
    take(number, "filing", FILED, brings=Consequence(date(2026, 6, 12)))
    assert (ends(Establishment, body), list(Establishment.objects.known(None).values_list("id", flat=True))) == (
        {ended},
        held,
    )
