"""The page of one finding: fact, clause, remedy, since when; and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse

from shejian.accounts.models import User
from shejian.base.tree import UnitTree
from shejian.core.indicators import Subject as Of
from shejian.figures.naming import Names
from shejian.journal.models import DatedFact
from shejian.office.acting.oversight_forms import FORMS
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.build.dossier import ONLY_NOW, dossier, papers_card
from shejian.office.build.shell import shell
from shejian.office.finding_pages import FindingPage
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.pages import Link
from shejian.office.reach import may_write_finding
from shejian.office.visitors import Visitor
from shejian.oversight.enums import Source
from shejian.oversight.models import Answer, Assignment, KeptFinding, Verification, Waiver
from shejian.oversight.queries import NOTHING, Handling, Kept, State, facts_of_finding, handlings, item_label

PAGES = {Of.ORGANIZATION: "organization", Of.PARTY_ORGANIZATION: "party-organization", Of.PERSON: "person"}
TONES = {State.CLOSED: "ok", State.ACCEPTED: "ok", State.OVERDUE: "late", State.WAIVED: "mute", State.OPEN: "none"}
ICONS = {"assign": "person", "answer": "pen", "verify": "check", "waive": "x"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words for the facts of a finding."""

    tree: UnitTree
    users: Mapping[int, str]

    def said(self, fact: DatedFact, before: DatedFact | None = None) -> str:
        """A fact in a few words."""
        if isinstance(fact, KeptFinding):
            return "销号" if fact.end is not None else f"立项：{fact.because}"
        if isinstance(fact, Assignment):
            whom = [self.tree.name(fact.unit_id), self.users.get(fact.user_id or 0, "")]
            due = f"，{fact.due} 前办结" if fact.due else ""
            said = f"：{fact.said}" if fact.said else ""
            return f"交给{' · '.join(filter(None, whom))}{due}{said}"
        if isinstance(fact, Verification):
            return f"{'认可' if fact.accepted else '退回重办'}{f'：{fact.said}' if fact.said else ''}"
        return fact.said if isinstance(fact, Answer) else fact.reason if isinstance(fact, Waiver) else ""


def finding_subject(posed: Posed, kept: Kept) -> Subject:
    """The finding as forms are opened on it."""
    label = item_label(kept.item)
    return Subject(
        "问题", kept.number, f"问题 {kept.number} · {label}", "finding", facts_of_finding(kept.number), posed.known
    )


def finding_page(request: HttpRequest, one: Visitor, posed: Posed, kept: Kept) -> FindingPage:
    """One finding that the ledger knows."""
    every = facts_of_finding(kept.number)
    users = {fact.user_id for fact in every if isinstance(fact, Assignment) and fact.user_id is not None}
    named = dict(User.objects.filter(pk__in=users).values_list("pk", "name")) if users else {}
    facts = dossier(posed, every, Words(posed.asked.tree, named))
    handled = handlings([kept.number], posed.known).get(kept.number, NOTHING)
    state, writes = handled.state(kept, posed.on), may_write_finding(one, posed, kept.number)
    title = item_label(kept.item)
    verbs = () if posed.is_past or kept.closed is not None else verbs_of(handled, one, writes=writes)
    return FindingPage(
        shell=replace(shell(request, one, f"{title} · 问题 {kept.number}", "findings", posed), scope=None),
        back=reverse("office:findings") + posed.asking.query(),
        title=title,
        number=kept.number,
        whom=_whom(posed, kept),
        state=state.label,
        tone=TONES.get(state, "soon"),
        sentence=f"截至 {posed.on} · 以第 {posed.known} 笔的账为准",
        cards=(finding_card(kept), papers_card(facts)),
        history=tuple(facts.history(opened=writes)),
        later=facts.later,
        acts=acts_of(kept.number, verbs),
        acts_note=ONLY_NOW if writes and posed.is_past else "",
    )


def finding_card(kept: Kept) -> FactCard:
    """Fact, clause, remedy, and since when."""
    lines = (
        FactLine("事实", kept.because),
        FactLine("轻重", kept.severity.label),
        FactLine("起于", str(kept.since) if kept.since else "说不出从哪一天开始"),
        FactLine("依据", kept.clause),
        FactLine("怎么办", kept.remedy),
        FactLine("立项", str(kept.opened)),
        FactLine("销号", str(kept.closed) if kept.closed else "还没有"),
        FactLine("来源", Source(kept.source).label),
    )
    return FactCard("查出的情况", lines)


def _whom(posed: Posed, kept: Kept) -> Link:
    named = Names(posed.on, posed.known).of(kept.subject, [kept.subject_number])
    name = named[kept.subject_number].name if kept.subject_number in named else f"编号 {kept.subject_number}"
    page = reverse(f"office:{PAGES[kept.subject]}", args=[kept.subject_number])
    return Link(name, page + posed.asking.query())


def verbs_of(handled: Handling, one: Visitor, *, writes: bool) -> tuple[str, ...]:
    """What the visitor can do about a finding now: all, where he may write of whom it is about (``writes``); to whom it
    is given, he answers it wherever he stands."""
    given = handled.assignment
    answered = len(handled.answers) > len(handled.verifications)
    offered = {
        "assign": writes,
        "answer": given is not None and (writes or given.user_id == one.user.pk),
        "verify": writes and answered,
        "waive": writes,
    }
    return tuple(verb for verb in FORMS if offered[verb])


def acts_of(number: int, verbs: Sequence[str], current: str = "") -> tuple[Link, ...]:
    """The forms on a finding, as links."""
    return tuple(
        Link(FORMS[verb].heading, reverse("office:finding-act", args=[number, verb]), verb == current, icon=ICONS[verb])
        for verb in verbs
    )
