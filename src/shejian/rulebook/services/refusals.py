"""Why an act on the rulebook cannot be done. ``str()`` says it, and the way out, in Chinese."""

from __future__ import annotations


class RuleRefused(Exception):
    """The act would make the law say what it cannot; nothing was written.

    Attributes:
        place: which part of the act it is about, by the name that the act gives it: ``value``, ``day``.
    """

    def __init__(self, place: str, text: str) -> None:
        super().__init__(text)
        self.place = place
