"""The page of one meeting."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse

from shejian.activities.models import Attendance, MeetingParticulars, MeetingPartner, MeetingRecord, Resolution
from shejian.activities.queries import facts_of_meeting, first_entry
from shejian.core.calendar.days import SHANGHAI
from shejian.core.facts.terms import AttendanceState, MeetingKind
from shejian.core.findings.wording import hours_text
from shejian.core.indicators import Subject as Kind
from shejian.figures.naming import Names
from shejian.office.acting.meeting_forms import CorrectMeeting
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.body_pages import PersonList, PersonRow
from shejian.office.build.dossier import ONLY_NOW, Dossier, dossier, papers_card
from shejian.office.build.meeting_words import (
    MeetingWords,
    late_words,
    numbers_words,
    record_words,
    votes_words,
)
from shejian.office.build.papers import minutes_card
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.meeting_pages import MeetingPage, Words
from shejian.office.pages import Link
from shejian.office.reach import may_write_meeting, reaches_body, reaches_person
from shejian.office.visitors import Visitor
from shejian.party.queries import members_of

PLACE = "organizations"
MEETING_FORMS = {"correct": CorrectMeeting}
Facts = Dossier[MeetingWords]


def meeting_subject(posed: Posed, number: int) -> Subject:
    """A meeting that the ledger knows, with everything recorded of it."""
    subject = Subject("组织生活", number, "", "meeting", facts_of_meeting(posed.asked.picture, number), posed.known)
    fact = subject.latest(MeetingRecord)
    return replace(subject, name=f"组织生活 {number}" if fact is None else f"{fact.start} {record_words(fact)}")


# ---- one meeting ----


def meeting_page(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> MeetingPage:
    """One meeting that the ledger knows."""
    subject, writes = meeting_subject(posed, number), may_write_meeting(one, posed, number)
    record = subject.latest(MeetingRecord)
    assert record is not None  # noqa: S101 - the view made sure that it is known
    assert record.start is not None  # noqa: S101 - a meeting has its day
    facts, reached = _facts(one, posed, subject, record)
    particulars = subject.latest(MeetingParticulars)
    recorded = first_entry(number).moment.astimezone(SHANGHAI).date()
    when = " ".join(filter(None, (str(record.start), particulars.began if particulars else "")))
    said = (when, particulars.place if particulars else "", facts.words.body(record.party_organization_id))
    correct = reverse("office:meeting-act", args=[number, "correct"])
    return MeetingPage(
        shell=replace(shell(request, one, subject.name, PLACE, posed), scope=None),
        back=reverse("office:organizations") + posed.asking.query(),
        place="组织生活",
        name=record_words(record),
        code="",
        particulars=" · ".join(filter(None, said)),
        status="补记" if recorded > record.start else "当天入账",
        tone="past" if recorded > record.start else "ok",
        sentence=f"{late_words(record.start, recorded)}。以第 {posed.known} 笔的账为准",
        cards=(_about(facts, subject, record, particulars), _resolutions(facts, subject)),
        texts=tuple(
            Words(title, text) for title, text in (("记录", particulars.minutes), ("议程", particulars.agenda)) if text
        )
        if particulars
        else (),
        people=_people(facts, subject, reached),
        aside=(minutes_card(posed, number), papers_card(facts)),
        history=tuple(facts.history(opened=writes)),
        later=facts.later,
        acts=(Link("更正", correct, icon="pen"),) if writes and not posed.is_past else (),
        acts_note=ONLY_NOW if writes and posed.is_past else "",
    )


def present_meeting_cards(one: Visitor, posed: Posed, number: int) -> tuple[FactCard, ...]:
    """What is recorded of a meeting, to be seen beside a form."""
    subject = meeting_subject(posed, number)
    record = subject.latest(MeetingRecord)
    assert record is not None  # noqa: S101 - the view made sure that it is known
    facts, _ = _facts(one, posed, subject, record)
    return (_about(facts, subject, record, subject.latest(MeetingParticulars)), _resolutions(facts, subject))


def _facts(one: Visitor, posed: Posed, subject: Subject, record: MeetingRecord) -> tuple[Facts, dict[int, str]]:
    """Everything recorded, with names of those whom the visitor reaches; and the branch of each of them.

    Of those on the list, the history shows what was changed: the list itself stands on the page.
    """
    assert record.start is not None  # noqa: S101 - a meeting has its day
    bodies = [record.party_organization_id]
    bodies += [fact.party_organization_id for fact in subject.held(MeetingPartner)]
    names = Names(posed.on, posed.head)
    called = names.of(Kind.PARTY_ORGANIZATION, bodies)
    reached = {
        member.person: called[body].name
        for body in bodies
        if reaches_body(one, posed, body)
        for member in members_of(posed.asked.picture, record.start, body)
    }
    sitting = {fact.person_id for fact in subject.every if isinstance(fact, Attendance) and _sits_in(fact)}
    reached |= {person: "" for person in sitting - reached.keys() if reaches_person(one, posed, person)}
    ever = {fact.person_id for fact in subject.every if isinstance(fact, Attendance)}
    hosts = {fact.host_id for fact in subject.every if isinstance(fact, MeetingParticulars) and fact.host_id}
    first = min(fact.entry_id for fact in subject.every)
    shown = [fact for fact in subject.every if not isinstance(fact, Attendance) or fact.entry_id != first]
    words = MeetingWords(called, names.of(Kind.PERSON, (ever | hosts) & reached.keys()))
    return dossier(posed, shown, words), reached


def _sits_in(fact: Attendance) -> bool:
    return fact.state == AttendanceState.OBSERVER


def _about(facts: Facts, subject: Subject, record: MeetingRecord, particulars: MeetingParticulars | None) -> FactCard:
    listed = not all(map(_sits_in, subject.held(Attendance)))
    body = record.party_organization_id
    lines = [
        FactLine("党组织", facts.words.body(body), href=facts.href("party-organization", body)),
        FactLine("日期", str(record.start)),
        FactLine("类型", MeetingKind(record.kind).label),
        FactLine("主题", record.topic),
        FactLine("开始时间", particulars.began if particulars else ""),
        FactLine("地点", particulars.place if particulars else ""),
        FactLine(
            "主持人",
            facts.words.host(particulars),
            note="外来" if particulars is not None and particulars.guest_host else "",
        ),
        FactLine(
            "人数", numbers_words(record.due, record.present), note="由名单数出" if listed else "没有名单，照填的数"
        ),
        *([_hours(subject)] if record.kind == MeetingKind.LECTURE else []),
    ]
    partners = sorted(subject.held(MeetingPartner), key=lambda fact: fact.position)
    lines += [
        FactLine(
            "联合开展",
            facts.words.body(fact.party_organization_id),
            href=facts.href("party-organization", fact.party_organization_id),
        )
        for fact in partners
    ]
    return FactCard("情况", tuple(lines), foot=facts.entry(record))


def _hours(subject: Subject) -> FactLine:
    """What whoever was at a lecture learned."""
    tenths = next((fact.tenths for fact in subject.held(Attendance) if fact.tenths is not None), None)
    return FactLine("每人学时", "没有写，不知道" if tenths is None else f"{hours_text(tenths)} 学时")


def _resolutions(facts: Facts, subject: Subject) -> FactCard:
    held = sorted(subject.held(Resolution), key=lambda fact: fact.position)
    lines = tuple(FactLine(f"决议 {at}", fact.text, note=votes_words(fact)) for at, fact in enumerate(held, 1))
    return FactCard("决议", lines, "没有决议的记录。")


def _people(facts: Facts, subject: Subject, reached: dict[int, str]) -> PersonList:
    """Who was there and who was not; those out of the visitor's reach are counted, not named."""
    held = subject.held(Attendance)
    order = [str(state) for state in AttendanceState]
    named = sorted(
        (fact for fact in held if fact.person_id in reached),
        key=lambda fact: (order.index(fact.state), fact.person_id),
    )
    rows = tuple(
        PersonRow(
            facts.words.person(fact.person_id),
            facts.href("person", fact.person_id),
            AttendanceState(fact.state).label,
            reached[fact.person_id],
        )
        for fact in named
    )
    states = Counter(fact.state for fact in held)
    said = [f"{AttendanceState(state).label} {states[state]}" for state in order if states[state]]
    others = len(held) - len(named)
    sentence = "，".join(said) + (f"；另有 {others} 名在您的范围以外" if others else "")
    return PersonList("attendance", "谁来了", sentence, rows, "没有名单，只记了人数。", "党组织")
