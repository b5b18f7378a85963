"""The page of a draft: its places as text fields, what is said about each, and the paper beside them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shejian.core.calendar import long_date, year_end
from shejian.core.documents import Bound, Writing
from shejian.core.facts.terms import Line
from shejian.core.indicators import Figure, catalogue
from shejian.figures.answers import answer
from shejian.office.asking import Asking
from shejian.office.build.cells import evidence_href
from shejian.office.build.reports import CURRENT, MARK, paper, title_of, unit_of
from shejian.office.build.shell import shell
from shejian.office.pages import Link
from shejian.office.report_pages import (
    CommentView,
    DocumentBar,
    FigureChoice,
    FigureChoices,
    MarkView,
    OutlineItem,
    PlaceField,
    TheirsView,
    UsedFigure,
    WritingPage,
)
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text
from shejian.reports.manuscripts import Manuscript, Mark, Obstacle
from shejian.reports.models import Comment, Draft, DraftState
from shejian.reports.places import Place
from shejian.reports.services.drafting import Theirs, version_of

SHORT_ROWS, WIDTH = 2, 30
PLAIN = "照实写"
SAID_ELSEWHERE = (Obstacle.MARK, Obstacle.COMMENT)


@dataclass(slots=True)
class Typed:
    """What was typed and could not be stored, or not all of it: shown again as it was typed."""

    texts: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Theirs] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    said: str = ""
    picker: str = ""


def asking_of(draft: Draft, manuscript: Manuscript) -> Asking:
    """The question of a draft as an address of the figures."""
    question = manuscript.asked.question
    return Asking(question.line, manuscript.asked.path, question.own, question.on, question.since)


def writing_page(request: HttpRequest, one: Visitor, made: Manuscript, typed: Typed) -> WritingPage:
    """A draft, to be written by whoever may, and read by the others."""
    draft, asking = made.draft, asking_of(made.draft, made)
    title, href = title_of(draft), reverse("office:report", args=[draft.pk])
    writable = draft.state == DraftState.OPEN and one.may_write(draft.unit_id, Line(draft.line))
    current = _figures(made) if writable else {}
    fields = tuple(_field(made, place, typed, asking) for place in made.places if place.key in made.texts)
    source = draft.source

    def href_of(bound: Bound) -> tuple[str, str]:
        return evidence_href(bound.key, asking), f"{catalogue()[bound.key].label}：看它的每一行"

    return WritingPage(
        shell=shell(request, one, title, CURRENT),
        bar=document_bar(one, draft, frozen=False),
        href=href,
        outline=outline_items(made),
        used=_used(made, asking),
        fields=fields if writable else (),
        figures=_choices(current),
        writings=(PLAIN, *(str(one) for one in Writing if one is not Writing.EXACT)),
        places=tuple(Link(each.label, each.key) for each in fields),
        paper=paper(made.report.document, href_of, frozen=False, marked=_marked(made)),
        to_do=_to_do(made),
        key=uuid.uuid4().hex,
        issue_href=reverse("office:report-issue", args=[draft.pk]) if writable else "",
        discard_href=reverse("office:report-discard", args=[draft.pk]) if writable else "",
        copied_from=Link(title_of(source), reverse("office:report", args=[source.pk])) if source else None,
        later="" if not writable or latest_day(one, draft) == draft.on else long_date(latest_day(one, draft)),
        why_not="" if writable else _why_not(one, draft),
        not_saved=typed.said,
        until=long_date(draft.on),
        restore_href=reverse("office:report-restore", args=[draft.pk]) if _may_restore(one, draft) else "",
        picker_problem=typed.picker,
    )


def _marked(made: Manuscript) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mark in made.marks:
        found.setdefault(mark.place, set()).add(f"{mark.claim.number}{mark.claim.unit}")
    return found


def document_bar(one: Visitor, draft: Draft, *, frozen: bool, seal: str = "", note: str = "") -> DocumentBar:
    """The head of a document's page."""
    saved = f"已存 {moment_text(draft.edited)} · {draft.edited_by.name} · 第 {draft.version} 稿"
    return DocumentBar(
        title=f"{title_of(draft)} · {unit_of(one, draft)}",
        seal=seal or MARK.replace("，", " · "),
        frozen=frozen,
        note=note or f"数截至 {draft.on} · {saved}",
        word_href=reverse("office:report-word", args=[draft.pk]),
        pdf_href=reverse("office:report-pdf", args=[draft.pk]),
    )


def latest_day(one: Visitor, draft: Draft) -> date:
    """The last day of the draft's year, or today while it runs."""
    return min(year_end(date(draft.year, 1, 1)), one.today)


