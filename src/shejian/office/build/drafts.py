"""Documents that somebody is writing, as the workbench lists them."""

from __future__ import annotations

from django.urls import reverse

from shejian.office.asking import Posed
from shejian.office.build.reports import title_of, unit_of
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text
from shejian.reports.models import DraftState
from shejian.reports.queries import drafts_of

SHOWN = 4
NONE = "没有正在写的文书。在“报告”里选单位和年度就能起一份。"
NONE_TO_SEE = "没有正在写的文书。"


def latest_drafts(one: Visitor, posed: Posed) -> tuple[tuple[Link, ...], str]:
    """The drafts of the units that he reaches, the last changed first; and what is said when there are none."""
    open_ones = drafts_of(one.within(one.tree)).filter(state=str(DraftState.OPEN))[:SHOWN]
    links = tuple(
        Link(
            title_of(draft),
            reverse("office:report", args=[draft.pk]) + posed.asking.query(),
            note=f"{unit_of(one, draft)} · {draft.edited_by.name} {moment_text(draft.edited)} 改",
        )
        for draft in open_ones
    )
    return links, NONE if one.is_clerk else NONE_TO_SEE
