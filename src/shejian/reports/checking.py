"""Does the ledger still say so? An issued document's frozen figures against the ledger as it is now, for the same
question; and whether file and fingerprint are still what was issued. Nothing is altered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from shejian.base.queries import unit_tree
from shejian.core.calendar import previous_day, year_end, year_start
from shejian.core.calendar.days import SHANGHAI
from shejian.core.documents import NotApproximate, Writing, Written, read_approximation, write_figure
from shejian.core.facts.terms import Line
from shejian.core.indicators import (
    Evidence,
    EvidenceRow,
    Figure,
    Move,
    Subject,
    When,
    catalogue,
    evidence,
    roll_forward,
)
from shejian.core.rules import RuleUnavailable
from shejian.figures.answers import AMONG, answer
from shejian.figures.asking import Asked, Question, ask
from shejian.figures.naming import Named, Names
from shejian.journal.models import Entry
from shejian.journal.services.papers import DamagedPaper, kept_file
from shejian.journal.wording import act_label
from shejian.reports.drawing_up import THAN_END_OF_LAST_YEAR, THAN_LAST_YEAR
from shejian.reports.freezing import Proof, Quantity, digest_of, fingerprint, prove
from shejian.reports.manuscripts import UnitGone
from shejian.reports.models import FrozenFigure, Issue
from shejian.reports.queries import figure_data, issued_document, question_data
from shejian.snapshot.frames import SNAPSHOT

MOST_ENTRIES = 12


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row that came to a figure or went from it since it was frozen, with its reason now."""

    id: int
    subject: Subject
    name: str
    code: str
    because: str


