"""Reading drafts and issued documents."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from shejian.core.documents import Document, Run, document_of
from shejian.reports.models import Draft, FrozenFigure, Issue, Withdrawal


def drafts_of(units: Collection[int]) -> QuerySet[Draft]:
    """The drafts of some units, the last changed first; issued ones, and those that were given up, among them."""
    found = Draft.objects.filter(unit__in=units)
    return found.select_related("by", "edited_by", "issue", "issue__entry__by", "issue__withdrawal").order_by(
        "-edited", "-id"
    )


def draft_with_number(number: int) -> Draft | None:
    """The draft of that number, whatever became of it."""
    found = Draft.objects.select_related("by", "edited_by", "issue__paper", "issue__entry__by", "source__issue")
    return found.filter(pk=number).first()


def issues() -> QuerySet[Issue]:
    """Every issued document, withdrawn or not, in order."""
    found: QuerySet[Issue] = Issue.objects.select_related("entry__by", "paper", "withdrawal__entry").order_by("id")
    return found


def withdrawal_of(issue: Issue) -> Withdrawal | None:
    """The withdrawal of an issued document; ``None`` while it is in force."""
    found: Withdrawal | None = Withdrawal.objects.filter(issue=issue.pk).select_related("entry__by").first()
    return found


def issued_document(issue: Issue) -> Document[Run]:
    """The words of an issued document as a document tree."""
    return document_of(json.loads(issue.document))


def question_data(issue: Issue) -> dict[str, Any]:
    """What an issued document was asked, as its fingerprint takes it."""
    return {
        "kind": issue.kind,
        "unit": issue.unit_id,
        "line": issue.line,
        "own": bool(issue.own),
        "year": issue.year,
        "on": issue.on.isoformat(),
        "known": issue.known,
    }


def figure_data(frozen: FrozenFigure) -> dict[str, Any]:
    """A frozen figure as the fingerprint takes it; its rows as they stand, not as their digest says."""
    return {
        "figure": frozen.figure,
        "on": frozen.on.isoformat(),
        "text": frozen.text,
        "numerator": frozen.numerator,
        "denominator": frozen.denominator,
        "rows": frozen.rows,
        "whole_rows": frozen.whole_rows,
    }
