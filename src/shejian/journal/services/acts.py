"""What every act is given: by whom, at what moment, on what paper, under what request key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper about to be registered; ``sha256`` names the file kept by ``journal.services.papers``."""

    kind: str
    title: str
    number: str = ""
    issued_on: date | None = None
    file_name: str = ""
    size: int = 0
    sha256: str = ""
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """The circumstances of an act, built at the edge (a view, a command) and handed down unchanged.

    Attributes:
        by: id of the user who acts.
        moment: when, aware.
        channel: through what (网页, 命令行).
        paper: the paper it rests on, if any: one already registered (its id) or one to register with it.
        request_key: the same key never posts twice.
    """

    by: int
    moment: datetime
    channel: str
    paper: PaperDraft | int | None = None
    request_key: str | None = None

    def __post_init__(self) -> None:
        if self.moment.tzinfo is None:
            raise ValueError("an act needs an aware moment")
