"""Recording a meeting from a phone: all there until said otherwise; once, whatever the network does; photos."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from tests.activities.gathering import holdings, numbers
from tests.conftest import TODAY, make_act
from tests.ledgers import SmallLedger
from tests.office.conftest import PASSWORD, words
from tests.office.handing_in import controls, filled
from tests.office.test_person import record

from shejian.accounts.models import User
from shejian.activities.models import Attendance, Meeting
from shejian.activities.services.plans import PlanDraft, plan_meetings
from shejian.base.queries import head_number
from shejian.invitations.models import BranchRecorder, PersonAccount
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.journal.services.papers import kept_file
from shejian.people.services.persons import PersonDraft
from shejian.phone import presence
from shejian.phone.photos import cleaned
from shejian.phone.presence import Code, CodeRefused, note_presence, present_by_code, read_code, sign_code

pytestmark = pytest.mark.django_db

NEW = "/m/meetings/new/"
SCRIPT = {"Accept": "application/json"}


def seat(name: str, *, body: int | None = None, person: int | None = None) -> Client:
    """Somebody who keeps a record, or is a person of the ledger."""
    user = User.objects.create_user(name, name, PASSWORD)
    with posting(make_act(), "test.let_in") as made:
        if body is not None:
            made.record(BranchRecorder, ("user_id", "party_organization_id"), [(user.pk, body)])
        if person is not None:
            made.record(PersonAccount, ("user_id", "person_id"), [(user.pk, person)])
    client = Client()
    client.force_login(user)
    return client


def branch(*names: str) -> tuple[Client, int, list[int]]:
    """Who keeps the record of a branch, the branch, and members of these names."""
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    return seat("jilu", body=body), body, [record(body, PersonDraft(name, "")) for name in names]


def photo(side: tuple[int, int] = (2400, 1200), kind: str = "JPEG") -> bytes:
    """A photo with a place in it."""
    made, picture = BytesIO(), Image.new("RGB", side, "green")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "CAMERA-OF-SOMEBODY"
    picture.save(made, kind, exif=exif)
    return made.getvalue()


def refused(answer: HttpResponse, before: tuple[Any, ...], field: str, says: str) -> None:
    assert (answer.status_code, holdings()) == (422, before), words(answer)
    assert says in answer.json()["faults"][field], answer.json()


def test_all_are_there_and_who_is_not_is_tapped() -> None:
    client, _, (one, two, three, four) = branch("沈荣荣", "周海燕", "何秀英", "李国强")
    shown = client.get(NEW)
    ready = controls(shown)
    assert [ready[f"state-{each}"] for each in (one, two, three, four)] == ["present"] * 4
    assert (ready["day"], ready["minutes"]) == (TODAY.isoformat(), "")
    assert "沈荣荣" not in shown.content.decode()
    day = TODAY - timedelta(days=2)
    said = {"kind": "theme_day", "day": day.isoformat(), "minutes": "清理支渠", "text-0": "通过", "approving-0": "2"}
    said |= {f"state-{two}": "leave", f"state-{three}": "absent", f"state-{four}": "excused"}
    done = client.post(NEW, ready | said)
    assert (done.status_code, done["Location"]) == (302, f"/m/meetings/?body={ready['body']}")
    meeting = Meeting.objects.get().pk
    held, particulars, _, attendance, resolutions, head = holdings()
    assert (held, numbers()) == ([(meeting, day, "theme_day", "")], [(3, 1)])
    assert particulars == [(meeting, day, "", "", None, "清理支渠", None)]
    assert [row[2:] for row in attendance] == [(one, "present"), (two, "leave"), (three, "absent"), (four, "excused")]
    assert resolutions == [(meeting, 0, "通过", None, None, 2)]
    assert Entry.objects.get(number=head).channel == "手机"
    told = words(client.get(done["Location"]))
    assert "11月20日 主题党日 应到 3 人，实到 1 人 · 补记，相隔 2 天 清理支渠 决议：通过（赞成 2）" in told


def test_a_plan_is_recorded_in_its_own_words() -> None:
    client, body, _ = branch("沈荣荣")
    with posting(make_act(), "test.plan") as made:
        (plan,) = plan_meetings(made, [PlanDraft(body, "lecture", TODAY, "讲党课")], TODAY)
    ready = controls(client.get(f"{NEW}?plan={plan}"))
    assert (ready["kind"], ready["topic"], ready["plan"]) == ("lecture", "讲党课", str(plan))
    assert client.post(NEW, ready).status_code == 302
    assert holdings()[1][0][-1] == plan


def test_place_and_hour_are_those_of_the_last_of_its_kind() -> None:
    client, _, _ = branch("沈荣荣")
    said = {"day": "2026-11-01", "kind": "theme_day", "place": "抽水站", "began": "15:00"}
    assert client.post(NEW, filled(client, NEW) | said).status_code == 302
    ready = controls(client.get(f"{NEW}?kind=theme_day"))
    assert (ready["place"], ready["began"]) == ("抽水站", "15:00")
    assert controls(client.get(f"{NEW}?kind=lecture"))["place"] == ""


def test_what_a_script_sends_twice_is_recorded_once_and_another_content_is_refused() -> None:
    client, body, _ = branch("沈荣荣")
    sent = filled(client, NEW, kind="theme_day", topic="清理河道")
    first = client.post(NEW, sent | {"paper_file": SimpleUploadedFile("a.jpg", photo())}, headers=SCRIPT)
    after = holdings()
    assert first.json() == {"entry": after[-1], "href": f"/m/meetings/?body={body}"}
    again = client.post(NEW, sent | {"paper_file": SimpleUploadedFile("a.jpg", photo())}, headers=SCRIPT)
    assert (again.json(), holdings()) == (first.json(), after)
    other = client.post(NEW, sent | {"topic": "别的"}, headers=SCRIPT)
    assert (other.status_code, holdings()) == (409, after)
    assert f"这张表已经提交过，记为第 {after[-1]} 笔" in other.json()["faults"][""]


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({}, "kind", "请选类型"),
        ({"kind": "theme_day", "day": ""}, "day", "请填写哪一天开的"),
        ({"kind": "theme_day", "day": "2026-11-23"}, "day", "2026-11-23 还没有到"),
        ({"kind": "theme_day", "day": "2009-01-01"}, "day", "2010-01-04 才成立"),
        ({"kind": "theme_day", "began": "25点"}, "began", "不是一个时间"),
        ({"kind": "theme_day", "due-1": "3"}, "text-1", "填了票数，请写决议"),
    ],
)
def test_what_cannot_be_is_said_at_its_place(said: dict[str, str], field: str, says: str) -> None:
    client, _, _ = branch("沈荣荣")
    sent = filled(client, NEW, minutes="清理支渠") | said
    before = holdings()
    refused(client.post(NEW, sent, headers=SCRIPT), before, field, says)
    plain = client.post(NEW, sent)
    assert (plain.status_code, holdings(), controls(plain)["minutes"].strip()) == (422, before, "清理支渠")
    assert says in words(plain)


def test_who_was_no_member_that_day_is_said_and_the_list_is_that_of_the_day() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    client, one, late = seat("jilu", body=body), ledger.member(body), ledger.member(body, joined=TODAY)
    day = TODAY - timedelta(days=3)
    sent = filled(client, NEW, kind="theme_day", day=day.isoformat(), minutes="清理支渠") | {f"state-{one}": "leave"}
    assert sent.keys() >= {f"state-{one}", f"state-{late}"}
    before = holdings()
    refused(client.post(NEW, sent, headers=SCRIPT), before, "day", f"名单已按新的一天 {day} 列出（去掉 1 名）")
    ready = controls(client.post(NEW, sent))
    assert (ready[f"state-{one}"], ready["minutes"].strip(), f"state-{late}" in ready) == ("leave", "清理支渠", False)
    assert client.post(NEW, ready).status_code == 302
    assert [row[2:] for row in holdings()[3]] == [(one, "leave")]


def test_a_photo_is_kept_small_and_says_nothing_of_where_it_was_taken() -> None:
    client, _, _ = branch("沈荣荣")
    given = photo()
    assert b"CAMERA-OF-SOMEBODY" in given
    sent = filled(client, NEW, kind="theme_day", paper_file=SimpleUploadedFile("IMG.jpg", given))
    assert client.post(NEW, sent).status_code == 302
    paper = Entry.objects.order_by("-number")[0].paper
    assert paper is not None
    kept = kept_file(paper.sha256)
    drawn = Image.open(BytesIO(kept))
    assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (1600, 800), {})
    assert b"CAMERA-OF-SOMEBODY" not in kept


@pytest.mark.parametrize("tag", [b"\x0f", b"\x09", b"\x1f", b"\x55"])
def test_a_photo_is_turned_upright_whatever_else_its_file_says(tag: bytes) -> None:
    """A text stands where its maker is said, or where a number or a pair of them is to stand."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "X"
    Image.new("RGB", (400, 200), "green").save(made, "JPEG", exif=exif)
    given = made.getvalue().replace(b"\x01\x0f\x00\x02", b"\x01" + tag + b"\x00\x02")
    kept = cleaned(SimpleUploadedFile("IMG.jpg", given))
    assert Image.open(BytesIO(kept)).size == (200, 400)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"MZ not a photo", "这个文件不是照片"),
        (photo()[:900], "没有传完整"),
        (b"\xff\xd8" + bytes(40 << 20), "照片有 40.0 MB，最多 15.0 MB"),
        (photo((12000, 8000), "PNG"), "照片的像素太多，最多 6000 万"),
    ],
    ids=["no-photo", "torn", "forty-megabytes", "bomb"],
)
def test_a_file_that_cannot_be_kept_is_said_and_the_rest_stays(content: bytes, says: str) -> None:
    client, _, _ = branch("沈荣荣")
    sent = filled(client, NEW, kind="theme_day", minutes="清理支渠")
    before = holdings()
    file = SimpleUploadedFile("照片.jpg", content)
    plain = client.post(NEW, sent | {"paper_file": file})
    assert (plain.status_code, holdings()) == (422, before)
    assert says in words(plain)
    ready = controls(plain)
    assert (ready["minutes"].strip(), ready["kind"]) == ("清理支渠", "theme_day")
    assert client.post(NEW, ready).status_code == 302


