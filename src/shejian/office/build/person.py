"""The page of one person: masked, what holds on the day, and what the journal says of him."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse

from shejian.activities.queries import attended_by
from shejian.core.calendar import year_start
from shejian.core.facts.terms import (
    AttendanceState,
    DevelopmentStage,
    GuidanceTitle,
    MeetingKind,
    MemberCategory,
    PostTitle,
)
from shejian.core.identifiers import mask_name
from shejian.core.indicators import Subject
from shejian.figures.naming import Names
from shejian.office.asking import Posed
from shejian.office.body_pages import DisclosureCard, DisclosureLine, PersonPage
from shejian.office.build.body_acts import person_acts
from shejian.office.build.body_words import BodyWords, dues, months_text, number, phone, sex
from shejian.office.build.case_card import case_card
from shejian.office.build.corrections import corrections_card
from shejian.office.build.dossier import ONLY_NOW, Dossier, dossier, papers_card
from shejian.office.build.facts import HOURS
from shejian.office.build.learning_card import learning_card
from shejian.office.build.shell import shell
from shejian.office.forms import PurposeForm
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.reach import may_disclose, reaches_meeting, reaches_organization
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text
from shejian.party.models import Affiliation, DevelopmentStep, Dues, Employment, Guidance, Membership, Post
from shejian.party.queries import facts_of_person
from shejian.people.models import Disclosure, PersonParticulars, SamePerson
from shejian.people.services.disclosing import Disclosed

PLACE = "organizations"
SHOWN_MEETINGS = 12
NO_LIST = "只记了人数的，不知道有谁"
NOT_NOW = "只能在“今日、最新的账”下查看，请先回到今日。"
NOTHING = "台账上没有这个人的身份号码和电话。"

Facts = Dossier[BodyWords]


def person_page(
    request: HttpRequest,
    one: Visitor,
    posed: Posed,
    person: int,
    form: PurposeForm | None = None,
    shown: Disclosed | None = None,
) -> PersonPage:
    """One person that the ledger knows; ``form`` is what was just filled in, ``shown`` what is shown this once."""
    facts, writes = _facts(one, posed, person), may_disclose(one, posed, person)
    stated = next(reversed(facts.known(PersonParticulars)), None)
    status, tone = _status(facts, person)
    merged = merged_into_person(person, posed.known) is not None
    name = mask_name(stated.name) if stated else f"人员 {person}"
    member = next(reversed(facts.up_to(Membership)), None)
    particulars = (_category(facts, member) if member else "不是党员", sex(stated) if stated else "")
    return PersonPage(
        shell=replace(shell(request, one, name, PLACE, posed), scope=None),
        back=reverse("office:organizations") + posed.asking.query(),
        place="人员",
        name=name,
        code=number(stated) if stated and stated.identity_cipher is not None else "",
        particulars=" · ".join(filter(None, particulars)),
        status=status,
        tone=tone,
        sentence=f"截至 {posed.on} · 以第 {posed.known} 笔的账为准",
        cards=(_affiliations(facts), _steps(facts), case_card(posed, person=person), _meetings(one, facts, person)),
        aside=(
            _membership(facts, member),
            _contact(facts, stated),
            _work(facts),
            _dues(facts),
            learning_card(facts, person),
            papers_card(facts),
            *(corrections_card(person, posed.known) if writes else ()),
        ),
        disclosure=_disclosure(one, posed, person, stated, form, shown),
        history=tuple(facts.history(opened=writes)),
        later=facts.later,
        acts=person_acts(person) if writes and not merged and not posed.is_past else (),
        acts_note=ONLY_NOW if writes and posed.is_past else "",
    )


def merged_into_person(person: int, known: int) -> int | None:
    """The one that is kept, if the ledger, as known then, holds the person to be the same as another."""
    fact = SamePerson.objects.known(known).filter(person=person).first()
    return None if fact is None else fact.kept_id


def present_person_card(posed: Posed, person: int) -> FactCard:
    """Who somebody is, masked, since when a member, and where his relation stands, to be seen beside a form."""
    facts = _facts_within(posed, person)
    stated = next(reversed(facts.known(PersonParticulars)), None)
    member = next(reversed(facts.up_to(Membership)), None)
    stay = next(reversed(facts.up_to(Affiliation)), None)
    lines = [FactLine("编号", f"人员 {person}")]
    if stated is not None:
        lines += [FactLine("身份号码", number(stated)), FactLine("性别", sex(stated))]
        lines.append(FactLine("联系电话", phone(stated)))
    if member is not None:
        lines += [
            FactLine("党员类别", _category(facts, member)),
            FactLine("入党日期", str(member.start or "")),
            FactLine("转正日期", str(member.full_on or "")),
        ]
    if stay is not None:
        lines.append(facts.line(stay, "组织关系", facts.words.body(stay.party_organization_id)))
    return FactCard(mask_name(stated.name) if stated else f"人员 {person}", tuple(lines))


def _facts(one: Visitor, posed: Posed, person: int) -> Facts:
    every = facts_of_person(posed.asked.picture, person)
    bodies = {fact.party_organization_id for fact in every if isinstance(fact, Affiliation | DevelopmentStep | Post)}
    sent_to = {fact.organization_id for fact in every if isinstance(fact, Guidance | Employment)}
    names = Names(posed.on, posed.head)
    words = BodyWords(
        posed.asked.tree,
        names.of(Subject.PARTY_ORGANIZATION, bodies),
        names.of(Subject.ORGANIZATION, {each for each in sent_to if reaches_organization(one, posed, each)}),
    )
    return dossier(posed, every, words)


def _facts_within(posed: Posed, person: int) -> Facts:
    """As ``_facts``, without the organizations to which he was sent."""
    every = facts_of_person(posed.asked.picture, person)
    bodies = {fact.party_organization_id for fact in every if isinstance(fact, Affiliation)}
    names = Names(posed.on, posed.head).of(Subject.PARTY_ORGANIZATION, bodies)
    return dossier(posed, every, BodyWords(posed.asked.tree, names))


def _status(facts: Facts, person: int) -> tuple[str, str]:
    merged = [fact for fact in facts.known(SamePerson) if fact.person_id == person]
    if merged:
        return f"重复登记，已并入人员 {merged[-1].kept_id}", "mute"
    if facts.on(Affiliation):
        return "组织关系在册", "ok"
    if facts.up_to(Affiliation):
        return "组织关系已转出", "mute"
    return "没有组织关系", "mute"


def _category(facts: Facts, member: Membership) -> str:
    """Full or probationary on the day: who became full on a later day was not yet."""
    if member.full_on is not None:
        full = member.full_on <= facts.posed.on
        return (MemberCategory.FULL if full else MemberCategory.PROBATIONARY).label
    return MemberCategory(member.category).label


# ---- what holds on the day ----


def _affiliations(facts: Facts) -> FactCard:
    """Where the relation stands, and where it stood before, the latest first."""
    lines = []
    for fact in reversed(facts.up_to(Affiliation)):
        over = fact.end is not None and fact.end <= facts.posed.on
        body = facts.words.body(fact.party_organization_id)
        href = facts.href("party-organization", fact.party_organization_id)
        lines.append(facts.line(fact, "以前" if over else "现在", body, href=href))
    return FactCard("组织关系", tuple(lines), "当日以前没有组织关系的记录。")


def _steps(facts: Facts) -> FactCard:
    lines = tuple(
        facts.line(fact, DevelopmentStage(fact.stage).label, facts.words.body(fact.party_organization_id))
        for fact in facts.up_to(DevelopmentStep)
    )
    return FactCard("发展党员", lines, "当日以前没有发展步骤的记录。")


def _meetings(one: Visitor, facts: Facts, person: int) -> FactCard:
    """On the lists of which meetings he stands, the latest first; of one out of reach, not what it was about."""
    posed = facts.posed
    total, latest = attended_by(person, posed.on, posed.known, SHOWN_MEETINGS)
    lines = []
    for each in latest:
        reached = reaches_meeting(one, posed, each.meeting)
        lines.append(
            FactLine(
                str(each.day),
                f"{MeetingKind(each.kind).label} {each.topic if reached else ''}".strip(),
                note=AttendanceState(each.state).label,
                href=facts.href("meeting", each.meeting) if reached else "",
            )
        )
    more = f"，这里列最近 {len(lines)} 次" if total > len(lines) else ""
    foot = f"名单上有他的共 {total} 次{more}；只记了人数的不知道有谁。"
    return FactCard(
        "参加的组织生活", tuple(lines), "没有名单上有这个人的组织生活；只记了人数的不知道有谁。", foot if total else ""
    )


def _membership(facts: Facts, member: Membership | None) -> FactCard:
    if member is None:
        return FactCard("党籍", (), "当日没有党籍的记录。")
    later = member.full_on is not None and member.full_on > facts.posed.on
    full_on = "" if later else str(member.full_on or "")
    return FactCard(
        "党籍",
        (
            FactLine("党员类别", _category(facts, member)),
            FactLine("入党日期", str(member.start or "")),
            FactLine("转正日期", full_on, note="当日尚未转正" if later else ""),
        ),
        foot=facts.entry(member),
    )


def _contact(facts: Facts, stated: PersonParticulars | None) -> FactCard:
    """Identity number and telephone, masked."""
    if stated is None:
        return FactCard("身份与联系", (), "照所选的账，没有这个人的身份信息。")
    has_number = stated.identity_cipher is not None
    lines = (
        FactLine("身份号码", number(stated) if has_number else "", note="" if has_number else "不按姓名并人"),
        FactLine("性别", sex(stated)),
        FactLine("联系电话", phone(stated)),
    )
    return FactCard("身份与联系", lines, foot=facts.entry(stated))


def _work(facts: Facts) -> FactCard:
    """Where he works, his posts, and where he was sent."""
    lines = [
        facts.line(fact, "在职", facts.words.organization(fact.organization_id), HOURS[fact.full_time])
        for fact in facts.on(Employment)
    ]
    lines += [
        facts.line(fact, PostTitle(fact.title).label, facts.words.body(fact.party_organization_id))
        for fact in facts.on(Post)
    ]
    lines += [
        facts.line(fact, GuidanceTitle(fact.title).label, facts.words.organization(fact.organization_id))
        for fact in facts.on(Guidance)
    ]
    return FactCard("在职、任职与选派", tuple(lines), "当日没有按这个人记的在职、任职或选派。")


def _dues(facts: Facts) -> FactCard:
    """The dues of the year up to the day, the latest first."""
    since = year_start(facts.posed.on)
    held = [fact for fact in facts.up_to(Dues) if fact.end is not None and fact.end > since]
    lines = tuple(FactLine(months_text(fact), dues(fact), entry=facts.entry(fact)) for fact in reversed(held))
    return FactCard("党费", lines, f"{since.year} 年到当日没有党费的记录。")


# ---- showing what is masked ----


def _disclosure(
    one: Visitor,
    posed: Posed,
    person: int,
    stated: PersonParticulars | None,
    form: PurposeForm | None,
    shown: Disclosed | None,
) -> DisclosureCard | None:
    """For clerks through whose unit the person is reached; nobody else sees it, nor who looked before."""
    if not may_disclose(one, posed, person):
        return None
    held = stated is not None and (stated.identity_cipher is not None or stated.phone_cipher is not None)
    why_not = "" if held else NOTHING
    if posed.is_past:
        why_not = NOT_NOW
    full = (("身份号码", shown.identity_number), ("联系电话", shown.phone)) if shown else ()
    looked = Disclosure.objects.filter(person=person).select_related("entry__by").order_by("-id")
    return DisclosureCard(
        action=reverse("office:person-disclosure", args=[person]),
        form=None if why_not or shown else form or PurposeForm.fresh(),
        why_not="" if shown else why_not,
        shown=tuple((label, value) for label, value in full if value),
        entry=f"第 {shown.entry} 笔" if shown else "",
        lines=tuple(
            DisclosureLine(each.entry.by.name, moment_text(each.entry.moment), each.purpose, f"第 {each.entry_id} 笔")
            for each in looked
        ),
    )
