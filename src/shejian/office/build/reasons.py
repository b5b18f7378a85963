"""Rows of evidence by their reasons: chips with counts, each of them opening its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest

from shejian.office.asking import Posed
from shejian.office.build.cells import evidence_href
from shejian.office.build.shell import page_fields
from shejian.office.pages import Link, RowView

SHOWN = 10


def with_reason(rows: Sequence[RowView], reason: str) -> tuple[RowView, ...]:
    """The rows of one reason; of all, if none is named."""
    return tuple(row for row in rows if not reason or row.reason == reason)


def reason_chips(
    request: HttpRequest, posed: Posed, key: str, rows: Sequence[RowView], reason: str
) -> tuple[tuple[Link, ...], str]:
    """A chip for each reason, the most frequent first, and what is said of those for which there is no room.

    One reason alone is no choice, unless it is the one that limits the rows now.
    """
    counts = Counter(row.reason for row in rows).most_common()
    if len(counts) < 2 and not reason:
        return (), ""
    if reason and reason not in dict(counts):
        counts.insert(0, (reason, 0))
    kept = page_fields(request, "why")

    def chip(label: str, count: int, why: str) -> Link:
        return Link(label, evidence_href(key, posed.asking, **kept, why=why) + "#rows", why == reason, str(count))

    shown = [(why, count) for at, (why, count) in enumerate(counts) if at < SHOWN or why == reason]
    left = [count for why, count in counts if (why, count) not in shown]
    chips = (chip("全部理由", len(rows), ""), *(chip(why, count, why) for why, count in shown))
    return chips, f"其余 {len(left)} 种理由共 {sum(left)} 行" if left else ""