def test_another_branch_is_not_recorded() -> None:
    client, body, _ = branch("沈荣荣")
    sent = filled(client, NEW, kind="theme_day") | {"body": str(body + 1)}
    before = holdings()
    assert client.post(NEW, sent).status_code == 403
    assert (client.get(f"{NEW}?body={body + 1}").status_code, holdings()) == (403, before)


def test_a_branch_without_members_is_recorded_by_numbers() -> None:
    client, _, _ = branch()
    sent = filled(client, NEW, kind="theme_day", due="5", present="6")
    before = holdings()
    refused(client.post(NEW, sent, headers=SCRIPT), before, "present", "实到 6 人比应到 5 人还多")
    assert client.post(NEW, sent | {"present": "4"}).status_code == 302
    assert numbers() == [(5, 4)]


# ---- presence by a code ----


def test_presence_by_a_code_fills_in_the_list_until_it_is_recorded() -> None:
    client, body, (one, two) = branch("沈荣荣", "周海燕")
    member = seat("dangyuan", person=one)
    address = f"/m/here/{sign_code(Code(body, TODAY))}/"
    assert "我到了" in words(member.get(address))
    assert present_by_code(body, TODAY) == frozenset()
    assert [member.post(address).status_code for _ in range(2)] == [302, 302]
    assert present_by_code(body, TODAY) == {one}
    assert "扫码的 1 人已填入" in words(client.get(NEW))
    assert client.post(NEW, filled(client, NEW, kind="theme_day")).status_code == 302
    assert present_by_code(body, TODAY) == frozenset()
    assert [row[2:] for row in holdings()[3]] == [(one, "present"), (two, "present")]


