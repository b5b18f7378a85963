"""Writing a draft: starting, saving, remarking, settling marks, giving up.

None of it is a fact of the ledger, so none of it makes an entry (docs/adr/0009-issued-documents.md). Whoever saves over
words that somebody else has changed meanwhile is shown them beside his own; nothing of either is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from shejian.core.documents import outlines, tidy
from shejian.core.facts.terms import Line
from shejian.reports.models import Comment, Draft, DraftState, KeptNumber, Passage
from shejian.reports.places import places, takes_words

LONGEST = 20_000
LONGEST_COMMENT = 2_000


class NotWritable(Exception):
    """The draft was issued or given up: it is written no more. ``str()`` says so in Chinese."""


class TooLong(ValueError):
    """A text is longer than is kept; ``str()`` says by how much, in Chinese, and ``place`` where, if at a place."""

    def __init__(self, said: str, place: str = "") -> None:
        super().__init__(said)
        self.place = place


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a draft is to be of."""

    kind: str
    unit: int
    line: Line
    own: bool
    year: int
    on: date


@dataclass(frozen=True, slots=True)
class Edit:
    """Words for a place, and the version (``version_of``) of those they were written over."""

    place: str
    text: str
    base: str


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else wrote at a place meanwhile."""

    text: str
    by: str
    moment: datetime


@dataclass(slots=True)
class Saved:
    """What came of saving: places that were stored, and those where somebody else had been faster."""

    stored: list[str] = field(default_factory=list)
    conflicts: dict[str, Theirs] = field(default_factory=dict)


def version_of(text: str) -> str:
    """A short name for exactly this text."""
    return sha256(text.encode()).hexdigest()[:16]


def start(*, by: int, moment: datetime, key: str, wanted: Wanted) -> Draft:
    """Start a draft from the outline; the same key starts only one."""
    values = {
        "kind": wanted.kind,
        "unit_id": wanted.unit,
        "line": str(wanted.line),
        "own": wanted.own,
        "year": wanted.year,
        "on": wanted.on,
        **_touched(by, moment),
        "created": moment,
        "by_id": by,
    }
    draft, _ = Draft.objects.get_or_create(key=key, defaults=values)
    return draft


@transaction.atomic
def copy(source: Draft, *, by: int, moment: datetime, key: str) -> Draft:
    """Start a draft with the words of another; the same key starts only one."""
    wanted = Wanted(source.kind, source.unit_id, Line(source.line), source.own, source.year, source.on)
    made = start(by=by, moment=moment, key=key, wanted=wanted)
    if made.source_id is None:
        Draft.objects.filter(pk=made.pk).update(source=source)
        Passage.objects.bulk_create(
            Passage(draft=made, place=one.place, text=one.text, edited=moment, edited_by_id=by)
            for one in source.passages.all()
        )
        made.refresh_from_db()
    return made


@transaction.atomic
def save(draft: int, edits: Sequence[Edit], *, by: int, moment: datetime) -> Saved:
    """Store what was changed at each place, unless somebody else changed it meanwhile.

    Raises:
        NotWritable: it is written no more.
        TooLong: one of the texts is too long; nothing is stored.
    """
    held = _writable(draft)
    standing = {one.place: one for one in held.passages.select_related("edited_by")}
    defaults = {place.key: place.default for place in places(outlines()[held.kind]) if takes_words(place)}
    done = Saved()
    for edit in edits:
        if edit.place not in defaults:
            continue
        text, passage = tidy(edit.text), standing.get(edit.place)
        if len(text) > LONGEST:
            raise TooLong(f"一处最多 {LONGEST} 个字，这里有 {len(text)} 个，请删短一些", edit.place)
        now = passage.text if passage else defaults[edit.place]
        if text == now or version_of(text) == edit.base:
            continue
        if version_of(now) != edit.base and passage is not None:
            done.conflicts[edit.place] = Theirs(now, passage.edited_by.name, passage.edited)
            continue
        values = {"text": text, "edited": moment, "edited_by_id": by}
        Passage.objects.update_or_create(draft=held, place=edit.place, defaults=values)
        done.stored.append(edit.place)
    if done.stored:
        _touch(held, by, moment)
    return done


@transaction.atomic
def remark(draft: int, place: str, text: str, *, by: int, moment: datetime, key: str) -> Comment:
    """Remark on a place; the same key remarks once.

    Raises:
        NotWritable: it is written no more.
        TooLong: the remark is too long.
    """
    held, said = _writable(draft), tidy(text)
    if len(said) > LONGEST_COMMENT:
        raise TooLong(f"批注最多 {LONGEST_COMMENT} 个字，这里有 {len(said)} 个，请写短一些", place)
    values = {"draft": held, "place": place, "text": said, "by_id": by, "moment": moment}
    return Comment.objects.get_or_create(key=key, defaults=values)[0]


@transaction.atomic
def resolve(draft: int, comment: int, *, by: int, moment: datetime) -> None:
    """Note that a remark was dealt with.

    Raises:
        NotWritable: the draft is written no more.
    """
    held = _writable(draft)
    held.comments.filter(pk=comment, resolved=None).update(resolved=moment, resolved_by_id=by)


@transaction.atomic
def keep_number(draft: int, place: str, figure: str, clause: str, *, by: int, moment: datetime) -> None:
    """Keep a number that disagrees with the ledger, for as long as its clause stands.

    Raises:
        NotWritable: the draft is written no more.
    """
    held = _writable(draft)
    values = {"by_id": by, "moment": moment}
    KeptNumber.objects.get_or_create(draft=held, place=place, figure=figure, clause=clause, defaults=values)


@transaction.atomic
def bring_to(draft: int, on: date, *, by: int, moment: datetime) -> None:
    """Let the figures of a draft be those of a later day: its year went on since it was started.

    Raises:
        NotWritable: it is written no more.
    """
    held = _writable(draft)
    if held.on != on:
        Draft.objects.filter(pk=held.pk).update(on=on)
        _touch(held, by, moment)


@transaction.atomic
def discard(draft: int, *, by: int, moment: datetime) -> None:
    """Give a draft up; its words are kept, out of the way.

    Raises:
        NotWritable: it was issued.
    """
    held = _writable(draft)
    Draft.objects.filter(pk=held.pk).update(state=str(DraftState.DISCARDED), **_touched(by, moment))


@transaction.atomic
def restore(draft: int, *, by: int, moment: datetime) -> None:
    """Take a draft up again that was given up; its words are as they were.

    Raises:
        NotWritable: it was not given up.
    """
    held = Draft.objects.select_for_update().get(pk=draft)
    if held.state != DraftState.DISCARDED:
        raise NotWritable(f"这份文书没有放弃，现在是{DraftState(held.state).label}")
    Draft.objects.filter(pk=held.pk).update(state=str(DraftState.OPEN), **_touched(by, moment))


def _writable(draft: int) -> Draft:
    held = Draft.objects.select_for_update().get(pk=draft)
    if held.state != DraftState.OPEN:
        raise NotWritable(f"这份文书{DraftState(held.state).label}，不能再改")
    return held


def _touch(draft: Draft, by: int, moment: datetime) -> None:
    Draft.objects.filter(pk=draft.pk).update(version=draft.version + 1, **_touched(by, moment))


def _touched(by: int, moment: datetime) -> dict[str, object]:
    return {"edited": moment, "edited_by_id": by}
