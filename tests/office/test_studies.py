"""Recording a micro-lesson and a round for secretaries, putting one right; the list, the page, hours of a person."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.conftest import TODAY
from tests.ledgers import SmallLedger
from tests.office.conftest import words
from tests.office.handing_in import controls, hand_in
from tests.office.test_body_acts import take_back
from tests.office.test_ledger import county_clerk
from tests.office.test_person import record
from tests.party.bodies import act, breaches

from shejian.base.queries import head_number, unit_tree
from shejian.core.facts.terms import PostTitle
from shejian.learning.models import Learner, StudyRecord
from shejian.office.acting.hours_field import HoursField
from shejian.party.models import Post
from shejian.party.services.holders import holder_place, know_secretaries
from shejian.party.services.organizations import appoint_secretary, correct_secretary
from shejian.party.services.refusals import Refused
from shejian.people.services.persons import PersonDraft

pytestmark = pytest.mark.django_db

DAY = date(2022, 3, 15)


def branch(*names: str) -> tuple[Client, int, list[int]]:
    """A clerk, a branch, and members of these names."""
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    persons = [record(body, PersonDraft(name, "")) for name in names]
    return county_clerk(ledger), body, persons


def learners() -> list[tuple[int, int | None]]:
    return sorted(Learner.objects.known(None).values_list("person", "tenths"))


def test_a_micro_lesson_is_recorded_read_and_put_right() -> None:
    client, body, (one, two, three) = branch("沈荣荣", "周海燕", "何秀英")
    form = f"/party-organizations/{body}/acts/study/"
    assert {controls(client.get(form))[f"came-{each}"] for each in (one, two, three)} == {"away"}
    said = {"kind": "micro_lesson", "title": "学党章", "day": str(DAY), "hours": "0.5", "text": "一、权利和义务"}
    said |= {f"came-{one}": "came", f"came-{two}": "came", f"hours-{two}": "1.5"}
    head = head_number()
    refused = hand_in(client, form, **said | {"hours": "半个"})
    assert (refused.status_code, head_number(), learners()) == (422, head, [])
    assert "“半个”不是学时数" in words(refused)
    done = hand_in(client, form, **said)
    study = StudyRecord.objects.get().study_id
    assert (done.status_code, done["Location"]) == (302, f"/learning/{study}/")
    assert learners() == [(one, 5), (two, 15)]
    page = client.get(done["Location"])
    told = words(page)
    for piece in ("学党章", "微党课", "一、权利和义务", f"沈＊荣（人员 {one}）", "0.5 学时", "1.5 学时", "有材料"):
        assert piece in told
    assert "沈荣荣" not in page.content.decode()
    assert "学党章" in words(client.get("/learning/"))
    assert "2022 年到当日 0.5 学时" in words(client.get(f"/persons/{one}/?on=2022-12-31"))
    correct = f"/learning/{study}/acts/correct/"
    nothing = hand_in(client, correct)
    assert (nothing.status_code, "没有改动" in words(nothing)) == (422, True)
    assert hand_in(client, correct, **{f"came-{two}": "away", f"came-{three}": "came"}).status_code == 302
    assert learners() == [(one, 5), (three, 5)]
    second = head_number()
    take_back(client, second)
    assert learners() == [(one, 5), (two, 15)]
    take_back(client, head + 1)
    assert (learners(), client.get(f"/learning/{study}/").status_code) == ([], 404)
    assert breaches() == []


@pytest.mark.parametrize("hours", ["1e999998", "1e9999999", "1_0", "-1", "1.55", "123456", "NaN", "１．５五"])
def test_what_is_no_number_of_hours_is_said_at_once(hours: str) -> None:
    client, body, _ = branch("沈荣荣")
    head = head_number()
    answer = hand_in(
        client, f"/party-organizations/{body}/acts/study/", kind="micro_lesson", title="学", day=str(DAY), hours=hours
    )
    assert (answer.status_code, head_number(), learners()) == (422, head, [])
    assert f"“{hours}”不是学时数，最多一位小数" in words(answer)


@pytest.mark.parametrize(("hours", "tenths"), [("2", 20), ("1.5", 15), ("１．５０", 15), ("0", 0)])
def test_hours_are_read_however_they_are_typed(hours: str, tenths: int) -> None:
    assert HoursField().clean(hours) == tenths


def test_whoever_is_beyond_the_lines_of_the_form_keeps_his_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    client, body, members = branch("沈荣荣", "周海燕", "何秀英")
    said = {"kind": "micro_lesson", "title": "学党章", "day": str(DAY), "hours": "0.5"}
    said |= {f"came-{each}": "came" for each in members}
    done = hand_in(client, f"/party-organizations/{body}/acts/study/", **said)
    for module in ("study_fields", "study_forms"):
        monkeypatch.setattr(f"shejian.office.acting.{module}.MOST", 2)
    assert f"came-{members[2]}" not in controls(client.get(f"{done['Location']}acts/correct/"))
    assert hand_in(client, f"{done['Location']}acts/correct/", title="学党史").status_code == 302
    assert learners() == [(each, 5) for each in members]


def test_a_round_for_secretaries_is_one_act() -> None:
    client, body, (one, _) = branch("沈荣荣", "周海燕")
    stated = ("party_organization_id", "title", "name", "person_id", "start")
    act(lambda made: made.record(Post, stated, [(body, str(PostTitle.SECRETARY), "沈荣荣", one, DAY)]))
    root = unit_tree(TODAY).root
    assert root is not None
    said = {"unit": str(root.id), "kind": "yearly_round", "title": "年度轮训", "hours": "16", f"came-{one}": "came"}
    done = hand_in(client, "/learning/new/", day="2022-05-10", last="2022-05-11", **said)
    assert done.status_code == 302, words(done)
    assert learners() == [(one, 160)]
    record_ = StudyRecord.objects.get()
    assert (record_.unit_id, record_.party_organization_id, record_.end) == (root.id, None, date(2022, 5, 12))
    assert "2022-05-10 至 2022-05-11" in words(client.get(done["Location"]))


SECRETARIES = "/learning/secretaries/"


def appointed(*holders: tuple[int, str]) -> None:
    """Secretaries of party organizations, by their names."""
    stated = ("party_organization_id", "title", "name", "start")
    rows = [(body, str(PostTitle.SECRETARY), name, DAY) for body, name in holders]
    act(lambda made: made.record(Post, stated, rows))


def known() -> list[tuple[int, str, int | None]]:
    """Party organizations with the name of the secretary and who he is."""
    return sorted(Post.objects.known(None).values_list("party_organization", "name", "person"))


def test_secretaries_who_are_names_are_found_among_the_members() -> None:
    ledger = SmallLedger()
    bodies = [ledger.branch(ledger.organization()) for _ in range(3)]
    one = record(bodies[0], PersonDraft("沈荣荣", ""))
    twins = [record(bodies[1], PersonDraft("周海燕", "")) for _ in range(2)]
    client = county_clerk(ledger)
    appointed((bodies[0], "沈荣荣"), (bodies[1], "周海燕"), (bodies[2], "何秀英"))
    asked = client.get(SECRETARIES)
    shown = controls(asked)
    assert (shown[f"who-{bodies[0]}"], shown[f"who-{bodies[1]}"]) == (str(one), "")
    assert f"who-{bodies[2]}" not in shown
    assert "另有 1 位书记在名册上没有同名的党员" in words(asked)
    assert "沈荣荣" not in asked.content.decode()
    before, head = known(), head_number()
    nobody = hand_in(client, SECRETARIES, **{f"who-{bodies[0]}": ""})
    assert (nobody.status_code, "一位也没有认出" in words(nobody)) == (422, True)
    stranger = hand_in(client, SECRETARIES, **{f"who-{bodies[1]}": str(one)})
    assert (stranger.status_code, known(), head_number()) == (422, before, head)
    done = hand_in(client, SECRETARIES, **{f"who-{bodies[1]}": str(twins[1])})
    assert (done.status_code, done["Location"]) == (302, "/learning/")
    assert known() == [(bodies[0], "沈荣荣", one), (bodies[1], "周海燕", twins[1]), (bodies[2], "何秀英", None)]
    assert {f"came-{each}" for each in (one, twins[1])} <= controls(client.get("/learning/new/")).keys()
    take_back(client, head_number())
    assert known() == before
    assert breaches() == []


def test_only_a_namesake_is_taken_for_a_secretary_and_only_once() -> None:
    _, body, (one, other) = branch("沈荣荣", "周海燕")
    refuses({body: one}, "已经不是这样")
    appointed((body, "沈荣荣"))
    refuses({body: other}, "不同名")
    act(know_secretaries, {body: one})
    refuses({body: one}, "已经不是这样")
    assert known() == [(body, "沈荣荣", one)]


def refuses(holders: dict[int, int], says: str) -> None:
    """What is refused leaves the ledger as it was."""
    before, head = known(), head_number()
    with pytest.raises(Refused, match=says) as refusal:
        act(know_secretaries, holders)
    assert (refusal.value.place, known(), head_number()) == (holder_place(*holders), before, head)


def test_whoever_is_named_otherwise_is_not_that_person_any_more() -> None:
    _, body, (one,) = branch("沈荣荣")
    appointed((body, "沈荣荣"))
    act(know_secretaries, {body: one})
    act(appoint_secretary, {body: ("沈荣荣", DAY)})
    assert known() == [(body, "沈荣荣", one)]
    act(appoint_secretary, {body: ("周海燕", DAY)})
    assert known() == [(body, "周海燕", None)]
    act(correct_secretary, {body: "沈荣荣"})
    act(know_secretaries, {body: one})
    act(correct_secretary, {body: "何秀英"})
    assert known() == [(body, "何秀英", None)]


def test_a_lecture_gives_the_hours_that_are_stated() -> None:
    client, body, (one, two) = branch("沈荣荣", "周海燕")
    form = f"/party-organizations/{body}/acts/meeting/?day={DAY}"
    said = {"kind": "lecture", "topic": "讲党课", "tenths": "2", f"state-{two}": "leave"}
    refused = hand_in(client, form, **said | {"kind": "theme_day"})
    assert "只有党课计学时" in words(refused)
    done = hand_in(client, form, **said)
    assert "每人学时 2 学时" in words(client.get(done["Location"]))
    assert "2022 年到当日 2 学时" in words(client.get(f"/persons/{one}/?on=2022-12-31"))
    assert "当日以前没有学时的记录" in words(client.get(f"/persons/{two}/?on=2022-12-31"))


def test_the_list_without_any_says_what_to_do() -> None:
    client, _, _ = branch()
    assert "还没有记录" in words(client.get("/learning/"))
