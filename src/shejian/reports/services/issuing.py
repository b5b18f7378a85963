"""Issuing a document: its figures are frozen with what they rest on, its Word file becomes a paper, all in one entry.
And withdrawing it, which is another entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from shejian.base.queries import head_number
from shejian.core.documents import plain_document, text_of
from shejian.core.rules import RuleUnavailable
from shejian.journal.models import Entry
from shejian.journal.services import Act, AlreadyPosted, Posting, posting
from shejian.journal.services.marks import canonical_json
from shejian.journal.services.papers import describe_file, keep_file
from shejian.reports.freezing import Proof, digest_of, fingerprint, prove, quantities, short
from shejian.reports.manuscripts import InTheWay, Manuscript, read_manuscript
from shejian.reports.models import Draft, DraftState, FrozenFigure, Issue, Withdrawal
from shejian.reports.queries import figure_data, question_data
from shejian.reports.services.drafting import NotWritable, TooLong
from shejian.reports.word import render_word

LONGEST_TITLE = 200
LONGEST_NUMBER = 64
LONGEST_REASON = 500
PAPER_KIND = "report"
NUMBER = "number"
"""The place of a number that is too long."""


class NotReady(Exception):
    """Something stands in the way of issuing; nothing was written."""

    def __init__(self, in_the_way: tuple[InTheWay, ...]) -> None:
        super().__init__(f"还有 {len(in_the_way)} 处没有办完，不能签发")
        self.in_the_way = in_the_way


class LookAgain(Exception):
    """The draft or the ledger moved on after it was looked through; ``str()`` says so in Chinese."""


class NoReason(ValueError):
    """A withdrawal without a reason; ``str()`` says so in Chinese."""


class AlreadyWithdrawn(Exception):
    """The document was withdrawn before; ``str()`` names the entry, in Chinese."""


@dataclass(frozen=True, slots=True)
class _Frozen:
    """What is written down when a document is issued."""

    issue: Issue
    figures: list[FrozenFigure]
    content: bytes


def file_name(title: str) -> str:
    """The name under which a document's Word file is kept and handed out."""
    return f"{''.join(letter for letter in title if letter not in '/:*?<>|' and letter != chr(92))[:100]}.docx"


def seen(manuscript: Manuscript) -> str:
    """A name for exactly what is seen of a draft: its words, its figures, and what is left to do."""
    runs = [text_of(one) for one in manuscript.report.document.paragraphs()]
    return fingerprint({"version": manuscript.draft.version}, {"text": runs}, [])[:32]


def issue(act: Act, draft: int, *, looked_through: str, number: str, dated: date) -> Entry:
    """Issue a draft, in one entry with everything it rests on.

    Args:
        act: by whom and when; its request key makes a second try harmless.
        looked_through: what ``seen`` said of the draft when it was looked through.
        number: 文号, or empty.
        dated: the day of issuing, which stands under it.

    Raises:
        AlreadyPosted: the request was carried out before.
        NotWritable: it was issued already, or given up.
        NotReady: something stands in the way.
        LookAgain: draft or ledger moved on since it was looked through.
        TooLong: its number or its title is.
    """
    done = Entry.objects.filter(request_key=act.request_key).first() if act.request_key else None
    if done is not None:
        raise AlreadyPosted(done)
    held = Draft.objects.get(pk=draft)
    if held.state != DraftState.OPEN:
        raise NotWritable(f"这份文书{DraftState(held.state).label}，不能再签发")
    if len(number) > LONGEST_NUMBER:
        raise TooLong(f"文号最多 {LONGEST_NUMBER} 个字，这里有 {len(number)} 个，请写短一些", NUMBER)
    known = head_number()
    manuscript = read_manuscript(held, dated, known)
    if manuscript.in_the_way:
        raise NotReady(manuscript.in_the_way)
    if seen(manuscript) != looked_through:
        raise LookAgain("您看过以后，文字改过，或者账上的数变了。请再看一遍，然后签发；这一次没有签发。")
    frozen = _freeze(manuscript, known)
    return _post(act, manuscript, frozen, number)


