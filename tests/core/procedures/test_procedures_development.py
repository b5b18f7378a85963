"""The development of members: the registers as kept, both versions, extension, refusal, cancellation, transfer."""

import json
from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import load_workbook

from shejian.core.calendar import DateFault, read_date
from shejian.core.facts.terms import DevelopmentStage
from shejian.core.procedures import Event, Subject, Vote, judge, load_procedures
from shejian.core.rules import load_law, load_workdays

DATA = Path(__file__).parents[2] / "data"
BREACHES = {
    "talk later than one month after the application": "talk-late",
    "less than one year between activist and development target": "cultivation-short",
    "talk before the application": "out-of-order",
}


def day(text: str) -> date:
    return date.fromisoformat(text)


def stand(events, on, since=date.min, **facts):
    made = [one if isinstance(one, Event) else Event(one[0], day(one[1])) for one in events]
    procedure = load_procedures()["member-development"]
    return judge(procedure, Subject(facts, since), made, on=day(on), law=load_law(), workdays=load_workdays())


def found(standing):
    return [(one.code, one.step) for one in standing.findings]


def register(name: str) -> list[dict[str, object]]:
    """The rows of the register of members' development in a workbook."""
    sheet = next(sheet for sheet in load_workbook(DATA / f"{name}.xlsx", read_only=True) if "发展" in sheet.title)
    rows = [row for row in sheet.iter_rows(values_only=True) if row]
    at = next(at for at, row in enumerate(rows) if any("递交入党申请书" in str(cell) for cell in row))
    heads = [str(cell or "").strip() for cell in rows[at]]
    return [dict(zip(heads, row, strict=True)) for row in rows[at + 1 :]]


def dated(row: dict[str, object]) -> list[Event]:
    """What a row says of the six stages."""
    procedure, events = load_procedures()["member-development"], []
    stages = [cell for head, cell in row.items() if head.endswith("日期")]
    for stage, cell in zip(DevelopmentStage, stages, strict=True):
        try:
            on = cell.date() if isinstance(cell, datetime) else read_date(str(cell or ""))
        except DateFault:
            continue
        events.append(Event(procedure.step_of_ledger(str(stage)), on))
    return events


@pytest.mark.parametrize("name", ["county-2022", "county-as-kept"])
def test_registers_breach_exactly_what_their_counties_expect(name):
    """Nothing says since when all is on record: only what was taken is judged, papers and other steps are unknown."""
    expected = json.loads((DATA / f"{name}.expected.json").read_text(encoding="utf-8"))["development_breaches"]
    codes = {}
    for row in register(name):
        identity = normalize("NFKC", str(row["公民身份号码"] or ""))
        if len(identity) == 18:
            standing = stand(
                dated(row), "2022-12-31", None, born=day(f"{identity[6:10]}-{identity[10:12]}-{identity[12:14]}")
            )
            if standing.findings:
                (codes[identity],) = {one.code for one in standing.findings}
    assert codes == {one["id"]: BREACHES[one["what"]] for one in expected}


CULTIVATED = (
    ("application", "2026-06-01"),
    ("talk", "2026-06-20"),
    ("activist", "2026-07-01"),
    ("activist-filing", "2026-07-02"),
    Event("contacts", day("2026-07-02"), amounts={"contacts": 2}),
    ("cultivation-review", "2026-12-30"),
    ("cultivation-review", "2027-06-20"),
    ("target", "2027-07-01"),
)
LISTED = (
    *CULTIVATED,
    ("target-consent", "2027-07-05"),
    ("publicity", "2027-07-06"),
    ("listing", "2027-07-14"),
)
VETTED = (
    *LISTED,
    Event("sponsors", day("2027-07-15"), amounts={"sponsors": 2}),
    ("political-review", "2027-07-20"),
    Event("training", day("2027-07-22"), amounts={"days": 3}),
    ("committee-review", "2027-07-25"),
    ("pre-review", "2027-08-01"),
    ("admission-form", "2027-08-10"),
)
VOTE = Vote(20, 15, 12)
ADMITTED = (
    *VETTED,
    Event("meeting", day("2027-09-01"), vote=VOTE),
    ("superior-talk", "2027-09-20"),
    ("approval", "2027-12-01"),
    ("approval-filing", "2027-12-02"),
    ("assignment", "2027-12-03"),
    ("oath", "2028-01-01"),
    ("probation-review", "2028-06-01"),
    ("conversion-application", "2028-08-20"),
)
BORN = day("1995-03-02")


def converted(on, outcome=None, vote=VOTE, **amounts):
    return Event("conversion-meeting", day(on), outcome=outcome, vote=vote, amounts=amounts)


def test_a_whole_course_keeps_every_limit_on_its_last_day():
    course = (*ADMITTED, converted("2028-09-01"), ("conversion-approval", "2028-12-01"))
    standing = stand(course, "2028-12-02", born=BORN)
    assert found(standing) == []
    assert standing.overdue == ()
    assert standing.state.label == "正式党员"
    assert [one.step for one in standing.next] == ["archive"]
    assert stand((*course, ("archive", "2028-12-10")), "2029-01-01", born=BORN).ended


