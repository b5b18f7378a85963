"""Inviting, coming in, handing over, and asking for corrections; what is refused changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from tests.activities.gathering import branch_with
from tests.conftest import TODAY, make_act
from tests.ledgers import SmallLedger

from shejian.accounts.models import User
from shejian.base.queries import head_number
from shejian.invitations.codes import digest_of_code
from shejian.invitations.enums import Answer, SeatRole
from shejian.invitations.models import (
    BranchRecorder,
    CorrectionAnswer,
    CorrectionRequest,
    Invitation,
    InvitationEnd,
    PersonAccount,
)
from shejian.invitations.queries import (
    Seat,
    branches_of,
    corrections_of,
    may_record,
    numbers_of,
    open_requests,
    person_of,
)
from shejian.invitations.services.correcting import AnswerDraft, CorrectionDraft, answer_corrections, ask_for_correction
from shejian.invitations.services.holding import end_accounts, end_recording, hand_over
from shejian.invitations.services.inviting import InvitationDraft, Invited, invite, revoke
from shejian.invitations.services.joining import Joined, JoinRefused, join_anew, join_as
from shejian.journal.services import posting
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.party.services.members import Stay
from shejian.party.services.moving import move_members
from shejian.party.services.refusals import Refused
from shejian.people.models import Person, SamePerson

pytestmark = pytest.mark.django_db
PASSWORD = "Qingyuan-2026"
MEMBER, RECORDER = SeatRole.MEMBER, SeatRole.RECORDER


def invited(person: int, body: int, role: SeatRole = MEMBER, today: date = TODAY) -> Invited:
    with posting(make_act(), "invitations.invite") as made:
        (one,) = invite(made, [InvitationDraft(person, body, role)], today)
    return one


def joined(code: str, username: str = "liguifang", today: date = TODAY, password: str = PASSWORD) -> Joined:
    return join_anew(act_of=lambda by: make_act(by=by), code=code, username=username, password=password, today=today)


def holdings() -> tuple[Any, ...]:
    """All that could have changed."""
    return (
        head_number(),
        sorted(User.objects.values_list("username", "is_active")),
        *(
            list(model.objects.order_by("id").values_list())
            for model in (Invitation, InvitationEnd, PersonAccount, BranchRecorder, CorrectionRequest, CorrectionAnswer)
        ),
    )


def refused(do: Any, *arguments: Any) -> str:
    """Why an act is refused; it changed nothing."""
    before = holdings()
    with pytest.raises(Refused) as refusal, posting(make_act(), "test.act") as made:
        do(made, *arguments)
    assert holdings() == before
    return str(refusal.value)


def not_joined(code: str, **more: Any) -> str:
    before = holdings()
    with pytest.raises(JoinRefused) as refusal:
        joined(code, **more)
    assert holdings() == before
    return str(refusal.value)


# ---- inviting ----


def test_the_code_is_kept_nowhere_and_read_however_it_is_written() -> None:
    body, (person, _) = branch_with(2)
    one = invited(person, body)
    (kept,) = Invitation.objects.all()
    assert (kept.person_id, kept.party_organization_id, kept.role) == (person, body, "member")
    assert (one.expires, kept.expires) == (TODAY + timedelta(days=7),) * 2
    assert kept.digest == digest_of_code(one.code.upper().replace("-", " "))
    assert one.code not in str(kept.entry.statement)
    assert [str(each) for each in verify_journal()] == []


def test_invitations_that_make_no_sense_are_refused() -> None:
    ledger = SmallLedger()
    body, (person, _) = branch_with(2, ledger)
    other = ledger.branch(ledger.organization())
    draft = InvitationDraft(person, body, MEMBER)
    assert "组织关系今天不在这个党组织" in refused(invite, [InvitationDraft(person, other, MEMBER)], TODAY)
    assert "今天不在册" in refused(invite, [InvitationDraft(person, body, RECORDER)], date(1990, 1, 1))
    assert "1 至 30 天" in refused(invite, [InvitationDraft(person, body, MEMBER, 31)], TODAY)
    one = invited(person, body)
    assert "请先收回那份" in refused(invite, [draft], TODAY)
    joined(one.code)
    assert "已经有本人账号" in refused(invite, [draft], TODAY)


def test_an_invitation_that_is_over_is_no_obstacle() -> None:
    body, (person, _) = branch_with(2)
    invited(person, body)
    assert invited(person, body, today=TODAY + timedelta(days=7)).code


# ---- coming in ----


def test_a_member_comes_in_by_his_own_act_and_sees_his_branch() -> None:
    body, (person, _) = branch_with(2)
    one = invited(person, body)
    done = joined(one.code)
    assert (done.entry.act, done.entry.by_id, done.role) == ("invitations.join", done.user.pk, MEMBER)
    assert done.user.check_password(PASSWORD)
    assert person_of(done.user, None) == person
    assert branches_of(done.user, TODAY, None) == (Seat(body, MEMBER),)
    assert not may_record(done.user, body, TODAY, None)


def test_a_members_seat_follows_his_relation() -> None:
    ledger = SmallLedger()
    body, (person, _) = branch_with(2, ledger)
    other = ledger.branch(ledger.organization())
    user = joined(invited(person, body).code).user
    with posting(make_act(), "party.move") as made:
        move_members(made, [Stay(person, other, TODAY)])
    assert branches_of(user, TODAY, None) == (Seat(other, MEMBER),)


def test_a_member_becomes_recorder_with_the_account_he_has() -> None:
    body, (person, _) = branch_with(2)
    user = joined(invited(person, body).code).user
    code = invited(person, body, RECORDER).code
    assert "请先登录" in not_joined(code, username="second")
    join_as(act=make_act(by=user.pk), user=user, code=code, today=TODAY)
    assert branches_of(user, TODAY, None) == (Seat(body, RECORDER), Seat(body, MEMBER))
    assert "已经是这个党组织的记录人" in refused(invite, [InvitationDraft(person, body, RECORDER)], TODAY)


def test_codes_that_open_nothing() -> None:
    body, (person, other) = branch_with(2)
    one = invited(person, body)
    assert "没有这个邀请码" in not_joined("abcd-efgh-jkmn-pqrs")
    assert "就过期了" in not_joined(one.code, today=one.expires)
    joined(one.code)
    assert "已经用过了" in not_joined(one.code, username="second")
    second = invited(other, body)
    with posting(make_act(), "invitations.revoke") as made:
        revoke(made, [second.invitation])
    assert "已经收回" in not_joined(second.code, username="second")
    assert "已收回，没有再收回" in refused(revoke, [second.invitation])
    assert "已接受，没有再收回" in refused(revoke, [one.invitation])


def test_a_code_is_not_taken_by_somebody_else() -> None:
    body, (person, other) = branch_with(2)
    user = joined(invited(person, body).code).user
    code = invited(other, body).code
    before = holdings()
    with pytest.raises(JoinRefused, match="不是给现在登录的这个账号"):
        join_as(act=make_act(by=user.pk), user=user, code=code, today=TODAY)
    assert holdings() == before


@pytest.mark.parametrize(
    ("username", "password"), [("liguifang", "12345678901"), ("有 空格", PASSWORD), ("taken", PASSWORD)]
)
def test_names_and_passwords_that_will_not_do_leave_the_code_as_it_was(username: str, password: str) -> None:
    body, (person, _) = branch_with(2)
    code = invited(person, body).code
    User.objects.create_user("taken", "别人", PASSWORD)
    before = holdings()
    with pytest.raises(ValidationError):
        joined(code, username, password=password)
    assert holdings() == before
    joined(code)


# ---- ending and handing over ----


def recorder_and_member() -> tuple[int, User, User, int]:
    body, (person, other) = branch_with(2)
    recorder = joined(invited(person, body, RECORDER).code, "recorder").user
    member = joined(invited(other, body).code, "member").user
    return body, recorder, member, BranchRecorder.objects.get().pk


def test_a_record_is_handed_over_on_a_day() -> None:
    body, recorder, member, holding = recorder_and_member()
    day = TODAY + timedelta(days=9)
    assert "不用交接" in refused(hand_over, holding, recorder.pk, day)
    assert "要先有本人账号" in refused(hand_over, holding, User.objects.create_user("x", "某", PASSWORD).pk, day)
    with posting(make_act(), "invitations.hand_over") as made:
        hand_over(made, holding, member.pk, day)
    on = [day - timedelta(days=1), day]
    assert [may_record(recorder, body, each, None) for each in on] == [True, False]
    assert [may_record(member, body, each, None) for each in on] == [False, True]
    assert "刚刚被别人改过" in refused(hand_over, holding, member.pk, day)
    assert [str(each) for each in verify_spans()] == []


def test_a_recorder_who_began_today_and_ends_today_never_was() -> None:
    body, recorder, _, holding = recorder_and_member()
    with posting(make_act(), "invitations.end_recorder") as made:
        end_recording(made, [holding], TODAY)
    assert not may_record(recorder, body, TODAY, None)
    assert person_of(recorder, None) is not None
    assert "刚刚被别人改过" in refused(end_recording, [holding], TODAY)


def test_an_account_that_is_nobodys_any_more_shows_and_records_nothing() -> None:
    body, recorder, member, _ = recorder_and_member()
    with posting(make_act(), "invitations.end_account") as made:
        end_accounts(made, [PersonAccount.objects.get(user=recorder).pk], TODAY + timedelta(days=1))
    assert (person_of(recorder, None), branches_of(recorder, TODAY + timedelta(days=1), None)) == (None, ())
    assert branches_of(member, TODAY, None) == (Seat(body, MEMBER),)


def test_no_account_goes_on_recording_to_a_day_it_was_once_given_nor_from_one() -> None:
    body, recorder, member, holding = recorder_and_member()
    later = TODAY + timedelta(days=9)
    with posting(make_act(), "invitations.hand_over") as made:
        hand_over(made, holding, member.pk, later)
    with posting(make_act(), "invitations.end_account") as made:
        end_accounts(made, list(PersonAccount.objects.values_list("pk", flat=True)), TODAY + timedelta(days=1))
    days = [TODAY, TODAY + timedelta(days=1), later]
    assert [may_record(recorder, body, each, None) for each in days] == [True, False, False]
    assert [may_record(member, body, each, None) for each in days] == [False, False, False]
    assert [str(each) for each in verify_spans()] == []


# ---- corrections ----


def test_a_correction_is_asked_for_and_answered_once() -> None:
    _, (person, _) = branch_with(2)
    with posting(make_act(), "invitations.ask_correction") as made:
        (number,) = ask_for_correction(made, [CorrectionDraft(person, "入党日期", " 应当是 2010 年 7 月 1 日 ")])
    assert [each.text for each in open_requests(person)] == ["应当是 2010 年 7 月 1 日"]
    assert "为什么不采纳" in refused(answer_corrections, [AnswerDraft(number, Answer.DECLINED, " ")])
    with posting(make_act(), "invitations.answer_correction") as made:
        answer_corrections(made, [AnswerDraft(number, Answer.ACCEPTED, "已照志愿书更正")])
    assert open_requests(person) == []
    assert "已经答复过" in refused(answer_corrections, [AnswerDraft(number, Answer.DECLINED, "没有依据")])


def test_whoever_was_recorded_twice_keeps_his_requests_and_his_account() -> None:
    """Two numbers were found to be one person, and that one a third."""
    _, _, member, _ = recorder_and_member()
    first = person_of(member, None)
    assert first is not None
    with posting(make_act(), "test.persons") as made:
        second, third = made.record(Person, (), [()] * 2)
    with posting(make_act(), "invitations.ask_correction") as made:
        ask_for_correction(made, [CorrectionDraft(first, "入党日期", "应当是 2010 年 7 月 1 日")])
    with posting(make_act(), "test.merge") as made:
        made.record(SamePerson, ("person_id", "kept_id"), [(first, second)])
    head = head_number()
    with posting(make_act(), "test.merge") as made:
        made.record(SamePerson, ("person_id", "kept_id"), [(second, third)])
    assert numbers_of([third, first], None) == {first: first, second: third, third: third}
    assert [len(found) for found in (open_requests(third), corrections_of(third, None))] == [1, 1]
    assert (corrections_of(third, head), corrections_of(second, head)[0].person_id) == ([], first)
    assert person_of(member, None) == third


@pytest.mark.parametrize("text", ["号码应是 62062319800101761X", "６２０６２３１９８００１０１７６１６"])
def test_a_correction_request_keeps_no_identity_number(text: str) -> None:
    _, (person, _) = branch_with(2)
    assert "请不要写完整的公民身份号码" in refused(ask_for_correction, [CorrectionDraft(person, "身份号码", text)])
    assert "至少 4 个字" in refused(ask_for_correction, [CorrectionDraft(person, "性别", "错")])