@dataclass(frozen=True, slots=True)
class Cause:
    """An entry that moved a figure."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the document says of a figure at its places, and what would be said there now."""

    said: str
    now: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A frozen figure and what the ledger says now.

    Attributes:
        now: the figure today; not known if ``now.value`` is ``None``.
        came, went: the rows that moved, also where the figure is the same because as many came as went.
        causes: the entries since the issue that moved its rows, in order.
        words: the words of the document that rest on the figure.
        broken: why the frozen figure is no longer what was frozen, or cannot be found again; empty if it is.
    """

    frozen: FrozenFigure
    label: str
    unit: str
    now: Figure
    came: tuple[MovedRow, ...] = ()
    went: tuple[MovedRow, ...] = ()
    causes: tuple[Cause, ...] = ()
    words: tuple[Words, ...] = ()
    broken: str = ""

    @property
    def drifted(self) -> bool:
        """Whether the ledger now says another number."""
        return _differs(self.frozen, self.now)

    @property
    def shifted(self) -> bool:
        """Whether the number is the same and rests on other rows."""
        return not self.drifted and bool(self.came or self.went)

    @property
    def prints_the_same(self) -> bool:
        """Whether a share that drifted is still printed as it was: numerator and denominator moved together."""
        return self.drifted and self.frozen.text == self.now.text

    @property
    def difference(self) -> str:
        """Was → is, with the fraction of a share."""
        return f"{_fraction(self.frozen)} → {_fraction(self.now)}"


def _fraction(one: FrozenFigure | Figure) -> str:
    return one.text + (f"（{one.numerator} / {one.denominator}）" if one.numerator is not None else "")


@dataclass(frozen=True, slots=True)
class Check:
    """What checking an issued document found.

    Attributes:
        known: the last entry of the ledger it was checked against.
        breaches: what is no longer as it was issued: file, fingerprint, rows. Any of them is tampering or damage.
    """

    issue: Issue
    known: int
    findings: tuple[Finding, ...]
    breaches: tuple[str, ...]

    @property
    def drifted(self) -> list[Finding]:
        return [one for one in self.findings if one.drifted]

    @property
    def holds(self) -> bool:
        """Whether the ledger still says all of it, and all is as it was issued."""
        return not self.drifted and not self.breaches


def check(issue: Issue) -> Check:
    """Compare an issued document with the ledger as it is now.

    Raises:
        UnitGone: its unit is not in the ledger any more on the day of the document.
    """
    frozen = list(issue.figures.order_by("id"))
    breaches = [*_file(issue), *_fingerprint(issue, frozen)]
    wanted = [(one.figure, one.on) for one in frozen if one.figure in catalogue()]
    now, then = _ask(issue, None), _ask(issue, issue.known)
    today, before = prove(now, wanted), prove(then, wanted)
    findings = []
    for one in frozen:
        if one.figure not in catalogue():
            gone = Figure(one.figure, None, "—", missing="现在没有这个指标了")
            findings.append(Finding(one, one.figure, "", gone, broken="现在没有这个指标了"))
            continue
        words = _words(issue, one, today)
        finding = _finding(now, one, before[one.figure, one.on], today[one.figure, one.on], issue.known)
        findings.append(replace(finding, words=words) if finding.drifted else finding)
    breaches += [f"{one.label}：{one.broken}" for one in findings if one.broken]
    return Check(issue, now.picture.known, tuple(findings), tuple(breaches))


def count_drifted(issue: Issue) -> int:
    """How many frozen figures the ledger now says otherwise, without rows or reasons: for lists of documents.

    Raises:
        UnitGone: its unit is not in the ledger any more on the day of the document.
    """
    frozen = list(issue.figures.all())
    now, found = _ask(issue, None), {}
    for on in {one.on for one in frozen}:
        keys = [one.figure for one in frozen if one.on == on and one.figure in catalogue()]
        found[on] = answer(now.at(When(on, year_start(on))), keys).figures
    return sum(one.figure not in found[one.on] or _differs(one, found[one.on][one.figure]) for one in frozen)


def _differs(frozen: FrozenFigure, now: Figure) -> bool:
    was = (frozen.text, frozen.numerator, frozen.denominator)
    return was != (now.text, now.numerator, now.denominator)


def _words(issue: Issue, frozen: FrozenFigure, today: Mapping[Quantity, Proof]) -> tuple[Words, ...]:
    """The words that rest on a figure; of the year before, only changes do."""
    found: dict[str, Words] = {}
    runs = (run for one in issued_document(issue).paragraphs() for run in one.runs if isinstance(run, Written))
    for run in runs:
        bound, is_change = run.bound, run.bound.writing is Writing.CHANGE
        if bound.key != frozen.figure or (frozen.on < issue.on and not is_change):
            continue
        now = today[bound.key, issue.on].figure
        before = today[bound.key, previous_day(year_start(issue.on))].figure if is_change else None
        than = THAN_LAST_YEAR if issue.on == year_end(issue.on) else THAN_END_OF_LAST_YEAR
        written = write_figure(bound, catalogue()[bound.key], now, before, than).text
        found[run.text] = Words(run.text, written, run.text == written or _still_true(run.text, now))
    return tuple(found.values())


def _still_true(said: str, now: Figure) -> bool:
    """Whether approximate words that were written then are true of the figure now."""
    try:
        return isinstance(now.value, int) and read_approximation(said).objection(now.value) is None
    except NotApproximate:
        return False


def _ask(issue: Issue, known: int | None) -> Asked:
    tree = unit_tree(issue.on, known)
    if issue.unit_id not in tree.nodes:
        raise UnitGone(f"截至 {issue.on}，照现在的账，已经没有这份文书的单位，不能复算")
    path, line = tree.path(issue.unit_id), Line(issue.line)
    return ask(Question(issue.on, year_start(issue.on), path, line, bool(issue.own), known))


def _file(issue: Issue) -> list[str]:
    try:
        kept_file(issue.paper.sha256)
    except DamagedPaper as damaged:
        return [f"Word 原件：{damaged}"]
    return []


def _fingerprint(issue: Issue, frozen: list[FrozenFigure]) -> list[str]:
    found = [
        f"{one.figure}（{one.on}）的凭据和冻结时的摘要不符，被改动过"
        for one in frozen
        if digest_of(one.rows, one.whole_rows) != one.digest
    ]
    try:
        document = json.loads(issue.document)
    except ValueError:
        return [*found, "全文读不出来，被改动过"]
    if fingerprint(question_data(issue), document, [figure_data(one) for one in frozen]) != issue.fingerprint:
        found.append("全文、问题或凭据和指纹不符，签发以后被改动过")
    return found


def _finding(now: Asked, frozen: FrozenFigure, before: Proof, today: Proof, since: int) -> Finding:
    indicator = catalogue()[frozen.figure]
    label = indicator.label + ("（上年末）" if frozen.on < now.question.on else "")
    as_frozen = (before.row_text, before.whole_text) == (frozen.rows, frozen.whole_rows)
    broken = "" if as_frozen else "照签发时的账重算，行和冻结的不一样：口径或程序改过，或者账被改动过"
    moved = _moves(before.rows, today.rows)
    if before.whole is not None and today.whole is not None:
        moved += [move for move in _moves(before.whole, today.whole) if not _among(move, moved)]
    names = _Naming(now, today)
    causes = _causes(now, frozen, since) if moved else ()
    return Finding(
        frozen,
        label,
        "" if indicator.unit == "%" else indicator.unit,
        today.figure,
        tuple(names.of(move) for way, move in moved if way),
        tuple(names.of(move) for way, move in moved if not way),
        causes,
        broken=broken,
    )


_Moved = tuple[bool, Move]
"""Whether a row came, and the row."""


def _among(one: _Moved, moved: list[_Moved]) -> bool:
    return any(way == one[0] and move.row.id == one[1].row.id for way, move in moved)


def _moves(before: Evidence, today: Evidence) -> list[_Moved]:
    movement = roll_forward(before, today)
    unclear = [(row.id in {one.id for one in today.rows}, Move(row, row.amount)) for row in movement.unclear]
    return [*((True, move) for move in movement.came), *((False, move) for move in movement.went), *unclear]


class _Naming:
    """Names of rows and of what their reasons mention, as the ledger has them now."""

    def __init__(self, now: Asked, today: Proof) -> None:
        self._subject = today.rows.population.subject
        self._names = Names(now.question.on, now.picture.known)
        self._now = {row.id: row for row in (*today.rows.rows, *today.rows.out, *today.rows.unknown)}
        self._asked = now.at(When(today.on, year_start(today.on)))

    def of(self, move: Move) -> MovedRow:
        row = self._now.get(move.row.id)
        because = self._because(row) if row else self._why_gone(move.row)
        named = self._names.of(self._subject, [move.row.id]).get(move.row.id, Named(f"编号 {move.row.id}"))
        return MovedRow(move.row.id, self._subject, named.name, named.code, because)

    def _because(self, row: EvidenceRow) -> str:
        if row.other is None or row.other_subject is None:
            return row.because(None)
        found = self._names.of(row.other_subject, [row.other]).get(row.other)
        return row.because(found.name if found else None)

    def _why_gone(self, was: EvidenceRow) -> str:
        """Why a row is not even judged any more: an organization that was not there yet is not asked whether it is
        covered."""
        then = f"签发时{self._because(was)}"
        if self._subject not in AMONG:
            return then
        among = evidence(self._asked.view, AMONG[self._subject], self._asked.scope)
        gone = next((row for row in among.out if row.id == was.id), None)
        return f"{self._because(gone)}；{then}" if gone else f"已不在本范围；{then}"


def _causes(now: Asked, frozen: FrozenFigure, since: int) -> tuple[Cause, ...]:
    """The entries that moved the rows of a figure: the span of entries is halved wherever its two ends differ."""
    seen: dict[int, str] = {}

    def rows(known: int) -> str:
        if known not in seen:
            at = replace(now, picture=SNAPSHOT.picture(known)).at(now.view.when)
            try:
                proof = prove(at, [(frozen.figure, frozen.on)])[frozen.figure, frozen.on]
            except RuleUnavailable:
                return ""
            seen[known] = f"{proof.row_text}{proof.whole_text}{proof.figure.text}"
        return seen[known]

    found: list[int] = []

    def search(low: int, high: int) -> None:
        if low >= high or rows(low) == rows(high) or len(found) >= MOST_ENTRIES:
            return
        if high - low == 1:
            found.append(high)
            return
        middle = (low + high) // 2
        search(low, middle)
        search(middle, high)

    search(since, now.picture.known)
    entries = Entry.objects.select_related("by").in_bulk(found)
    return tuple(Cause(number, _cause(entries[number])) for number in found if number in entries)


def _cause(entry: Entry) -> str:
    day = entry.moment.astimezone(SHANGHAI).date()
    return f"第 {entry.number} 笔 {act_label(entry.act)}（{day}，{entry.by.name}）"
