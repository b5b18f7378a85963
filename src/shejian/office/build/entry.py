"""The page of one entry that a form made: what it recorded, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from shejian.cases.models import CaseEnding, CaseParticulars, CaseStep
from shejian.core.indicators import Subject
from shejian.core.procedures import load_procedures
from shejian.figures.naming import Names
from shejian.journal.models import DatedFact, Entry
from shejian.journal.queries import reason_of
from shejian.journal.services.reversal import Resting, rests_on
from shejian.journal.wording import act_label
from shejian.office.acting.undoing import RULE, About, UndoForm, about, nothing_stays
from shejian.office.asking import Asking, pose
from shejian.office.build.batches import effects_of
from shejian.office.build.case_words import entry_rows
from shejian.office.build.dossier import paper_href, paper_text
from shejian.office.build.facts import made_by_form, span_text
from shejian.office.build.organization import organization_dossier
from shejian.office.build.rule_entries import rule_label, rule_rows
from shejian.office.build.shell import shell
from shejian.office.entry_pages import EntryPage
from shejian.office.ledger_pages import HistoryRow
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text
from shejian.oversight.models import CompletionRequest

PLACE = "organizations"
MEASURES = {"organization": "家", "rule": "条"}
LISTS = {"study": "studies", "case": "cases", "finding": "findings", "rule": "rules"}
SUBJECTS = {"organization": Subject.ORGANIZATION, "party-organization": Subject.PARTY_ORGANIZATION}
SHOWN = 50
"""The most rows of cases that are listed: an act may start thousands."""
NAMED = 12
"""The most things of a kind that are named."""
KINDS = {
    "rule": "规则",
    "finding": "问题",
    "case": "办件",
    "organization": "社会组织",
    "party-organization": "党组织",
    "person": "人员",
    "study": "学习培训",
}


def entry_page(request: HttpRequest, one: Visitor, entry: Entry, form: UndoForm | None = None) -> EntryPage:
    """One entry; ``form`` is what was just filled in."""
    withdrawn, _, restored = effects_of(entry.seals.all())
    undone = Entry.objects.filter(reverses=entry).select_related("by").first()
    resting = () if undone else tuple(_resting(each) for each in rests_on(entry, nothing_stays))
    title = f"第 {entry.number} 笔 {act_label(entry.act)}"
    things = about(entry)
    return EntryPage(
        shell=shell(request, one, title, LISTS.get(things[0].page, PLACE) if things else PLACE),
        heading=title,
        made=f"{moment_text(entry.moment)} 由{entry.by.name}经{entry.channel}记下",
        paper=paper_text(entry.paper) if entry.paper else "",
        paper_href=paper_href(entry, entry.paper) if entry.paper else "",
        reason=reason_of(entry),
        about=_named(one, entry, things),
        rows=_rows(one, entry, things),
        withdrawn=tuple(withdrawn.items()),
        restored=restored,
        resting=resting,
        undone=f"已由{undone.by.name}于 {moment_text(undone.moment)} 撤销，记为第 {undone.number} 笔" if undone else "",
        undone_why=reason_of(undone) if undone else "",
        form=None if undone or resting else form or UndoForm(),
        back=first_page(one, things),
    )


def _resting(one: Resting) -> Link:
    """A later entry, with where it is taken back if a form made it."""
    return Link(str(one), reverse("office:entry", args=[one.entry.number]) if made_by_form(one.entry) else "")


def _named(one: Visitor, entry: Entry, things: list[About]) -> tuple[Link, ...]:
    names = Names(one.today, max(entry.number, pose(one, Asking()).known))
    found: list[Link] = []
    for page, kind in KINDS.items():
        every = sorted({each.number for each in things if each.page == page}, key=lambda one: (len(str(one)), one))
        numbers = every[:NAMED]
        known = names.of(SUBJECTS[page], map(int, numbers)) if page in SUBJECTS else {}
        for number in numbers:
            named = known.get(int(number)) if page in SUBJECTS else None
            name = named.name if named is not None and named.name else f"{kind} {number}"
            name = rule_label(str(number)) if page == RULE else name
            found.append(Link(name, reverse(f"office:{page}", args=[number])))
        if len(every) > NAMED:
            found.append(Link(f"等 {len(every)} 个{kind}", reverse(f"office:{LISTS.get(page, PLACE)}")))
    return tuple(found)


def _rows(one: Visitor, entry: Entry, things: list[About]) -> tuple[HistoryRow, ...]:
    posed = pose(one, Asking())
    numbers = [int(each.number) for each in things if each.page == "organization"]
    found = [row for number in numbers for row in organization_dossier(posed, number).recorded_by(entry.number)]
    return (*dict.fromkeys(found), *_case_rows(entry), *_requests(entry), *rule_rows(entry, posed.asked.tree))


def _requests(entry: Entry) -> Iterator[HistoryRow]:
    """What the entry asked for to be completed."""
    for fact in CompletionRequest.objects.filter(entry=entry).order_by("id")[:SHOWN]:
        yield HistoryRow(str(CompletionRequest._meta.verbose_name), f"{fact.said}（{fact.due} 以前）", span_text(fact))


def _case_rows(entry: Entry) -> Iterator[HistoryRow]:
    """What the entry recorded of cases: how many of each procedure, and the first steps and endings."""
    started = CaseParticulars.objects.filter(entry=entry).values_list("procedure").annotate(many=Count("id"))
    for procedure, many in started.order_by("procedure"):
        label = load_procedures()[procedure].label
        yield HistoryRow(str(CaseParticulars._meta.verbose_name), label if many == 1 else f"{label}，{many} 件", "")
    found: list[DatedFact] = []
    for kind in (CaseStep, CaseEnding):
        found += kind.objects.filter(entry=entry).order_by("id")[:SHOWN]
    for fact, (what, text) in zip(found, entry_rows(found), strict=True):
        yield HistoryRow(what, text, "" if fact.start is None else span_text(fact))


def first_page(one: Visitor, things: list[About]) -> Link:
    """Where one comes from, and goes back to: what the entry is about."""
    if not things:
        return Link("回到台账", reverse("office:organizations"))
    first = things[0]
    if first.page in LISTS and len({each.number for each in things if each.page == first.page}) > 1:
        return Link(f"回到这些{KINDS[first.page]}", reverse(f"office:{LISTS[first.page]}"))
    return Link(
        f"回到这{MEASURES.get(first.page, '个')}{KINDS[first.page]}",
        reverse(f"office:{first.page}", args=[first.number]),
    )
