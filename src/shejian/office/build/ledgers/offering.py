"""What a ledger offers to record: one more of its rows."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from shejian.office.asking import Posed
from shejian.office.pages import Link
from shejian.office.visitors import Visitor


def offers(label: str, page: str) -> Callable[[Visitor, Posed], Link | None]:
    """A form that records a new one, for clerks who look at today."""

    def link(one: Visitor, posed: Posed) -> Link | None:
        return Link(label, reverse(f"office:{page}")) if one.is_clerk and not posed.is_past else None

    return link
