"""The pages of studies: the list, and one study with whoever took part and its material."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.calendar import previous_day
from shejian.core.facts.terms import StudyKind
from shejian.core.findings.wording import hours_text
from shejian.core.identifiers import mask_name
from shejian.core.indicators import Subject as Kind
from shejian.figures.naming import Named, Names
from shejian.journal.models import DatedFact
from shejian.learning.models import Learner, StudyRecord
from shejian.learning.queries import count_learners, facts_of_study, studies_until
from shejian.office.acting.study_forms import CorrectStudy
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.body_pages import PersonList, PersonRow
from shejian.office.build.dossier import ONLY_NOW, dossier, papers_card
from shejian.office.build.meeting_words import OUT_OF_REACH
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.meeting_pages import MeetingPage, Words
from shejian.office.pages import Link
from shejian.office.reach import may_write_study, reaches_person, reaches_study
from shejian.office.study_pages import StudiesPage, StudyLine
from shejian.office.visitors import Visitor

PLACE = "organizations"
STUDY_FORMS = {"correct": CorrectStudy}
NOT_STATED = "没有写学时"


@dataclass(frozen=True, slots=True)
class StudyWords:
    """Words for facts; a person without a name here is one whom the visitor does not reach."""

    persons: Mapping[int, Named] = field(default_factory=dict)

    def person(self, one: int) -> str:
        return f"{self.persons[one].name}（人员 {one}）" if one in self.persons else OUT_OF_REACH

    def said(self, fact: DatedFact, before: DatedFact | None = None) -> str:
        """A fact in a few words."""
        match fact:
            case StudyRecord():
                return study_words(fact)
            case Learner():
                return f"{self.person(fact.person_id)} {hours_words(fact.tenths)}"
        raise LookupError(f"no words for {fact!r}")


def hours_words(tenths: int | None) -> str:
    """Hours of one item."""
    return NOT_STATED if tenths is None else f"{hours_text(tenths)} 学时"


def study_words(fact: StudyRecord) -> str:
    """A study in a few words."""
    return f"{StudyKind(fact.kind).label}“{fact.title}”"


def days_words(fact: StudyRecord) -> str:
    """The days of a study."""
    last = fact.start if fact.end is None else previous_day(fact.end)
    return str(fact.start) if last == fact.start else f"{fact.start} 至 {last}"


def study_subject(posed: Posed, number: int) -> Subject:
    """A study that the ledger knows, with everything recorded of it."""
    subject = Subject("学习培训", number, "", "study", facts_of_study(number), posed.known)
    fact = subject.latest(StudyRecord)
    return replace(subject, name=f"学习培训 {number}" if fact is None else f"{fact.start} {study_words(fact)}")


def study_page(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> MeetingPage:
    """One study that the ledger knows."""
    subject = study_subject(posed, number)
    record = subject.latest(StudyRecord)
    assert record is not None  # noqa: S101 - the view made sure that it is known
    writes = may_write_study(one, posed, record)
    took_part = {fact.person_id for fact in subject.every if isinstance(fact, Learner)}
    reached = [person for person in took_part if reaches_person(one, posed, person)]
    words = StudyWords(Names(posed.on, posed.known).of(Kind.PERSON, reached))
    first = min(fact.entry_id for fact in subject.every)
    shown = [fact for fact in subject.every if not isinstance(fact, Learner) or fact.entry_id != first]
    facts = dossier(posed, shown, words)
    correct = reverse("office:study-act", args=[number, "correct"])
    return MeetingPage(
        shell=replace(shell(request, one, subject.name, PLACE, posed), scope=None),
        back=reverse("office:studies") + posed.asking.query(),
        place="学习培训",
        name=record.title,
        code="",
        particulars=" · ".join(filter(None, (StudyKind(record.kind).label, days_words(record), record.place))),
        status="有材料" if has_material(record) else "没有材料",
        tone="ok" if has_material(record) else "past",
        sentence=f"以第 {posed.known} 笔的账为准",
        cards=(_about(posed, record),),
        texts=(Words("材料", record.text),) if record.text else (),
        people=_people(posed, subject, words),
        aside=(papers_card(facts),),
        history=tuple(facts.history(opened=writes)),
        later=facts.later,
        acts=(Link("更正", correct, icon="pen"),) if writes and not posed.is_past else (),
        acts_note=ONLY_NOW if writes and posed.is_past else "",
    )


def present_study_cards(posed: Posed, number: int) -> tuple[FactCard, ...]:
    """What is recorded of a study, to be seen beside a form."""
    record = study_subject(posed, number).latest(StudyRecord)
    return () if record is None else (_about(posed, record),)


def has_material(fact: StudyRecord) -> bool:
    """Whether there is something to read."""
    return bool(fact.text or fact.link or fact.paper_id is not None)


def holders(posed: Posed, facts: list[StudyRecord]) -> dict[int, str]:
    """Who held each of some studies, in words."""
    listed = {fact.party_organization_id for fact in facts if fact.party_organization_id is not None}
    names = Names(posed.on, posed.known).of(Kind.PARTY_ORGANIZATION, listed)
    found = {}
    for fact in facts:
        body = fact.party_organization_id
        if body is not None:
            found[fact.study_id] = names[body].name if body in names else f"党组织 {body}"
        elif fact.unit_id is not None:
            found[fact.study_id] = posed.asked.tree.name(fact.unit_id)
    return found


def _about(posed: Posed, fact: StudyRecord) -> FactCard:
    body = fact.party_organization_id
    to_body = "" if body is None else reverse("office:party-organization", args=[body]) + posed.asking.query()
    web = fact.link if fact.link.startswith(("https://", "http://")) else ""
    lines = [
        FactLine("举办", holders(posed, [fact]).get(fact.study_id, ""), href=to_body),
        FactLine("类别", StudyKind(fact.kind).label),
        FactLine("日期", days_words(fact)),
        FactLine("地点", fact.place),
        FactLine("主讲人", mask_name(fact.lecturer) if fact.lecturer else ""),
        FactLine("材料位置", fact.link, href=web),
    ]
    return FactCard("情况", tuple(line for line in lines if line.value))


def _people(posed: Posed, subject: Subject, words: StudyWords) -> PersonList:
    held = subject.held(Learner)
    named = [fact for fact in held if fact.person_id in words.persons]
    rows = tuple(
        PersonRow(
            words.person(fact.person_id),
            reverse("office:person", args=[fact.person_id]) + posed.asking.query(),
            hours_words(fact.tenths),
            "",
        )
        for fact in named
    )
    others = len(held) - len(named)
    sentence = f"{len(held)} 人" + (f"；其中 {others} 人在您的范围以外" if others else "")
    return PersonList("learners", "谁参加了", sentence if held else "", rows, "还没有登记参加的人。", "学时")


# ---- the list ----


def studies_page(request: HttpRequest, one: Visitor, posed: Posed) -> StudiesPage:
    """Studies up to the day that the visitor may read, the latest first."""
    readable = [fact for fact in studies_until(posed.on, posed.known) if reaches_study(one, posed, fact)]
    here = reverse("office:studies")
    shown, pager = paged(
        readable, request.GET.get("page", ""), lambda at: here + posed.asking.query(page=str(at)), "次"
    )
    facts = list(shown)
    held, counts = holders(posed, facts), count_learners([fact.study_id for fact in facts], posed.known)
    query = posed.asking.query()
    new = Link("记书记培训", reverse("office:study-new"), icon="plus")
    who = Link("对上书记", reverse("office:study-secretaries"), icon="person")
    return StudiesPage(
        shell=replace(shell(request, one, "学习培训", PLACE, posed), scope=None),
        back=reverse("office:organizations") + query,
        sentence=f"截至 {posed.on} 共 {len(readable)} 次 · 以第 {posed.known} 笔的账为准",
        acts=(who, new) if one.is_clerk and not posed.is_past else (),
        lines=tuple(
            StudyLine(
                fact.title,
                reverse("office:study", args=[fact.study_id]) + query,
                StudyKind(fact.kind).label,
                days_words(fact),
                held.get(fact.study_id, ""),
                f"{counts.get(fact.study_id, 0)} 人",
                "有材料" if has_material(fact) else "",
            )
            for fact in facts
        ),
        pager=pager,
    )
