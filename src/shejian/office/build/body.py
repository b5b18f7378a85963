"""The page of one party organization: what holds on the day, who belongs to it, and what the journal says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.activities.queries import count_meetings, meetings_of
from shejian.core.calendar import anniversary, next_day
from shejian.core.facts.terms import DevelopmentStage, GuidanceTitle, MeetingKind, PartyOrganizationKind, PostTitle
from shejian.core.identifiers import mask_name
from shejian.core.indicators import Subject
from shejian.figures.naming import Names
from shejian.office.asking import Posed
from shejian.office.body_pages import PartyOrganizationPage, PersonList, PersonRow
from shejian.office.build.body_acts import body_acts
from shejian.office.build.body_words import BodyWords
from shejian.office.build.case_card import case_card
from shejian.office.build.dossier import NOT_EFFECTIVE, ONLY_NOW, Dossier, dossier, papers_card
from shejian.office.build.facts import MODES, counted, span_text
from shejian.office.build.health import health_card
from shejian.office.build.life_year import YEAR, year_of, year_strip
from shejian.office.build.paging import paged
from shejian.office.build.papers import handbook_card
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.reach import may_write_body, reaches_organization
from shejian.office.visitors import Visitor
from shejian.party.models import (
    Committee,
    Coverage,
    Election,
    Establishment,
    Guidance,
    PartyOrganizationParticulars,
    Post,
    ReelectionMark,
)
from shejian.party.queries import below, effective_coverage, facts_of_body, members_of, steps_at

PLACE = "organizations"
SHOWN_MEETINGS = 12

Facts = Dossier[BodyWords]


def party_organization_page(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> PartyOrganizationPage:
    """One party organization that the ledger knows."""
    facts, writes = _facts(one, posed, number), may_write_body(one, posed, number)
    known = facts.known(PartyOrganizationParticulars)
    stated = next(iter(facts.on(PartyOrganizationParticulars)), known[-1])
    status, tone = _status(facts)
    founded = next((fact.start for fact in facts.known(Establishment)), None)
    particulars = (
        PartyOrganizationKind(stated.kind).label,
        facts.words.particulars(stated, "unit_id"),
        f"{founded} 成立" if founded else "",
    )
    return PartyOrganizationPage(
        # a party organization is the same whatever unit and line are asked about: only the clocks are offered
        shell=replace(shell(request, one, stated.name, PLACE, posed), scope=None),
        back=reverse("office:organizations") + posed.asking.query(),
        place="党组织",
        name=stated.name,
        code="",
        particulars=" · ".join(filter(None, particulars)),
        status=status,
        tone=tone,
        sentence=f"截至 {posed.on} · 以第 {posed.known} 笔的账为准",
        cards=(
            health_card(posed, number, stated.unit_id),
            _coverage(facts, number),
            _guidance(facts),
            case_card(posed, party_organization=number),
            _meetings(facts, number),
        ),
        people=(_members(request, facts, number), _steps(facts, number)),
        aside=(
            _particulars(facts, stated),
            _establishment(facts),
            _posts(facts),
            _elections(facts),
            handbook_card(posed, number),
            papers_card(facts),
        ),
        history=tuple(facts.history(opened=writes)),
        later=facts.later,
        year=year_strip(
            posed, number, stated.unit_id, year_of(request.GET.get(YEAR, ""), posed.on), "party-organization"
        ),
        acts=body_acts(number) if writes and not posed.is_past else (),
        acts_note=ONLY_NOW if writes and posed.is_past else "",
    )


def present_body_cards(one: Visitor, posed: Posed, number: int) -> tuple[FactCard, ...]:
    """Whom it covers, what it is, when it was founded and who holds its posts, to be seen beside a form."""
    facts = _facts(one, posed, number)
    known = facts.known(PartyOrganizationParticulars)
    stated = next(iter(facts.on(PartyOrganizationParticulars)), known[-1])
    return (_coverage(facts, number), _particulars(facts, stated), _establishment(facts), _posts(facts))


def _facts(one: Visitor, posed: Posed, number: int) -> Facts:
    picture = posed.asked.picture
    every = facts_of_body(picture, number)
    covered = {fact.organization_id for fact in every if isinstance(fact, Coverage)}
    parents = {fact.parent_id for fact in every if isinstance(fact, PartyOrganizationParticulars) and fact.parent_id}
    names = Names(posed.on, posed.head)
    words = BodyWords(
        posed.asked.tree,
        names.of(Subject.PARTY_ORGANIZATION, parents | {number, *below(picture, posed.on, number)}),
        names.of(Subject.ORGANIZATION, {each for each in covered if reaches_organization(one, posed, each)}),
    )
    return dossier(posed, every, words)


def _status(facts: Facts) -> tuple[str, str]:
    """Where the party organization stands on the day, and the tone in which that is shown."""
    lives = facts.known(Establishment)
    if not lives:
        return "成立日期未填", "mute"
    life, on = lives[-1], facts.posed.on
    if life.start is not None and life.start > on:
        return f"{life.start} 才成立", "past"
    if life.end is not None and life.end <= on:
        return f"{life.end} 撤销", "mute"
    return "存续", "ok"


# ---- what holds on the day ----


def _coverage(facts: Facts, number: int) -> FactCard:
    """Which social organizations it covers, in its order; those out of the visitor's reach are counted, not named."""
    held = sorted(facts.on(Coverage), key=lambda fact: (fact.position, fact.id))
    named = [fact for fact in held if fact.organization_id in facts.words.organizations]
    effective = effective_coverage(facts.posed.asked.picture, facts.posed.on, number)
    lines = [
        facts.line(
            fact,
            MODES.get(fact.mode or "", "组建方式未填"),
            facts.words.organization(fact.organization_id),
            "" if fact.organization_id in effective else NOT_EFFECTIVE,
            href=facts.href("organization", fact.organization_id),
        )
        for fact in named
    ]
    others = len(held) - len(named)
    if others:
        lines.append(FactLine("另有", f"{others} 家", note="在您的范围以外"))
    return FactCard("覆盖的社会组织", tuple(lines), "当日没有覆盖任何社会组织，不计入党组织数。")


