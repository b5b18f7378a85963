"""The pages of figures, each one step from the others, with the question kept."""

from __future__ import annotations

from django.urls import reverse

from shejian.office.asking import Asking
from shejian.office.pages import Link

PLACES = {
    "figures": "总览",
    "figures-compare": "比较两天",
    "figures-table": "党统表",
    "figures-catalogue": "指标目录",
}


def figure_places(asking: Asking, current: str) -> tuple[Link, ...]:
    """Links to the pages of figures; ``current`` is the name of the one being looked at."""
    return tuple(
        Link(label, reverse(f"office:{name}") + asking.query(), name == current) for name, label in PLACES.items()
    )
