"""The tabs of the seven ledgers."""

from __future__ import annotations

from django.urls import reverse

from shejian.office.asking import Asking
from shejian.office.pages import Link

ORGANIZATIONS, FINDINGS = "organizations", "findings"
APART = {ORGANIZATIONS: ORGANIZATIONS, FINDINGS: FINDINGS}
"""Ledgers that have addresses of their own."""
LABELS = {
    ORGANIZATIONS: "社会组织",
    "party-organizations": "党组织",
    "members": "党员",
    "posts": "任职与选派",
    "development": "发展党员",
    "meetings": "组织生活",
    "contributions": "作用发挥",
}


def is_ledger(key: str) -> bool:
    """Whether there is a ledger of that key."""
    return key in LABELS or key in APART


def ledger_address(key: str) -> str:
    """The address of a ledger."""
    return reverse(f"office:{APART[key]}") if key in APART else reverse("office:ledger", args=[key])


def export_address(key: str) -> str:
    """The address of the workbook of a ledger."""
    return reverse(f"office:{APART[key]}-export") if key in APART else reverse("office:ledger-export", args=[key])


def ledger_tabs(asking: Asking, current: str) -> tuple[Link, ...]:
    """The seven ledgers, and the list of studies beside them, at the same point of both clocks and in the same scope;
    none beside one that is no such."""
    if current not in LABELS:
        return ()
    tabs = [Link(label, ledger_address(key) + asking.query(), key == current) for key, label in LABELS.items()]
    return (*tabs, Link("学习培训", reverse("office:studies") + asking.query()))