def _may_restore(one: Visitor, draft: Draft) -> bool:
    return draft.state == DraftState.DISCARDED and one.may_write(draft.unit_id, Line(draft.line))


def _why_not(one: Visitor, draft: Draft) -> str:
    if draft.state == DraftState.DISCARDED:
        return "这份草稿已经放弃，不能再改；文字都还在。"
    return f"您的角色是：{one.standing}，这里只能看。写由{one.tree.name(draft.unit_id)}或它上级的经办人办理。"


def anchor(key: str) -> str:
    """The id of a place on the page."""
    return f"place-{key.replace('.', '-')}"


def outline_items(made: Manuscript) -> tuple[OutlineItem, ...]:
    """The outline with how much there is to do at each place."""
    counts: dict[str, int] = {}
    for each in made.in_the_way:
        counts[each.place.key] = counts.get(each.place.key, 0) + 1
    return tuple(
        OutlineItem(
            place.label,
            f"#{anchor(place.key)}" if place.key in made.texts else "",
            place.level,
            counts.get(place.key, 0),
        )
        for place in made.places
    )


def _to_do(made: Manuscript) -> str:
    if not made.in_the_way:
        return ""
    counts: dict[Obstacle, int] = {}
    for each in made.in_the_way:
        counts[each.what] = counts.get(each.what, 0) + 1
    return "签发以前还有：" + "，".join(f"{what} {count} 处" for what, count in counts.items())


def _used(made: Manuscript, asking: Asking) -> tuple[UsedFigure, ...]:
    found: dict[str, Figure] = {use.figure.key: use.figure for use in made.report.uses}
    return tuple(
        UsedFigure(catalogue()[key].label, one.text, evidence_href(key, asking), one.missing is not None)
        for key, one in found.items()
    )


# ---- places ----


def _field(made: Manuscript, place: Place, typed: Typed, asking: Asking) -> PlaceField:
    stored = made.texts[place.key]
    text = typed.texts.get(place.key, stored)
    theirs = typed.conflicts.get(place.key)
    lines = sum(1 + len(line) // WIDTH for line in text.split("\n"))
    to_do = [one for one in made.in_the_way if one.place.key == place.key and one.what not in SAID_ELSEWHERE]
    return PlaceField(
        key=place.key,
        id=anchor(place.key),
        label=place.label,
        rows=max(SHORT_ROWS, lines),
        text=text,
        base=version_of(stored),
        open=tuple(f"{one.what}：{one.words}" for one in to_do),
        marks=tuple(_mark(mark, asking) for mark in made.marks if mark.place == place.key),
        comments=tuple(_comment(one) for one in made.comments if one.place == place.key),
        remark=typed.remarks.get(place.key, ""),
        theirs=TheirsView(theirs.text, theirs.by, moment_text(theirs.moment)) if theirs else None,
        problem=typed.problems.get(place.key, ""),
    )


def token_of(mark: Mark) -> str:
    """The name of a mark in a form: its place, its figure, and where its number begins."""
    return f"{mark.place}|{mark.claim.key}|{mark.claim.start}"


def _mark(mark: Mark, asking: Asking) -> MarkView:
    claim = mark.claim
    words = f"{mark.subject} {claim.number}{claim.unit}"
    if mark.figure is None:
        return MarkView("周年数不对", words, mark.in_stead, claim.unit, "", mark.why, token_of(mark), mark.in_stead)
    return MarkView(
        title="与账不符",
        words=words,
        ledger=mark.figure.text,
        unit="" if catalogue()[claim.key].unit == "%" else catalogue()[claim.key].unit,
        href=evidence_href(claim.key, asking),
        why=f"截至 {asking.on}，{mark.why}",
        token=token_of(mark),
        in_stead=mark.in_stead,
    )


def _comment(one: Comment) -> CommentView:
    resolved = ""
    if one.resolved is not None and one.resolved_by is not None:
        resolved = f"{one.resolved_by.name} {moment_text(one.resolved)} 处理"
    return CommentView(one.pk, one.text, one.by.name, moment_text(one.moment), resolved)


# ---- figures to insert ----


def _figures(made: Manuscript) -> Mapping[str, Figure]:
    return answer(made.asked).figures


def _choices(current: Mapping[str, Figure]) -> tuple[FigureChoices, ...]:
    sections: dict[str, list[FigureChoice]] = {}
    for key, figure in current.items():
        indicator = catalogue()[key]
        unit = "" if indicator.unit == "%" else indicator.unit
        said = f"{figure.text}{unit}" if figure.value is not None else "账上不知道"
        sections.setdefault(indicator.section, []).append(FigureChoice(key, f"{indicator.label}　{said}"))
    return tuple(FigureChoices(heading, tuple(choices)) for heading, choices in sections.items())
