"""What an entry recorded of rules, in words: values confirmed, and what units ask for beside the nation."""

from __future__ import annotations

from collections.abc import Iterator

from shejian.base.tree import UnitTree
from shejian.core.rules import UnknownRuleError
from shejian.journal.models import Entry
from shejian.office.build.facts import span_text
from shejian.office.ledger_pages import HistoryRow
from shejian.rulebook.enums import ValueStatus
from shejian.rulebook.models import Confirmation, LocalValue
from shejian.rulebook.queries import national_law
from shejian.rulebook.values import BadValue, read, value_of


def rule_label(key: str) -> str:
    """What a rule is called; its key, where the law no longer has it."""
    try:
        return national_law(None).parameter(key).label
    except UnknownRuleError:
        return key


def rule_rows(entry: Entry, tree: UnitTree) -> Iterator[HistoryRow]:
    """What the entry recorded of rules."""
    for one in Confirmation.objects.filter(entry=entry).order_by("id"):
        yield HistoryRow("核对", f"{one.since} 起的值，{one.article}：{one.words}（{one.read_in}）", "")
    for value in LocalValue.objects.filter(entry=entry).order_by("id"):
        status = ValueStatus(value.status).label
        yield HistoryRow(
            f"{tree.name(value.unit_id)}的值（{status}）", f"{value.modality} {_said(value)}", span_text(value)
        )


def _said(value: LocalValue) -> str:
    try:
        found, unit = value_of(national_law(None).parameter(value.key), read(value.value))
    except (BadValue, UnknownRuleError):
        return value.value
    return f"{found}{unit}" if isinstance(found, int) else str(found)
