"""Pages of lists: which rows, and the addresses of the other pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from shejian.office.pages import Link, Pager

SIZE = 50
AROUND = 2

T = TypeVar("T")


def page_number(said: str) -> int:
    """The page that an address names, counted from 1."""
    return max(1, int(said)) if said.isdigit() and len(said) < 7 else 1


def paged(rows: Sequence[T], said: str, href: Callable[[int], str], counter: str = "行") -> tuple[Sequence[T], Pager]:
    """The rows of the page that an address names, and the pager under them."""
    count = max(1, -(-len(rows) // SIZE))
    number = min(page_number(said), count)
    first = (number - 1) * SIZE
    shown = rows[first : first + SIZE]
    if not rows:
        return shown, Pager("")
    summary = f"共 {len(rows)} {counter}"
    if count == 1:
        return shown, Pager(summary)
    near = sorted({1, count, *range(max(1, number - AROUND), min(count, number + AROUND) + 1)})
    links: list[Link] = []
    for at, each in enumerate(near):
        if at and each - near[at - 1] > 1:
            links.append(Link("…", ""))
        links.append(Link(str(each), href(each), each == number))
    return shown, Pager(
        f"{summary}，第 {first + 1}–{first + len(shown)} {counter}",
        tuple(links),
        href(number - 1) if number > 1 else "",
        href(number + 1) if number < count else "",
    )
