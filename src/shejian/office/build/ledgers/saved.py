"""A visitor's own saved views of a ledger: what limits and sorts it, and its columns; neither scope nor clocks.

A view is opened in the scope and on the day at which one is: it says what to look at, not when.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from shejian.accounts.models import LONGEST_VIEW_NAME, SavedView
from shejian.office.asking import Posed
from shejian.office.build.ledgers.choosing import read_wish
from shejian.office.build.ledgers.declared import Ledger
from shejian.office.build.ledgers.tabs import ledger_address
from shejian.office.build.ledgers.wished import Wish
from shejian.office.ledger_pages import SavedLink, SavedViews
from shejian.office.visitors import Visitor


def saved_views(one: Visitor, posed: Posed, ledger: Ledger, wish: Wish) -> SavedViews:
    """The visitor's views of a ledger, each as far as the ledger still understands it, and what he could save now."""
    here, fields = ledger_address(ledger.key), wish.fields()
    links = []
    for saved in SavedView.objects.of(one.user, ledger.key):
        held = read_wish(ledger, dict(parse_qsl(saved.query))).fields()
        action = reverse("office:ledger-view", args=[ledger.key, saved.pk])
        links.append(SavedLink(saved.name, here + posed.asking.query(**held), held == fields, action))
    return SavedViews(
        links=tuple(links),
        action=reverse("office:ledger-views", args=[ledger.key]),
        query=urlencode(fields),
        said="" if any(link.current for link in links) else said(ledger, wish),
        back=here + posed.asking.query(**fields),
        longest=LONGEST_VIEW_NAME,
    )


def said(ledger: Ledger, wish: Wish) -> str:
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