@pytest.mark.parametrize(
    ("at", "on", "code"),
    [
        ("talk", "2026-07-02", "talk-late"),
        ("target", "2027-06-30", "cultivation-short"),
        ("listing", "2027-07-13", "publicity-short"),
        ("meeting", "2027-09-02", "meeting-late"),
        ("approval", "2027-12-02", "approval-late"),
        ("oath", "2028-01-02", "oath-late"),
    ],
)
def test_a_day_beyond(at, on, code):
    course = []
    for one in ADMITTED:
        event = one if isinstance(one, Event) else Event(one[0], day(one[1]))
        moved = Event(event.step, day(on), vote=event.vote) if event.step == at else event
        course.append(moved)
    assert (code, at) in found(stand(course, "2028-08-31", born=BORN))


def test_publicity_leaves_out_what_comes_before_it_under_2014():
    """Listed before 2026-05-11: no publicity afterwards; the later steps by the new rules."""
    course = (
        *(("application", "2024-01-10"), ("talk", "2024-01-31"), ("activist", "2024-06-01")),
        *(("activist-filing", "2024-06-10"), Event("contacts", day("2024-06-10"), amounts={"contacts": 1})),
        *(("cultivation-review", "2024-12-01"), ("cultivation-review", "2025-05-20"), ("target", "2025-06-02")),
        *(("target-filing", "2025-06-05"), Event("sponsors", day("2026-05-20"), amounts={"sponsors": 2})),
        *(("political-review", "2026-05-21"), Event("training", day("2026-05-22"), amounts={"hours": 24})),
    )
    standing = stand(course, "2026-06-01", born=BORN)
    assert found(standing) == []
    assert [one.step for one in standing.next if not one.optional] == ["committee-review"]


def test_who_was_further_than_a_target_before_the_revision_needs_no_publicity_either():
    """That the target was set is not on record, but what rests on it is, from before the recording began."""
    standing = stand((("sponsors", "2026-03-01"), ("political-review", "2026-06-01")), "2026-07-01", day("2026-05-11"))
    assert found(standing) == []
    assert [one.step for one in standing.next if not one.optional] == ["training"]


def test_pre_review_before_the_revision_meeting_after_it():
    """The month between them is younger than the pre-review: it runs from 2026-05-11."""
    assert found(stand((("pre-review", "2026-04-20"), ("meeting", "2026-05-25")), "2026-07-01", None)) == []
    assert found(stand((("pre-review", "2026-04-20"), ("meeting", "2026-06-11")), "2026-07-01", None)) == []
    late = stand((("pre-review", "2026-04-20"), ("meeting", "2026-06-12")), "2026-07-01", None)
    assert found(late) == [("meeting-late", "meeting")]
    assert "开始时还没有这条规定，从施行之日起算" in late.findings[0].because


def test_a_limit_that_held_all_along_is_not_lengthened_by_the_revision():
    late = stand((("application", "2026-04-20"), ("talk", "2026-05-21")), "2026-06-01", None)
    assert found(late) == [("talk-late", "talk")]
    assert late.findings[0].severity == "breach"
    assert "迟于规定的 2026-05-20" in late.findings[0].because


def test_starting_the_register_today_nobody_passes_the_meeting_unvetted():
    """On record from today on; an activist of long ago."""
    old = (("application", "2025-01-10"), ("talk", "2025-01-20"), ("activist", "2025-03-01"))
    started = day("2026-06-01")
    now = (("target", "2026-06-02"), Event("meeting", day("2026-06-03"), vote=VOTE))
    missing = {one.step for one in stand((*old, *now), "2026-06-04", started).findings if one.code == "step-missing"}
    assert {"political-review", "training", "pre-review", "publicity", "activist-filing"} <= missing
    assert "talk" not in missing
    standing = stand(old, "2026-06-04", started)
    assert [one.step for one in standing.next if not one.optional] == ["activist-filing", "contacts"]


def test_extension_once():
    extended = (*ADMITTED, converted("2028-09-05", "extended", months=6), ("conversion-approval", "2028-10-01"))
    standing = stand(extended, "2028-10-02", born=BORN)
    assert found(standing) == []
    assert standing.state.id == "extended"
    again = next(one for one in standing.next if one.step == "conversion-application")
    assert again.due == day("2029-03-01")
    early = (*extended, ("conversion-application", "2029-02-01"), converted("2029-02-28"))
    assert found(stand(early, "2029-03-01", born=BORN)) == [("probation-short", "conversion-meeting")]
    twice = (*extended, ("conversion-application", "2029-03-01"), converted("2029-03-01", "extended", months=6))
    assert found(stand(twice, "2029-03-02", born=BORN)) == [("extended-twice", "conversion-meeting")]
    full = (*extended, ("conversion-application", "2029-03-01"), converted("2029-03-01"))
    assert found(stand(full, "2029-03-02", born=BORN)) == []


