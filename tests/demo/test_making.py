"""Making the demo once, not twice, and never into somebody's ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from tests.conftest import make_act

from shejian import clock
from shejian.accounts.models import CONSOLE_USERNAME, User
from shejian.activities.queries import plans_of
from shejian.base.enums import Role
from shejian.base.queries import head_number, reaches, unit_tree
from shejian.base.services.units import add_unit
from shejian.cases.queries import cases_about, read_cases, standings
from shejian.core.calendar import add_months
from shejian.core.facts.terms import UnitKind
from shejian.core.rules import Severity
from shejian.demo import making
from shejian.demo.drawing import later
from shejian.demo.inviting import INVITED
from shejian.demo.making import ACCOUNTS, PASSWORD, DemoRefused, make_demo, workbook_path
from shejian.demo.story import ELECTION_STEPS, HANDLED, SHORT_TRAINING, STEPS_TAKEN
from shejian.exchange.queries import standing_batches
from shejian.exchange.services.undoing import undo_import
from shejian.invitations.enums import SeatRole
from shejian.invitations.queries import branches_of, person_of
from shejian.journal.models import Entry, Head
from shejian.journal.services.reversal import reverse
from shejian.oversight.queries import State, handlings, open_findings

ON = date(2100, 1, 1)


def head() -> dict[str, Any]:
    return Head.objects.values().get()


def test_making_again_changes_nothing(demo: list[str]) -> None:
    before, written = head(), workbook_path().stat().st_mtime_ns
    again = list(make_demo())
    assert again[0] == "示范县（澜川县）已经在这里，没有改动。"
    assert (head(), workbook_path().stat().st_mtime_ns) == (before, written)


def test_it_is_one_import_an_entry_for_each_account_and_the_work_done_since(demo: list[str]) -> None:
    acts = list(Entry.objects.order_by("number").values_list("act", "channel"))
    steps = [("cases.take_step", "示范")]
    assert acts == [
        ("exchange.import", "示范"),
        *[("base.add_user", "示范")] * len(ACCOUNTS),
        ("cases.start_register", "示范"),
        *steps * len(STEPS_TAKEN),
        ("oversight.keep", "示范"),
        ("cases.start", "示范"),
        *steps * len(ELECTION_STEPS),
        *[
            (f"oversight.{verb}", "示范")
            for verb in ("assign", "assign", "answer", "assign", "answer", "verify", "waive")
        ],
        ("party.know_secretaries", "示范"),
        ("learning.round", "示范"),
        ("invitations.invite", "示范"),
        *[("invitations.join", "示范")] * len(INVITED),
        ("activities.plan", "示范"),
    ]


def test_accounts_hold_their_roles(demo: list[str]) -> None:
    tree = unit_tree(ON)
    held = {
        user.username: [(reach.role, tree.path(reach.unit)) for reach in reaches(user, ON)]
        for user in User.objects.exclude(username=CONSOLE_USERNAME)
    }
    assert held == {
        "demo-admin": [(Role.ADMINISTRATOR, "澜川县")],
        "demo-clerk": [(Role.CLERK, "澜川县")],
        "demo-reader": [(Role.READER, "澜川县")],
        "demo-beiyuan": [(Role.READER, "澜川县/北塬镇")],
        "demo-beiyuan-clerk": [(Role.CLERK, "澜川县/北塬镇")],
        "demo-education": [(Role.READER, "澜川县/县教育局")],
        "demo-education-clerk": [(Role.CLERK, "澜川县/县教育局")],
        "demo-party": [(Role.READER, "澜川县/澜川县社会组织综合党委")],
        **{one.username: [] for one in INVITED},
    }


def test_two_members_of_one_branch_came_in_by_invitation(demo: list[str]) -> None:
    today = clock.today()
    recorder, member = (User.objects.get(username=one.username) for one in INVITED)
    (seat,) = branches_of(member, today, None)
    assert branches_of(recorder, today, None) == (replace(seat, role=SeatRole.RECORDER), seat)
    assert [one.procedure for one in cases_about(None, person=person_of(member, None))] == ["member-development"]
    assert [plan.topic for plan in plans_of(seat.party_organization, head()["number"])] == ["清理河道"]


def test_the_terminal_is_told_accounts_password_and_that_all_is_invented(demo: list[str]) -> None:
    told = "\n".join(demo)
    assert [one.username for one in (*ACCOUNTS, *INVITED) if one.username not in told] == []
    assert PASSWORD in told
    assert "都是虚构的" in demo[-1]


def test_the_password_opens_every_account_and_passes_the_validators(demo: list[str]) -> None:
    users = list(User.objects.exclude(username=CONSOLE_USERNAME))
    for user in users:
        validate_password(PASSWORD, user)
    assert {user.check_password(PASSWORD) for user in users} == {True}


def test_the_register_is_begun_and_one_step_says_why_it_went_against_a_rule(demo: list[str]) -> None:
    today = clock.today()
    judged = list(standings(list(read_cases(None)), today, None).values())
    assert Counter(one.case.procedure for one in judged) == {"member-development": 95, "term-election": 1}
    kept = [(one.case.taken[-1], verdict) for one in judged for verdict in one.standing.findings if verdict.reason]
    assert {(taken.step, taken.departure, verdict.code, verdict.severity) for taken, verdict in kept} == {
        ("training", SHORT_TRAINING, "training-short", Severity.DEPARTURE)
    }
    ready = next(one for one in judged if one.case.taken[-1].step == "admission-form")
    assert [(one.step, one.latest) for one in ready.standing.next if not one.optional] == [
        ("meeting", add_months(later(today, -6), 1))
    ]
    election = next(one for one in judged if one.case.procedure == "term-election")
    assert (election.standing.state.id, [one.step for one in election.case.taken]) == (
        "nominating",
        ["study", "request", "reply", "nomination"],
    )


def test_findings_are_kept_given_answered_looked_into_and_left_alone(demo: list[str]) -> None:
    today, kept = clock.today(), {one.number: one for one in open_findings()}
    done = handlings(kept)
    states = Counter((kept[number].item, each.state(kept[number], today)) for number, each in done.items())
    assert states == {
        ("term_over", State.ASSIGNED): 1,
        ("commitment_missing", State.ANSWERED): 1,
        ("charter_clause", State.ACCEPTED): 1,
        ("charter_clause", State.WAIVED): 1,
    }
    names = dict(User.objects.values_list("pk", "username"))
    given = [names[one.user_id or 0] for each in done.values() for one in each.assignments]
    assert sorted(given) == sorted(one.to for one in HANDLED)


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for the store's files."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_ledger_of_its_own_is_refused_and_left_alone(home: Path) -> None:
    add_unit(act=make_act(), path="云川县", kind=UnitKind.REGION, on=date(2022, 1, 1))
    before, users = head(), User.objects.count()
    with pytest.raises(DemoRefused, match="这里已经有台账（记了 1 笔）"):
        list(make_demo())
    assert (head(), User.objects.count(), list(home.iterdir())) == (before, users, [])


@pytest.mark.django_db(transaction=True)
def test_a_demo_that_was_undone_is_not_made_again(home: Path) -> None:
    list(make_demo())
    for number in range(head_number(), 1, -1):
        entry = Entry.objects.get(number=number)
        if not entry.act.startswith("base."):
            reverse(make_act(), entry, "journal.undo", lambda _: False, "重新来过")
    undo_import(act=make_act(), batch=standing_batches()[0].pk)
    before = head()
    with pytest.raises(DemoRefused, match="已被撤销"):
        list(make_demo())
    assert head() == before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_when_the_accounts_fail(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PASSWORD", "short")
    with pytest.raises(ValidationError):
        list(make_demo())
    assert (head_number(), User.objects.exclude(username=CONSOLE_USERNAME).count()) == (0, 0)