def test_a_code_opens_to_members_of_its_branch_while_it_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = SmallLedger()
    body, other = (ledger.branch(ledger.organization()) for _ in range(2))
    stranger = seat("dangyuan", person=ledger.member(other))
    token = sign_code(Code(body, TODAY))
    answer = stranger.post(f"/m/here/{token}/")
    assert (answer.status_code, present_by_code(body, TODAY)) == (403, frozenset())
    assert stranger.get(f"/m/here/{token[:-2]}/").status_code == 410
    assert read_code(token) == Code(body, TODAY)
    monkeypatch.setattr(presence, "MINUTES", -1)
    with pytest.raises(CodeRefused, match="这个签到码过了"):
        read_code(token)


def test_presence_that_nobody_recorded_is_forgotten() -> None:
    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    person = ledger.member(body)
    note_presence(Code(body, date(2026, 1, 5)), person)
    note_presence(Code(body, TODAY), person)
    assert (present_by_code(body, date(2026, 1, 5)), present_by_code(body, TODAY)) == (frozenset(), {person})


def test_a_lecture_says_its_hours_and_no_other_kind_does() -> None:
    client, _, (one, two) = branch("沈荣荣", "周海燕")
    ready = controls(client.get(NEW)) | {"tenths": "1.5", f"state-{two}": "leave"}
    refused(client.post(NEW, ready | {"kind": "theme_day"}, headers=SCRIPT), holdings(), "tenths", "只有党课计学时")
    assert client.post(NEW, ready | {"kind": "lecture"}).status_code == 302
    hours = dict(Attendance.objects.known(None).values_list("person", "tenths"))
    assert hours == {one: 15, two: None}


def test_without_a_list_no_hours_are_asked() -> None:
    client, *_ = branch()
    assert 'name="tenths"' not in client.get(NEW).content.decode()


def test_what_waits_on_a_device_for_somebody_else_is_not_recorded_in_another_name() -> None:
    client, _, _ = branch("沈荣荣")
    said = controls(client.get(NEW)) | {"kind": "theme_day"}
    mine, head = User.objects.get(username="jilu").pk, head_number()
    answer = client.post(NEW, said, headers=SCRIPT | {"X-Shejian-User": str(mine + 1)})
    assert (answer.status_code, Meeting.objects.exists(), head_number()) == (401, False, head)
    answer = client.post(NEW, said, headers=SCRIPT | {"X-Shejian-User": str(mine)})
    assert (answer.status_code, Meeting.objects.count()) == (200, 1)
