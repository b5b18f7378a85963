"""The first page of the phone: what one's own party organization plans, and nothing of another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import PASSWORD, words

from shejian.accounts.models import User
from shejian.activities.services.plans import PlanDraft, plan_meetings
from shejian.invitations.enums import SeatRole
from shejian.invitations.models import BranchRecorder, PersonAccount
from shejian.invitations.queries import Seat, branches_of, may_record, person_of
from shejian.journal.services import posting
from shejian.party.models import Affiliation

pytestmark = pytest.mark.django_db


def two_members() -> list[Affiliation]:
    """Members of two party organizations."""
    facts = Affiliation.objects.on(TODAY, None).order_by("party_organization_id", "id")
    first = facts[0]
    return [first, facts.exclude(party_organization=first.party_organization_id)[0]]


@pytest.fixture
def seated(office: County) -> tuple[User, User, int, int]:
    """A member, a recorder, the party organization of both, and another one; each plans a meeting."""
    mine, other = two_members()
    member, recorder = (User.objects.create_user(name, name, PASSWORD) for name in ("党员甲", "记录人乙"))
    with posting(make_act(), "test.let_in") as made:
        made.record(PersonAccount, ("user_id", "person_id"), [(member.pk, mine.person_id)])
        made.record(BranchRecorder, ("user_id", "party_organization_id"), [(recorder.pk, mine.party_organization_id)])
        plan_meetings(
            made,
            [
                PlanDraft(mine.party_organization_id, "theme_day", date(2026, 12, 6), "河道清淤"),
                PlanDraft(other.party_organization_id, "lecture", date(2026, 12, 7), "别家的党课"),
            ],
            TODAY,
        )
    return member, recorder, mine.party_organization_id, other.party_organization_id


def test_seats_are_those_of_the_relation_and_of_who_records(seated: tuple[User, User, int, int]) -> None:
    member, recorder, body, other = seated
    assert branches_of(member, TODAY, None) == (Seat(body, SeatRole.MEMBER),)
    assert branches_of(recorder, TODAY, None) == (Seat(body, SeatRole.RECORDER),)
    assert person_of(recorder, None) is None
    assert [may_record(recorder, each, TODAY, None) for each in (body, other)] == [True, False]
    assert may_record(member, body, TODAY, None) is False


def test_seats_are_known_from_their_entry_on(seated: tuple[User, User, int, int]) -> None:
    member, recorder, _, _ = seated
    before = PersonAccount.objects.get(user=member).entry_id - 1
    assert (person_of(member, before), branches_of(recorder, TODAY, before)) == (None, ())


@pytest.mark.parametrize("at", [0, 1])
def test_home_shows_what_the_own_party_organization_plans(
    seated: tuple[User, User, int, int], browser: Callable[[str], Client], at: int
) -> None:
    page = words(browser(seated[at].username).get("/m/"))  # type: ignore[union-attr]
    assert "河道清淤 主题党日 · 12月6日 还有 14 天" in page
    assert "截至 2026年11月22日 · 以第" in page
    assert "别家的党课" not in page


def test_home_is_for_who_came_in_by_invitation(office: County, browser: Callable[[str], Client]) -> None:
    answer = browser("clerk").get("/m/")
    assert answer.status_code == 403
    assert "手机页凭邀请使用" in words(answer)


def test_who_keeps_the_record_sees_what_is_due_and_whether_coverage_holds(
    seated: tuple[User, User, int, int], browser: Callable[[str], Client]
) -> None:
    page = words(browser("记录人乙").get("/m/"))
    assert "2026年11月 主题党日 每月 1 次 · 最迟 11月30日 剩 8 天" in page
    assert "覆盖是否有效" in page
    assert "不计积分、不排名次" in page
    assert f"/m/meetings/new/?body={seated[2]}&amp;plan=" in browser("记录人乙").get("/m/").content.decode()
    assert "覆盖是否有效" not in words(browser("党员甲").get("/m/"))
