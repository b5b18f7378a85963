"""Everything recorded of one thing (an organization, a party organization, a person): what holds on the day asked for,
and its history, every fact by the entry that recorded it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.urls import reverse

from shejian.journal.models import DatedFact, Entry, Paper
from shejian.journal.queries import entries, reason_of
from shejian.journal.wording import act_label
from shejian.office.asking import Posed
from shejian.office.build.facts import NOT_STATED, fate, holds, is_known, made_by_form, replaced, span_text
from shejian.office.ledger_pages import FactCard, FactLine, HistoryEntry, HistoryRow
from shejian.office.wording import moment_text

ONLY_NOW = "以往的情况只能看；要办理，请回到今日"
NOT_EFFECTIVE = "当日不算覆盖：两者不都存续"


class Sayer(Protocol):
    """Whoever has words for the facts of a dossier."""

    def said(self, fact: DatedFact, before: DatedFact | None = None) -> str:
        """A fact in a few words; ``before`` is the one in whose place it was put."""


F = TypeVar("F", bound=DatedFact)
W = TypeVar("W", bound=Sayer)


@dataclass(frozen=True, slots=True)
class Dossier(Generic[W]):
    """Everything recorded of one thing, with what is needed to say it."""

    posed: Posed
    every: list[DatedFact]
    entries: Mapping[int, Entry]
    words: W

    def known(self, kind: type[F]) -> list[F]:
        """The facts of a kind that the ledger held to be true at the entry asked for, the earliest first."""
        found = [fact for fact in self.every if isinstance(fact, kind) and is_known(fact, self.posed.known)]
        return sorted(found, key=lambda fact: (fact.start is not None, fact.start or self.posed.on, fact.id))

    def on(self, kind: type[F]) -> list[F]:
        """Those of them that hold on the day."""
        return [fact for fact in self.known(kind) if holds(fact, self.posed.on)]

    def up_to(self, kind: type[F]) -> list[F]:
        """Those of them that had begun by the day."""
        return [fact for fact in self.known(kind) if fact.start is None or fact.start <= self.posed.on]

    def line(self, fact: DatedFact, title: str, value: str, note: str = "", href: str = "") -> FactLine:
        """A fact as a line of a card."""
        return FactLine(title, value, span_text(fact), self.entry(fact), note, href)

    def entry(self, fact: DatedFact) -> str:
        """The entry that recorded a fact, and its day."""
        return f"第 {fact.entry_id} 笔 · {self.recorded(fact.entry_id)}"

    def recorded(self, number: int) -> str:
        """The day on which an entry was recorded."""
        return f"{moment_text(self.entries[number].moment)[:10]} 记"

    def href(self, page: str, one: int) -> str:
        """The address of something's page at the same point of both clocks."""
        return reverse(f"office:{page}", args=[one]) + self.posed.asking.query()

    @property
    def later(self) -> str:
        """How many of the facts were recorded after the entry asked for."""
        count = sum(fact.entry_id > self.posed.known for fact in self.every)
        return f"其中 {count} 条入账于第 {self.posed.known} 笔以后，不计在内" if count else ""

    @property
    def resting(self) -> Iterator[tuple[Entry, Paper, str]]:
        """What is known rests on papers: each entry that has one, the newest first, and the facts it attests."""
        attested: dict[int, Counter[str]] = {}
        for fact in self.every:
            if fact.entry_id <= self.posed.known:
                attested.setdefault(fact.entry_id, Counter())[str(fact._meta.verbose_name)] += 1
        for number in sorted(attested, reverse=True):
            entry = self.entries[number]
            if entry.paper is not None:
                yield entry, entry.paper, _counted(attested[number])

    def recorded_by(self, number: int) -> tuple[HistoryRow, ...]:
        """What an entry recorded, each fact with what became of it."""
        return self._rows(number, self._before())

    def _rows(self, number: int, before: Mapping[tuple[type[DatedFact], int], DatedFact]) -> tuple[HistoryRow, ...]:
        return tuple(
            HistoryRow(
                str(fact._meta.verbose_name),
                self.words.said(fact, before.get((type(fact), fact.id))) or NOT_STATED,
                span_text(fact),
                fate(fact, self.every, self.entries, self.posed.known),
            )
            for fact in self.every
            if fact.entry_id == number
        )

    def _before(self) -> dict[tuple[type[DatedFact], int], DatedFact]:
        """For facts that replaced another: which one."""
        return {
            (type(instead), instead.id): fact
            for fact in self.every
            if (instead := replaced(fact, self.every)) is not None
        }

    def history(self, *, opened: bool = False) -> Iterator[HistoryEntry]:
        """Every fact by the entry that recorded it, the newest entry first; ``opened`` entries of forms have a page of
        their own to lead to."""
        before = self._before()
        for number in sorted({fact.entry_id for fact in self.every}, reverse=True):
            entry = self.entries[number]
            yield HistoryEntry(
                number=number,
                label=f"第 {number} 笔 {act_label(entry.act)}",
                moment=moment_text(entry.moment),
                by=entry.by.name,
                paper=entry.paper.title if entry.paper else "",
                rows=self._rows(number, before),
                later=number > self.posed.known,
                reason=reason_of(entry),
                href=reverse("office:entry", args=[number]) if opened and made_by_form(entry) else "",
            )


def dossier(posed: Posed, every: list[DatedFact], words: W) -> Dossier[W]:
    """Facts, with the entries that recorded and superseded them."""
    numbers = {fact.entry_id for fact in every} | {fact.superseded_by_id for fact in every if fact.superseded_by_id}
    return Dossier(posed, every, entries(numbers), words)


def papers_card(facts: Dossier[W]) -> FactCard:
    """The papers on which what is known rests; the file of one that came with a form can be opened."""
    lines = tuple(
        FactLine(
            f"第 {entry.number} 笔",
            paper_text(paper),
            f"载明{kinds}",
            facts.recorded(entry.number),
            href=paper_href(entry, paper) or f"#entry-{entry.number}",
        )
        for entry, paper, kinds in facts.resting
    )
    return FactCard("依据文件", lines, "这些账都没有登记依据的文件。")


def paper_href(entry: Entry, paper: Paper) -> str:
    """Where the file of a paper is opened, if it has one and came with a form."""
    return reverse("office:entry-paper", args=[entry.number]) if paper.sha256 and made_by_form(entry) else ""


def _counted(kinds: Counter[str]) -> str:
    return "、".join(f"{kind} {count} 条" if count > 1 else kind for kind, count in kinds.items())


def paper_text(paper: Paper) -> str:
    """A paper by its title, number, issuer and day."""
    more = "，".join(filter(None, (paper.issuer, str(paper.issued_on or ""))))
    return f"{paper.title}{f'（{paper.number}）' if paper.number else ''}{f'，{more}' if more else ''}"