def _guidance(facts: Facts) -> FactCard:
    """Who was sent to the organizations that it covers."""
    posed = facts.posed
    covered = {fact.organization_id for fact in facts.on(Coverage)} & facts.words.organizations.keys()
    sent = list(Guidance.objects.on(posed.on, posed.known).filter(organization__in=covered).order_by("start", "id"))
    own = dossier(posed, list(sent), facts.words)
    lines = tuple(
        own.line(
            fact,
            GuidanceTitle(fact.title).label,
            mask_name(fact.name),
            facts.words.organization(fact.organization_id),
        )
        for fact in sent
    )
    return FactCard("指导员和联络员", lines, "当日没有向它覆盖的社会组织选派人员的记录。")


def _particulars(facts: Facts, stated: PartyOrganizationParticulars) -> FactCard:
    parent = "" if stated.parent_id is None else facts.href("party-organization", stated.parent_id)
    lines = [
        FactLine("类型", facts.words.particulars(stated, "kind")),
        FactLine("上级", facts.words.particulars(stated, "parent_id"), href=parent),
        FactLine("所在单位", facts.words.particulars(stated, "unit_id")),
    ]
    lines += [
        FactLine("下级", facts.words.body(each), href=facts.href("party-organization", each))
        for each in below(facts.posed.asked.picture, facts.posed.on, stated.party_organization_id)
    ]
    former = [fact for fact in facts.up_to(PartyOrganizationParticulars) if fact.end and fact.name != stated.name]
    lines += [facts.line(fact, "曾用名", fact.name) for fact in former if fact.end and fact.end <= facts.posed.on]
    return FactCard("党组织情况", tuple(lines), foot=f"{span_text(stated)} · {facts.entry(stated)}")


def _establishment(facts: Facts) -> FactCard:
    lines: list[FactLine] = []
    for fact in facts.known(Establishment):
        lines.append(facts.line(fact, "成立", str(fact.start or "")))
        lines.append(FactLine("批准文号", fact.approval_number))
        if fact.end is not None:
            lines.append(FactLine("撤销", str(fact.end)))
    return FactCard("设立", tuple(lines), "没有设立的记录。")


