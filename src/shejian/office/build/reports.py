"""The list of reports, the form that starts one, and the paper on which a document is shown."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from shejian.base.enums import Role
from shejian.core.documents import (
    Blank,
    Bound,
    Document,
    Outline,
    Paragraph,
    Run,
    Section,
    Written,
    number_of,
    outlines,
)
from shejian.core.facts.terms import Line, UnitKind
from shejian.core.indicators import catalogue
from shejian.office.build.paging import paged
from shejian.office.build.shell import shell
from shejian.office.pages import Empty, Link
from shejian.office.report_forms import StartForm
from shejian.office.report_pages import Paper, PaperPart, PaperRun, ReportLine, ReportsPage
from shejian.office.visitors import Visitor
from shejian.office.wording import extent, moment_text
from shejian.reports.models import Draft, DraftState
from shejian.reports.places import ISSUER, OPENING, TITLE
from shejian.reports.queries import drafts_of

CURRENT = "reports"
SHOWN, DISCARDED = "shown", "discarded"
MARK = "草稿，数未冻结"
HrefOf = Callable[[Bound], tuple[str, str]]
"""The address of the rows behind a figure, and what is said of it."""


def start_form(one: Visitor, data: object = None) -> StartForm | None:
    """The form that starts a draft, for the units at which the visitor may write; ``None`` if there are none."""
    along = one.along(one.tree, Role.CLERK)
    nodes = [node for node in one.tree.in_order() if node.id in along[UnitKind(node.kind).line]]
    if not nodes:
        return None
    units = [(node.id, one.tree.path(node.id)) for node in nodes]
    home = one.home.unit if one.home and one.home.unit in dict(units) else None
    initial = {"key": uuid.uuid4().hex, "year": one.today.year, "unit": home}
    return StartForm(one.today, units, data, initial=initial)


def reports_of(one: Visitor) -> list[Draft]:
    """The reports that the visitor may read, the last changed first; those that were given up among them."""
    along = one.along(one.tree)  # a role reaches the reports of its own line
    found = drafts_of(one.within(one.tree))
    return [draft for draft in found if draft.unit_id in along[Line(draft.line)]]


def reports_page(request: HttpRequest, one: Visitor, form: StartForm | None) -> ReportsPage:
    """The reports of the units that the visitor reaches."""
    every = reports_of(one)
    gone = [draft for draft in every if draft.state == DraftState.DISCARDED]
    given_up = request.GET.get(SHOWN) == DISCARDED
    here = reverse("office:reports")
    drafts = gone if given_up else [draft for draft in every if draft.state != DraftState.DISCARDED]
    page = f"{here}?{SHOWN}={DISCARDED}&page=" if given_up else f"{here}?page="
    shown, pager = paged(drafts, request.GET.get("page", ""), lambda at: f"{page}{at}", "份")
    empty = None
    if not drafts:
        empty = _none(given_up=given_up, writes=form is not None)
    other = Link("回到报告", here) if given_up else Link(f"已放弃 {len(gone)} 份", f"{here}?{SHOWN}={DISCARDED}")
    why_none = "" if form else f"您的角色是：{one.standing}。写报告要在那个单位或它的上级任经办人；这里只能看。"
    return ReportsPage(
        shell=shell(request, one, "报告", CURRENT),
        lines=tuple(_line(one, draft) for draft in shown),
        pager=pager,
        empty=empty,
        form=form,
        why_none=why_none,
        other=other if given_up or gone else None,
    )


def _none(*, given_up: bool, writes: bool) -> Empty:
    if given_up:
        return Empty("没有已放弃的草稿", "放弃的草稿列在这里，随时可以取回。")
    if writes:
        return Empty("还没有报告", "选单位和年度起一份：提纲和账上的数已经在里面，补上自己的话就能签发。")
    return Empty("还没有报告", "您范围内的单位写了报告，就列在这里。")


def title_of(draft: Draft) -> str:
    """What a report is called in lists: its year and kind."""
    return f"{draft.year} 年度{outlines()[draft.kind].label}"


def unit_of(one: Visitor, draft: Draft) -> str:
    """Of what unit a report is."""
    return f"{one.tree.name(draft.unit_id)} · {extent(draft.own)}"


def _line(one: Visitor, draft: Draft) -> ReportLine:
    issued, withdrawn = draft.issue, False
    if issued is not None:
        withdrawn = hasattr(issued, "withdrawal")
    state = "已作废" if withdrawn else DraftState(draft.state).label
    return ReportLine(
        href=reverse("office:report", args=[draft.pk]),
        title=title_of(draft),
        unit=unit_of(one, draft),
        on=draft.on.isoformat(),
        state=state,
        tone="mute" if withdrawn or draft.state == DraftState.DISCARDED else "ok" if issued else "past",
        moment=moment_text(issued.entry.moment if issued else draft.edited),
        by=issued.entry.by.name if issued else draft.edited_by.name,
    )


# ---- the paper ----


def paper(
    document: Document[Run], href_of: HrefOf, *, frozen: bool, marked: Mapping[str, Collection[str]] | None = None
) -> Paper:
    """A document on its paper, each figure leading to its rows.

    Args:
        marked: for a place, the numbers typed there that the ledger contradicts.
    """
    runs = _Runs(href_of, marked or {})
    parts = [PaperPart("title", runs(line, TITLE), TITLE if not at else "") for at, line in enumerate(document.title)]
    if document.addressee is not None:
        parts.append(PaperPart("addressee", (*runs(document.addressee, ""), PaperRun("："))))
    opening = enumerate(document.opening)
    parts += [PaperPart("text", runs(one, OPENING), OPENING if not at else "") for at, one in opening]
    for at, section in enumerate(document.sections, 1):
        parts += _section(section, runs, 1, at, f"{at}")
    parts.append(PaperPart("issuer", runs(document.signature.issuer, ISSUER), ISSUER))
    parts.append(PaperPart("dated", (PaperRun(document.signature.date_text),)))
    return Paper(tuple(parts), "" if frozen else MARK, frozen)


def _section(section: Section[Run], runs: _Runs, level: int, at: int, key: str) -> Iterator[PaperPart]:
    heading = (PaperRun(number_of(level, at)), *runs(section.heading, ""))
    yield PaperPart(f"level{level}", heading, key.replace(".", "-"))
    for paragraph in section.paragraphs:
        yield PaperPart("text", runs(paragraph, key))
    for inner, below in enumerate(section.sections, 1):
        yield from _section(below, runs, level + 1, inner, f"{key}.{inner}")


@dataclass(frozen=True, slots=True)
class _Runs:
    """Makes the runs of a paragraph that stands at a place."""

    href_of: HrefOf
    marked: Mapping[str, Collection[str]]

    def __call__(self, paragraph: Paragraph[Run], place: str) -> tuple[PaperRun, ...]:
        return tuple(made for run in paragraph.runs for made in self._run(run, self.marked.get(place, ())))

    def _run(self, one: Run, numbers: Collection[str]) -> Iterator[PaperRun]:
        if isinstance(one, Blank):
            yield PaperRun(one.text, "blank")
        elif isinstance(one, Written):
            href, said = self.href_of(one.bound)
            yield PaperRun(one.text, "blank" if one.missing else "figure", href, said)
        elif not numbers:
            yield PaperRun(one.text)
        else:
            for at, piece in enumerate(re.split(f"({'|'.join(map(re.escape, numbers))})", one.text)):
                if piece:
                    yield PaperRun(piece, "mark" if at % 2 else "")


def label_of(key: str) -> str:
    """The name of a figure, or its key if there is no such figure any more."""
    return catalogue()[key].label if key in catalogue() else key


def outline_of(draft: Draft) -> Outline:
    """The outline of a draft's kind."""
    return outlines()[draft.kind]
