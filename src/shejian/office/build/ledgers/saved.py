"""A visitor's own saved views of a ledger: what limits and sorts it, and its columns; neither scope nor clocks.

A view is opened in the scope and on the day at which one is: it says what to look at, not when.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from shejian.accounts.models import LONGEST_VIEW_NAME, SavedView
from shejian.office.asking import Posed
from shejian.office.build.ledgers.choosing import Wish, read_wish
from shejian.office.build.ledgers.declared import Ledger
from shejian.office.build.ledgers.tabs import ledger_address
from shejian.office.table_pages import SavedLink, SavedViews
from shejian.office.visitors import Visitor


def saved_views(one: Visitor, posed: Posed, ledger: Ledger, wish: Wish) -> SavedViews:
    """The visitor's views of a ledger, and what he could save now."""
    links = tuple(_link(posed, ledger, wish, saved) for saved in SavedView.objects.of(one.user, ledger.key))
    said = wish.fields()
    here = ledger_address(ledger.key) + posed.asking.query(**said)
    return SavedViews(
        links=links,
        action=reverse("office:ledger-views", args=[ledger.key]),
        query=urlencode(said),
        said="" if any(link.current for link in links) else _said(ledger, wish),
        back=here,
        longest=LONGEST_VIEW_NAME,
    )


def _link(posed: Posed, ledger: Ledger, wish: Wish, saved: SavedView) -> SavedLink:
    held = read_wish(ledger, dict(parse_qsl(saved.query)))
    return SavedLink(
        saved.name,
        ledger_address(ledger.key) + posed.asking.query(**held.fields()),
        held == wish,
        reverse("office:ledger-view", args=[ledger.key, saved.pk]),
    )


def _said(ledger: Ledger, wish: Wish) -> str:
    """What would be saved, in words; empty if there is nothing out of the ordinary to save."""
    words = []
    if wish.searched:
        words.append(f"查找“{wish.searched}”")
    tab = next((tab.label for tab in ledger.tabs if tab.value == wish.tab and tab.value), "")
    words += [tab] if tab else []
    words += [f"{len(wish.limits)} 个筛选条件"] if wish.limits else []
    column = ledger.sorting(wish.sort)
    words += [f"按{column.label}{'倒序' if wish.backwards else '排序'}"] if column else []
    words += [f"选定的 {len(wish.columns)} 列"] if wish.columns else []
    return "、".join(words)