def _posts(facts: Facts) -> FactCard:
    lines = [facts.line(fact, PostTitle(fact.title).label, mask_name(fact.name)) for fact in facts.on(Post)]
    lines = lines or [FactLine(PostTitle.SECRETARY.label, "")]
    held = [facts.line(fact, "委员会", facts.words.said(fact)) for fact in facts.on(Committee)]
    return FactCard("任职与委员会", (*lines, *(held or [FactLine("委员会", "")])))


def _elections(facts: Facts) -> FactCard:
    """The elections up to the day, the latest first, and the mark of the day's year."""
    held = list(reversed(facts.up_to(Election)))
    lines = [facts.line(fact, "本届选举" if at == 0 else "以前的选举", str(fact.start)) for at, fact in enumerate(held)]
    marks = [facts.line(fact, "是否换届", "是" if fact.reelected else "否") for fact in facts.on(ReelectionMark)]
    foot = "任期到哪一天届满，见本页的“健康”。" if held else ""
    return FactCard("选举与任期", (*lines, *marks), "当日以前没有选举的记录。", foot)


def _meetings(facts: Facts, number: int) -> FactCard:
    """The meetings of the year up to the day, the latest first, those of which it was a partner among them; and where
    all of them are."""
    posed = facts.posed
    since = _year_before(posed.on)
    total = count_meetings(posed.asked.picture, number, posed.on, since)
    found = meetings_of(posed.asked.picture, number, posed.on, 0, min(total, SHOWN_MEETINGS))
    lines = [
        FactLine(
            str(each.day),
            f"{MeetingKind(each.kind).label} {each.topic}".strip(),
            note=f"应到 {counted(each.due, '人')}，实到 {counted(each.present, '人')}",
            href=facts.href("meeting", each.meeting),
        )
        for each in found
    ]
    lines.append(FactLine("全部", "每一次和计划", href=facts.href("party-organization-meetings", number)))
    more = f"，这里列最近 {SHOWN_MEETINGS} 次" if total > SHOWN_MEETINGS else ""
    said = f"共 {total} 次{more}" if total else "没有组织生活的记录"
    return FactCard("近一年的组织生活", tuple(lines), foot=f"{since} 至 {posed.on} {said}。")


def _year_before(on: date) -> date:
    """The day after the same day of the year before: the first of twelve months up to ``on``."""
    return next_day(anniversary(on, -1))


# ---- who belongs to it ----


def _members(request: HttpRequest, facts: Facts, number: int) -> PersonList:
    posed = facts.posed
    members = members_of(posed.asked.picture, posed.on, number)
    full = sum(member.full for member in members)
    here = reverse("office:party-organization", args=[number])
    shown, pager = paged(
        members,
        request.GET.get("page", ""),
        lambda at: here + posed.asking.query(page=str(at)) + "#members",
        "名",
    )
    rows = _rows(facts, [(one.person, "正式党员" if one.full else "预备党员", one.since) for one in shown])
    said = f"共 {len(members)} 名，正式 {full} 名，预备 {len(members) - full} 名" if members else ""
    return PersonList("members", "党员", said, rows, "当日没有党员的组织关系在这里。", "转入", pager)


def _steps(facts: Facts, number: int) -> PersonList:
    """Development steps of the year up to the day."""
    posed = facts.posed
    since = _year_before(posed.on)
    steps = steps_at(posed.asked.picture, since, posed.on, number)
    rows = _rows(facts, [(person, DevelopmentStage(stage).label, day) for person, stage, day in steps])
    said = f"{since} 至 {posed.on} 共 {len(steps)} 步" if steps else ""
    return PersonList("steps", "发展党员", said, rows, f"{since} 至 {posed.on} 没有发展党员的记录。", "日期")


def _rows(facts: Facts, listed: Iterable[tuple[int, str, date | None]]) -> tuple[PersonRow, ...]:
    found = list(listed)
    names = Names(facts.posed.on, facts.posed.known).of(Subject.PERSON, {person for person, _, _ in found})
    return tuple(
        PersonRow(
            names[person].name if person in names else f"人员 {person}",
            facts.href("person", person),
            words,
            str(since or "自始"),
        )
        for person, words, since in found
    )
