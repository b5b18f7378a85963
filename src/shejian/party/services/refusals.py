"""Why an act on party organizations or members cannot be done. ``str()`` says it, and the way out, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping


class Refused(Exception):
    """The act would leave the ledger saying what cannot be; nothing was written.

    Attributes:
        place: which part of the act it is about, by the name that the act gives it: ``day``, ``successor``.
    """

    def __init__(self, place: str, text: str) -> None:
        super().__init__(text)
        self.place = place


class NotStanding(Refused):
    """A party organization does not exist on the day."""


class TooEarly(Refused):
    """The ledger already holds something later than the day."""


class LeftBehind(Refused):
    """Members, or party organizations below it, would stand under one that is no more; ``counts`` says how many."""

    def __init__(self, place: str, text: str, counts: Mapping[str, int]) -> None:
        super().__init__(place, text)
        self.counts = dict(counts)


class Circular(Refused):
    """A party organization would stand under itself."""


class Contradiction(Refused):
    """What the ledger says of two persons cannot be true of one."""