def _freeze(manuscript: Manuscript, known: int) -> _Frozen:
    draft, report = manuscript.draft, manuscript.report
    document = plain_document(report.document)
    title = "".join(map(text_of, report.document.title))
    if len(title) > LONGEST_TITLE:
        raise TooLong(f"标题最多 {LONGEST_TITLE} 个字，这里有 {len(title)} 个")
    bounds = [use.written.bound for use in report.uses]
    try:
        proofs = prove(report.asked, quantities(bounds, draft.on))
    except RuleUnavailable as unavailable:  # a figure that is known needs no rule that is not
        raise LookAgain(str(unavailable)) from None
    figures = [_figure(proof) for proof in proofs.values()]
    made = Issue(
        kind=draft.kind,
        unit_id=draft.unit_id,
        line=draft.line,
        own=draft.own,
        year=draft.year,
        on=draft.on,
        known=known,
        dated=report.document.signature.dated,
        title=title,
        document=canonical_json(document),
    )
    made.fingerprint = fingerprint(question_data(made), document, [figure_data(one) for one in figures])
    note = f"文中的数截至 {draft.on}，以第 {known} 笔的账为准；指纹 {made.fingerprint}"
    return _Frozen(made, figures, render_word(report.document, note))


def _figure(proof: Proof) -> FrozenFigure:
    rows, whole = proof.row_text, proof.whole_text
    return FrozenFigure(
        figure=proof.figure.key,
        on=proof.on,
        text=proof.figure.text,
        numerator=proof.figure.numerator,
        denominator=proof.figure.denominator,
        rows=rows,
        whole_rows=whole,
        digest=digest_of(rows, whole),
    )


def _post(act: Act, manuscript: Manuscript, frozen: _Frozen, number: str) -> Entry:
    draft, made_of, name = manuscript.draft, frozen.issue, file_name(frozen.issue.title)
    paper = describe_file(frozen.content, kind=PAPER_KIND, file_name=name)
    paper = replace(paper, title=made_of.title, number=number, issued_on=made_of.dated)
    with posting(replace(act, paper=paper), "reports.issue") as made:
        held = Draft.objects.select_for_update().get(pk=draft.pk)
        if made.number != made_of.known + 1 or (held.version, held.state) != (draft.version, draft.state):
            raise LookAgain("正在签发的时候，又有人改了文字或者记了账。请再看一遍，然后签发；这一次没有签发。")
        keep_file(frozen.content, kind=PAPER_KIND, file_name=name)
        issue_id = _record(made, frozen)
        made.statement |= question_data(made_of) | {
            "issue": issue_id,
            "title": made_of.title,
            "fingerprint": made_of.fingerprint,
            "sha256": paper.sha256,
        }
        values = {"state": str(DraftState.ISSUED), "edited": act.moment, "edited_by_id": act.by}
        Draft.objects.filter(pk=draft.pk).update(issue_id=issue_id, **values)
    return Entry.objects.get(number=made.number)


def _record(made: Posting, frozen: _Frozen) -> int:
    one = frozen.issue
    names = ("kind", "unit_id", "line", "own", "year", "on", "known", "dated", "title", "document", "fingerprint")
    values = tuple(getattr(one, name) for name in names)
    (issue_id,) = made.record(Issue, ("paper_id", *names), [(made.paper, *values)])
    columns = ("figure", "on", "text", "numerator", "denominator", "rows", "whole_rows", "digest")
    rows = [(issue_id, *(getattr(figure, name) for name in columns)) for figure in frozen.figures]
    made.record(FrozenFigure, ("issue_id", *columns), rows)
    return issue_id


def withdraw(act: Act, issued: int, reason: str) -> Entry:
    """Withdraw an issued document, for a reason; nothing of it is deleted.

    Raises:
        AlreadyPosted: the request was carried out before.
        AlreadyWithdrawn: it was withdrawn before.
        NoReason: no reason is given.
        TooLong: the reason is.
    """
    said = reason.strip()
    if not said:
        raise NoReason("请写明为什么作废，日后看到的人要知道")
    if len(said) > LONGEST_REASON:
        raise TooLong(f"原因最多 {LONGEST_REASON} 个字，这里有 {len(said)} 个")
    with posting(act, "reports.withdraw") as made:
        before = Withdrawal.objects.filter(issue=issued).first()
        if before is not None:
            raise AlreadyWithdrawn(f"这份文书已由第 {before.entry_id} 笔作废")
        made.record(Withdrawal, ("issue_id", "reason"), [(issued, said)])
        one = Issue.objects.get(pk=issued)
        made.statement |= {"issue": issued, "title": one.title, "fingerprint": short(one.fingerprint), "reason": said}
    return Entry.objects.get(number=made.number)
