"""核对: a remembered value was read in the official text. It counts from then on; the confirmation may be withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from shejian.core.rules import DatedValue, Law, UnknownRuleError, load_law
from shejian.journal.services.posting import Posting
from shejian.rulebook.models import Confirmation
from shejian.rulebook.services.refusals import RuleRefused

NAMES = ("key", "since", "instrument", "article", "words", "read_in")


@dataclass(frozen=True, slots=True)
class ConfirmationDraft:
    """Which value was read, in which of the instruments it cites, where it stands there and in what words.

    Attributes:
        since: the first day of the value.
        read_in: where the official text was read.
    """

    key: str
    since: date
    instrument: str
    article: str
    words: str
    read_in: str


def confirm(made: Posting, drafts: Sequence[ConfirmationDraft]) -> range:
    """Record that values were read in the official text; returns the ids.

    Raises:
        RuleRefused: there is no such value, it does not cite the instrument, or it is confirmed already.
    """
    law = load_law()
    for one in drafts:
        value = _value(law, one)
        cited = {cite.instrument.id: cite for cite in value.citations}
        if one.instrument not in cited:
            raise RuleRefused("instrument", f"{value.label}自 {one.since} 起的值不以这个文件为依据，请选它所引的文件")
        twice = Confirmation.objects.filter(
            key=one.key, since=one.since, instrument=one.instrument, superseded_by__isnull=True
        )
        if cited[one.instrument].confirmed or twice.exists():
            raise RuleRefused("instrument", f"{value.label}自 {one.since} 起的值已经核对过，不用再核对")
    return made.record(Confirmation, NAMES, [tuple(getattr(one, name) for name in NAMES) for one in drafts])


def withdraw_confirmations(made: Posting, ids: Collection[int]) -> None:
    """The values were not read so after all: they are only remembered again.

    Raises:
        RuleRefused: one of the confirmations does not stand.
    """
    standing = set(Confirmation.objects.filter(id__in=ids, superseded_by__isnull=True).values_list("id", flat=True))
    if standing != set(ids):
        raise RuleRefused("confirmation", "这次核对刚刚被撤回，没有改动；请刷新后再看")
    made.withdraw(Confirmation, ids)


def _value(law: Law, one: ConfirmationDraft) -> DatedValue:
    try:
        values = law.parameter(one.key).values
    except UnknownRuleError as unknown:
        raise RuleRefused("key", str(unknown)) from None
    found = next((value for value in values if value.since == one.since), None)
    if found is None:
        days = "、".join(str(value.since) for value in values)
        raise RuleRefused("since", f"这条规则没有从 {one.since} 起的值，有从 {days} 起的")
    return found