@pytest.mark.parametrize(
    ("months", "codes"), [(5, ["extension-length"]), (6, []), (12, []), (13, ["extension-length"])]
)
def test_length_of_an_extension(months, codes):
    standing = stand((*ADMITTED, converted("2028-09-05", "extended", months=months)), "2028-09-06", born=BORN)
    assert [one.code for one in standing.findings] == codes


def test_cancellation_ends_it_when_it_is_approved():
    meeting = (*ADMITTED, converted("2028-05-01", "cancelled"))
    assert not stand(meeting, "2028-05-02", born=BORN).ended
    standing = stand((*meeting, ("conversion-approval", "2028-06-01")), "2028-08-19", born=BORN)
    assert (standing.ended, standing.state.label) == (True, "取消预备党员资格")
    assert standing.next == ()


def test_cancellation_rests_on_no_application_for_conversion():
    course = [one for one in ADMITTED if isinstance(one, Event) or one[0] != "conversion-application"]
    assert found(stand((*course, converted("2028-06-15", "cancelled")), "2028-06-16", born=BORN)) == []
    missing = stand((*course, converted("2028-09-15")), "2028-09-16", born=BORN)
    assert found(missing) == [("step-missing", "conversion-application")]


def test_refusal_at_the_meeting_falls_back_to_the_committee():
    refused = (*VETTED, Event("meeting", day("2027-09-01"), vote=Vote(20, 15, 10)))
    standing = stand(refused, "2027-09-02", born=BORN)
    assert standing.state.id == "target"
    assert [one.step for one in standing.next if not one.optional] == ["committee-review"]


def test_absent_members_who_wrote_beforehand_are_counted_as_votes_not_as_present():
    void = (*VETTED, Event("meeting", day("2027-09-01"), vote=Vote(20, 10, 12, written=5)))
    assert found(stand(void, "2027-09-02", born=BORN)) == [("vote-void", "meeting")]
    held = (*VETTED, Event("meeting", day("2027-09-01"), vote=Vote(20, 11, 12, written=5)))
    standing = stand(held, "2027-09-02", born=BORN)
    assert found(standing) == []
    assert standing.state.id == "probation"


def test_cultivation_counts_on_after_a_move():
    course = (("activist", "2026-07-01"), ("target", "2026-12-01"))
    assert found(stand(course, "2027-01-01", None)) == [("cultivation-short", "target")]
    assert found(stand(course, "2027-01-01", None, cultivated_since=day("2025-12-01"))) == []


def test_postponement_of_one_who_moved_in():
    moved = (*ADMITTED, ("probation-transfer", "2028-05-01"), ("postponement", "2028-09-01"))
    assert found(stand((*moved, converted("2029-03-01")), "2029-03-02", born=BORN)) == []
    late = stand((*moved, converted("2029-03-02")), "2029-03-03", born=BORN)
    assert found(late) == [("postponed-too-long", "conversion-meeting")]
    (overdue,) = stand(moved, "2029-03-02", born=BORN).overdue
    assert (overdue.code, overdue.step) == ("postponed-too-long", "conversion-meeting")
    unmoved = stand((*ADMITTED, ("postponement", "2028-09-01")), "2028-09-02", born=BORN)
    assert found(unmoved) == [("step-missing", "probation-transfer")]


def test_approval_in_special_circumstances():
    late = (*VETTED, Event("meeting", day("2027-09-01"), vote=VOTE), ("superior-talk", "2027-09-20"))
    at_six = (*late, ("approval", "2028-03-01"))
    assert found(stand(at_six, "2028-03-02", born=BORN)) == [("approval-late", "approval")]
    assert found(stand(at_six, "2028-03-02", born=BORN, special_approval=True)) == []
    beyond = (*late, ("approval", "2028-03-02"))
    assert found(stand(beyond, "2028-03-03", born=BORN, special_approval=True)) == [("approval-late", "approval")]


def test_training_may_be_waived_but_not_political_review():
    waived = [
        Event("training", day("2027-07-22"), outcome="waived")
        if isinstance(one, Event) and one.step == "training"
        else one
        for one in VETTED
    ]
    assert found(stand(waived, "2027-08-20", born=BORN)) == []


def test_floating_persons_are_made_public_at_both_places():
    papers = frozenset({"公示"})
    course = (*CULTIVATED, ("target-consent", "2027-07-05"), Event("publicity", day("2027-07-06"), papers=papers))
    assert found(stand(course, "2027-07-07", born=BORN, floating=False)) == []
    standing = stand(course, "2027-07-07", born=BORN, floating=True)
    assert found(standing) == [("paper-missing", "publicity")]
    assert "流出地和流入地" in standing.findings[0].because
