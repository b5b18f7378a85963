"""本人情况: everything that the ledger holds about one, with its day, its entry and its paper; and one's requests to
have it corrected. Nothing of anybody else is on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shejian.activities.models import Attendance
from shejian.base.queries import unit_tree
from shejian.core.facts.terms import AttendanceState, GuidanceTitle, PostTitle, StudyKind
from shejian.core.indicators import Subject
from shejian.figures.naming import Names
from shejian.invitations.enums import Answer
from shejian.invitations.queries import corrections_of, numbers_of
from shejian.journal.models import DatedFact, Entry, Paper
from shejian.journal.queries import entries
from shejian.learning.models import Learner, StudyRecord
from shejian.office.build.body_words import BodyWords, months_text, sex
from shejian.office.build.facts import is_known, span_text
from shejian.office.insiders import Insider
from shejian.office.wording import moment_text
from shejian.party.models import Affiliation, DevelopmentStep, Dues, Employment, Guidance, Learning, Membership, Post
from shejian.party.queries import facts_of_person
from shejian.people import protection
from shejian.people.models import Disclosure, PersonParticulars, SamePerson
from shejian.phone.build.own import hours_text, procedures_block
from shejian.phone.build.shell import phone_shell
from shejian.phone.forms import CorrectionForm
from shejian.phone.pages import Block, Line, MinePage, Secret
from shejian.snapshot.frames import SNAPSHOT

SECTIONS: dict[str, tuple[type[DatedFact], ...]] = {
    "党籍": (Membership,),
    "组织关系": (Affiliation,),
    "发展党员": (DevelopmentStep,),
    "任职、在职与选派": (Post, Employment, Guidance),
    "党费": (Dues,),
    "学时": (Learning,),
}
OTHERS = ("姓名、性别、号码和电话", "参加学习", "组织生活", "程序", "其他")
ABOUT = ("姓名、性别、号码和电话", *SECTIONS, *OTHERS[1:])
"""What a correction request may be about."""


def mine_page(one: Insider, form: CorrectionForm) -> MinePage:
    """What is held about the person whose account it is."""
    person = one.person
    if person is None:
        return MinePage(phone_shell(one, "本人情况", "mine"), (), (), (), None)
    picture = SNAPSHOT.picture(one.known)
    every = facts_of_person(picture, person)
    held = [fact for fact in every if is_known(fact, one.known)]
    teller = _Teller(one, held)
    stated = next((fact for fact in reversed(held) if isinstance(fact, PersonParticulars)), None)
    sections = tuple(teller.section(title, held, kinds) for title, kinds in SECTIONS.items())
    blocks = (
        _who(teller, stated),
        *sections,
        _studies(teller, person),
        _meetings(teller, person),
        procedures_block(one, person),
        _looked(person, one),
        _superseded(len(every) - len(held)),
    )
    return MinePage(phone_shell(one, "本人情况", "mine"), _secrets(stated), blocks, _requests(person, one), form)


class _Teller:
    """Says facts as lines, each with its days, its entry and its paper."""

    def __init__(self, one: Insider, held: Sequence[DatedFact]) -> None:
        names = Names(one.today, one.known)
        bodies = {fact.party_organization_id for fact in held if isinstance(fact, Affiliation | DevelopmentStep | Post)}
        worked = {fact.organization_id for fact in held if isinstance(fact, Employment | Guidance)}
        self.one = one
        self.names = names
        self.words = BodyWords(
            unit_tree(one.today, one.known),
            names.of(Subject.PARTY_ORGANIZATION, bodies),
            names.of(Subject.ORGANIZATION, worked),
        )

    def section(self, title: str, held: Iterable[DatedFact], kinds: tuple[type[DatedFact], ...]) -> Block:
        facts = [fact for fact in held if isinstance(fact, kinds) and not isinstance(fact, SamePerson)]
        facts.sort(key=lambda fact: (fact.start is not None, fact.start or self.one.today, fact.id), reverse=True)
        lines = self.lines([(self._said(fact), self._span(fact), fact) for fact in facts])
        return Block(title, title, lines, "账上没有记。")

    def lines(self, said: Sequence[tuple[str, str, DatedFact]]) -> tuple[Line, ...]:
        """Lines of facts: what, its days, and the fact."""
        recorded = entries(fact.entry_id for _, _, fact in said)
        return tuple(
            Line(what, " · ".join(filter(None, (span, recorded_text(recorded[fact.entry_id])))))
            for what, span, fact in said
        )

    def _said(self, fact: DatedFact) -> str:
        match fact:
            case Post():  # what he is called is known to himself
                return f"{PostTitle(fact.title).label}（{self.words.body(fact.party_organization_id)}）"
            case Guidance():
                return f"{GuidanceTitle(fact.title).label}（{self.words.organization(fact.organization_id)}）"
        return self.words.said(fact)

    def _span(self, fact: DatedFact) -> str:
        return months_text(fact) if isinstance(fact, Dues) else span_text(fact)


def recorded_text(entry: Entry) -> str:
    """When something was recorded, and on what paper."""
    day = moment_text(entry.moment)[:10]
    return f"{day} 记（第 {entry.number} 笔）{_paper_text(entry.paper)}"


def _paper_text(paper: Paper | None) -> str:
    if paper is None:
        return "，没有登记依据文件"
    number = f"（{paper.number}）" if paper.number else ""
    return f"，依据《{paper.title.strip('《》')}》{number}"


def _who(teller: _Teller, stated: PersonParticulars | None) -> Block:
    said = [] if stated is None else [("，".join(filter(None, (stated.name, sex(stated)))), "", stated)]
    return Block("who", OTHERS[0], teller.lines(said), "账上没有记。")


def _secrets(stated: PersonParticulars | None) -> tuple[Secret, ...]:
    """Identity number and telephone, for himself in full; folded up, for whoever looks over his shoulder."""
    if stated is None:
        return ()
    held = (("公民身份号码", stated.identity_cipher), ("联系电话", stated.phone_cipher))
    return tuple(Secret(label, "" if cipher is None else protection.reveal(cipher)) for label, cipher in held)


def _studies(teller: _Teller, person: int) -> Block:
    known = teller.one.known
    taken = list(Learner.objects.known(known).filter(person=person).order_by("-start", "-id"))
    records = StudyRecord.objects.known(known).filter(study__in=[fact.study_id for fact in taken])
    studies = {record.study_id: record for record in records}
    said = []
    for fact in taken:
        record = studies.get(fact.study_id)
        what = f"{StudyKind(record.kind).label}：{record.title}" if record else "学习活动"
        amount = "学时没有记" if fact.tenths is None else f"{hours_text(fact.tenths)} 学时"
        said.append((f"{what}（{amount}）", span_text(fact), fact))
    return Block("studies", "参加学习", teller.lines(said), "账上没有记。")


def _meetings(teller: _Teller, person: int) -> Block:
    held = list(Attendance.objects.known(teller.one.known).filter(person=person).order_by("-start", "-id"))
    named = teller.names.of(Subject.MEETING, {fact.meeting_id for fact in held})
    said = [
        (
            named[fact.meeting_id].name if fact.meeting_id in named else str(fact.start),
            AttendanceState(fact.state).label,
            fact,
        )
        for fact in held
    ]
    return Block(
        "meetings", "组织生活", teller.lines(said), "账上没有记您参加的组织生活；名单没有记的，不等于没有参加。"
    )


def _looked(person: int, one: Insider) -> Block:
    """That somebody looked at the full number is told, when and for what; who did is on record and not named here."""
    numbers = numbers_of([person], one.known)
    looked = Disclosure.objects.filter(person__in=numbers, entry__lte=one.known).select_related("entry").order_by("-id")
    lines = tuple(Line(each.purpose, f"{moment_text(each.entry.moment)}（第 {each.entry_id} 笔）") for each in looked)
    return Block("looked", "完整的号码和电话何时被看过", lines, "没有人看过。", foot="经办人看一次，记一笔，写明用途。")


def _superseded(count: int) -> Block:
    said = (
        (Line(f"更正、变更或撤回过的旧记录 {count} 条", "照规定留在账上备查，现在的情况不以它们为准。"),)
        if count
        else ()
    )
    return Block("superseded", "以前的记录", said, "没有更正、变更或撤回过的记录。")


def _requests(person: int, one: Insider) -> tuple[Line, ...]:
    """What one asked to have corrected, and what was answered, the latest first."""
    lines = []
    for each in corrections_of(person, one.known):
        answer = getattr(each, "answer", None)
        note = f"{moment_text(each.entry.moment)[:10]} 提：{each.text}"
        if answer is None:
            lines.append(Line(each.about, note, "等着答复", "soon"))
            continue
        said = f"{note} — {moment_text(answer.entry.moment)[:10]} 答复：{answer.reason}"
        accepted = answer.answer == Answer.ACCEPTED
        lines.append(Line(each.about, said, Answer(answer.answer).label, "ok" if accepted else "mute"))
    return tuple(lines)
