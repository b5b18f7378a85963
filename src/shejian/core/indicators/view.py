"""What an indicator is asked with: a picture of the ledger, a day and a period, and the rules in force."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Concatenate, ParamSpec

from shejian.core.facts import Frame, Picture
from shejian.core.facts.picture import keep
from shejian.core.rules import DatedValue, Law, Reading, ReadingLog, RuleUnavailable

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class When:
    """The day asked for (at its close), and the period of flows: from ``since`` to ``on``, both included.

    Raises:
        ValueError: the period would begin after it ends.
    """

    on: date
    since: date

    def __post_init__(self) -> None:
        if self.since > self.on:
            raise ValueError(f"时期的起日 {self.since} 晚于止日 {self.on}")


Relations = dict[tuple[Hashable, ...], tuple[Frame | RuleUnavailable, tuple[Reading, ...]]]
"""Frames by what defines them, or the rule for want of which there is none, each with the rules read for it. Views of
one picture, time and law may share them."""


class View:
    """One question put to one picture. Relations asked for twice are computed once.

    Args:
        law: the law by which it is judged, or what gives it once a rule is read.
        relations: what other views of the same picture, time and law have computed, to be used and added to.
    """

    def __init__(
        self, picture: Picture, when: When, law: Law | Callable[[], Law], relations: Relations | None = None
    ) -> None:
        self.picture = picture
        self.when = when
        self.readings = ReadingLog()
        self._law = law
        self._relations: Relations = {} if relations is None else relations

    @cached_property
    def law(self) -> Law:
        """The law by which the question is judged."""
        return self._law if isinstance(self._law, Law) else self._law()

    def relation(self, define: Callable[Concatenate[View, P], Frame], *args: P.args, **kwargs: P.kwargs) -> Frame:
        """The frame that ``define`` makes of this view (and of further arguments, which must be hashable).

        Raises:
            RuleUnavailable: a rule that it needs has no value, which is found out once too.
        """
        return self._once(keep, define, *args, **kwargs)

    def plan(self, define: Callable[Concatenate[View, P], Frame], *args: P.args, **kwargs: P.kwargs) -> Frame:
        """Like ``relation``, but written down once and not computed: each who asks wants other columns of it."""
        return self._once(_as_planned, define, *args, **kwargs)

    def _once(
        self,
        ready: Callable[[Frame], Frame],
        define: Callable[Concatenate[View, P], Frame],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Frame:
        key = (ready, define, *args, *kwargs.items())
        if key not in self._relations:
            before, self.readings = self.readings, ReadingLog()
            try:
                made: Frame | RuleUnavailable = ready(define(self, *args, **kwargs))
            except RuleUnavailable as unavailable:
                made = unavailable
            finally:
                read, self.readings = self.readings.readings, before
            self._relations[key] = (made, read)
        found, read = self._relations[key]
        self.readings.record(*read)
        if isinstance(found, RuleUnavailable):
            raise found.with_traceback(None)
        return found

    def number(self, key: str) -> int:
        """The whole number that a rule sets on the day asked for; the reading is logged.

        Raises:
            RuleUnavailable: the rule is not yet in force, repealed or not recorded on that day.
        """
        return self.value(key).number

    def value(self, key: str, day: date | None = None) -> DatedValue:
        """What a rule sets on the day asked for, or on the ``day`` of what is judged; the reading is logged.

        Raises:
            RuleUnavailable: the rule is not yet in force, repealed or not recorded on that day.
        """
        return self.law.on(day or self.when.on, log=self.readings).value(key)

    def on(self, table: str) -> Frame:
        """Facts that hold on the day asked for."""
        return self.picture.on(table, self.when.on)

    def within(self, table: str) -> Frame:
        """Facts that begin in the period asked for."""
        return self.picture.within(table, self.when.since, self.when.on)


def _as_planned(frame: Frame) -> Frame:
    return frame
