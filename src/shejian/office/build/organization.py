"""The page of one social organization: what holds on the day, and everything the journal says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.facts.terms import ENDED_STATUSES, Line, Status
from shejian.core.indicators import Subject
from shejian.figures.naming import Named, Names
from shejian.journal.models import DatedFact
from shejian.office.asking import Posed
from shejian.office.build.body_acts import party_acts
from shejian.office.build.dossier import NOT_EFFECTIVE, ONLY_NOW, Dossier, dossier, papers_card
from shejian.office.build.facts import HOURS, MODES, Words, counted, label, span_text
from shejian.office.build.organization_acts import acts_of
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import FactCard, FactLine, OrganizationPage
from shejian.office.reach import may_write_organization, reaches_person
from shejian.office.visitors import Visitor
from shejian.office.wording import LINES
from shejian.party.models import Coverage, Employment, Guidance
from shejian.party.queries import bodies_in_effect, facts_of_organization
from shejian.registry.models import Charter, Commitment, Headcount, Placement, Registration, Standing
from shejian.registry.queries import facts_of
from shejian.registry.services.organizations import REGISTRATION

PLACE = "organizations"
SHOWN_WORKERS = 12


def organization_page(request: HttpRequest, one: Visitor, posed: Posed, number: int) -> OrganizationPage:
    """One organization that the ledger knows."""
    facts = organization_dossier(posed, number)
    known = facts.known(Registration)
    registration = next(iter(facts.on(Registration)), known[-1])
    status, tone = _status(facts)
    around = shell(request, one, registration.name, PLACE, posed)
    founded = next((fact.start for fact in facts.known(Standing)), None)
    writes = may_write_organization(one, posed, number)
    particulars = (
        facts.words.registered(registration, "type"),
        f"{facts.words.registered(registration, 'authority_id')}登记",
        f"{founded} 成立" if founded else "",
    )
    return OrganizationPage(
        # one organization is the same whatever unit and line are asked about: only the clocks are offered
        shell=replace(around, scope=None),
        back=reverse("office:organizations") + posed.asking.query(),
        place="社会组织",
        name=registration.name,
        code=registration.code,
        particulars=" · ".join(filter(None, particulars)),
        status=status,
        tone=tone,
        sentence=f"截至 {posed.on} · 以第 {posed.known} 笔的账为准",
        coverage=_coverage(facts, bodies_in_effect(posed.asked.picture, posed.on, number)),
        registration=_registration(facts, registration),
        aside=(_placements(facts), _building(facts), _working(one, facts), papers_card(facts)),
        history=tuple(facts.history(opened=writes)),
        later=facts.later,
        acts=(*acts_of(number), *party_acts(number)) if writes and not posed.is_past else (),
        acts_note=ONLY_NOW if writes and posed.is_past else "",
    )


def present_cards(posed: Posed, number: int) -> tuple[FactCard, ...]:
    """By whom it is covered, where it belongs, and its Party building, to be seen beside a form."""
    facts = organization_dossier(posed, number)
    return (
        _coverage(facts, bodies_in_effect(posed.asked.picture, posed.on, number)),
        _placements(facts),
        _building(facts),
    )


def organization_dossier(posed: Posed, number: int) -> Dossier[Words]:
    """Everything recorded of an organization, and words for it."""
    picture = posed.asked.picture
    every = facts_of(picture, number) + facts_of_organization(picture, number)
    bodies = {fact.party_organization_id for fact in every if isinstance(fact, Coverage)}
    names = Names(posed.on, posed.head).of(Subject.PARTY_ORGANIZATION, bodies)
    return dossier(posed, every, Words(posed.asked.tree, names, _workers(posed, every)))


def _workers(posed: Posed, every: list[DatedFact]) -> Mapping[int, Named]:
    return Names(posed.on, posed.head).of(
        Subject.PERSON, {fact.person_id for fact in every if isinstance(fact, Employment)}
    )


def _status(facts: Dossier[Words]) -> tuple[str, str]:
    """Where the organization stands on the day, and the tone in which that is shown."""
    now = facts.on(Standing)
    if not now:
        known = facts.known(Standing)
        start = known[0].start if known else None
        return (f"{start} 才成立", "past") if start and start > facts.posed.on else ("状态未填", "mute")
    status = Status(now[0].status)
    if status in ENDED_STATUSES:
        return f"{now[0].start} {status.label}", "mute"
    return ("在册", "ok") if status is Status.ACTIVE else (status.label, "soon")


def _working(one: Visitor, facts: Dossier[Words]) -> FactCard:
    """Who works there on the day, full-time first; those whom the visitor reaches lead to their pages."""
    held = sorted(facts.on(Employment), key=lambda fact: (not fact.full_time, fact.id))
    lines = [
        facts.line(
            fact,
            HOURS[fact.full_time],
            facts.words.person(fact.person_id),
            href=facts.href("person", fact.person_id) if reaches_person(one, facts.posed, fact.person_id) else "",
        )
        for fact in held[:SHOWN_WORKERS]
    ]
    if len(held) > SHOWN_WORKERS:
        lines.append(FactLine("另有", f"{len(held) - SHOWN_WORKERS} 人"))
    return FactCard("在职人员", tuple(lines), "没有登记谁在这里工作；没有登记不等于没有。")


# ---- what holds on the day ----


def _coverage(facts: Dossier[Words], effective: frozenset[int]) -> FactCard:
    """By which party organizations it is covered, and who was sent to it."""
    lines = [
        facts.line(
            fact,
            MODES.get(fact.mode or "", "组建方式未填"),
            facts.words.body(fact.party_organization_id),
            "" if fact.party_organization_id in effective else NOT_EFFECTIVE,
            href=facts.href("party-organization", fact.party_organization_id),
        )
        for fact in facts.on(Coverage)
    ]
    standing = any(fact.status not in ENDED_STATUSES for fact in facts.on(Standing))
    if standing and not effective:
        lines.insert(0, FactLine("组织覆盖", "未覆盖", note="没有存续的党组织与之挂接"))
    lines += [facts.line(fact, "选派", facts.words.guidance(fact)) for fact in facts.on(Guidance)]
    return FactCard("党组织覆盖", tuple(lines), "当日不存续，没有覆盖可说。")


def _registration(facts: Dossier[Words], registration: Registration) -> FactCard:
    """The items of the register under one span and one entry; and the names it bore before."""
    lines = [
        FactLine(label(column), facts.words.registered(registration, column))
        for column in REGISTRATION
        if column != "name"
    ]
    former = [fact for fact in facts.known(Registration) if fact.end and fact.name != registration.name]
    lines += [facts.line(fact, "曾用名", fact.name) for fact in former if fact.end and fact.end <= facts.posed.on]
    return FactCard("登记事项", tuple(lines), foot=f"{span_text(registration)} · {facts.entry(registration)}")


def _placements(facts: Dossier[Words]) -> FactCard:
    held = sorted(facts.on(Placement), key=lambda fact: (fact.position, fact.id))
    lines: list[FactLine] = []
    for line, title in LINES.items():
        placed = [fact for fact in held if Line(fact.line) is line]
        lines += [facts.line(fact, title, facts.words.tree.name(fact.unit_id)) for fact in placed]
        if not placed:
            lines.append(FactLine(title, "", note="按登记管理机关计"))
    return FactCard("三条线", tuple(lines))


def _building(facts: Dossier[Words]) -> FactCard:
    """Charter, commitment letters, and the last head count up to the day."""
    on = facts.posed.on
    lines = [facts.line(fact, "章程", facts.words.said(fact)) for fact in facts.on(Charter)]
    if not lines:
        lines.append(FactLine("章程", ""))
    signed = facts.up_to(Commitment)
    lines += [facts.line(fact, "承诺书", "已签订") for fact in signed] or [FactLine("承诺书", "没有签订的记录")]
    readings = facts.up_to(Headcount)
    if not readings:
        return FactCard("党建与人数", (*lines, FactLine("人数", "")))
    last = readings[-1]
    note = "" if last.start == on else "这一天以后没有再数"
    lines.append(facts.line(last, "从业人员", counted(last.staff, "人"), note))
    lines.append(facts.line(last, "专职正式党员", counted(last.full_time_full_members, "人"), note))
    return FactCard("党建与人数", tuple(lines))
