"""Cases of member development drawn by lot: in order, at the edges of limits, with steps and numbers that are amiss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from shejian.core.calendar import add_months
from shejian.core.procedures import Event, Subject, Vote

NEW_RULES = date(2026, 5, 11)
LAST = date(2026, 12, 31)
SKIPPED, AMISS = 0.04, 0.12
"""How often a step is left out, and how often a number or a day is wrong."""


@dataclass(frozen=True)
class Case:
    """One case: all is on record from the beginning."""

    subject: Subject
    events: tuple[Event, ...]


def draw(seed: int, count: int) -> list[Case]:
    lots = Random(seed)
    return [_Drawing(lots).case() for _ in range(count)]


class _Drawing:
    def __init__(self, lots: Random) -> None:
        self.lots = lots
        self.day = date(2024, 1, 1) + timedelta(days=lots.randrange(1000))
        self.events: list[Event] = []
        self.days: dict[str, date] = {}

    def case(self) -> Case:
        applied = self.day
        born = add_months(applied, -12 * 18) + timedelta(days=self.lots.choice([1, 0, -1, -400, -4000, -9000]))
        for _ in self._steps():
            if self.day > LAST:
                break
        leaving = self.days.get("pre-review")
        facts: dict[str, date | bool | int | str] = {"born": born, "sponsor_barred": self._wrong(0.03)}
        facts["special_approval"] = self._wrong(0.1)
        if leaving is not None and self._wrong(0.2):
            facts["leaving"] = add_months(leaving, 3) + timedelta(days=self.lots.choice([-1, 0, 1]))
        if leaving is not None and leaving >= NEW_RULES:
            facts["sponsor_censured"] = self._wrong(0.05)
        return Case(Subject(facts, date.min), tuple(event for event in self.events if event.on <= LAST))

    def _wrong(self, chance: float = AMISS) -> bool:
        return self.lots.random() < chance

    def _wait(self, least: int, most: int) -> None:
        self.day += timedelta(days=self.lots.randint(least, most))

    def _to(self, step: str, months: int, *, late: bool, days: int = 0) -> None:
        """To about ``months`` after a step: at the edge, one day to either side of it, or, mostly, well within."""
        edge = add_months(self.days.get(step, self.day), months) + timedelta(days=days)
        within = (
            self.day + (edge - self.day) * self.lots.random() if late else edge + timedelta(self.lots.randrange(60))
        )
        chosen = edge + timedelta(days=self.lots.choice([-1, 0, 1])) if self._wrong(0.3) else within
        self.day = max(self.day, chosen)

    def _take(self, step: str, *, skip: float = SKIPPED, vote: Vote | None = None, **amounts: int) -> None:
        if self.lots.random() >= skip:
            self.events.append(Event(step, self.day, vote=vote, amounts=amounts))
            self.days[step] = self.day

    def _steps(self) -> Iterator[None]:
        """Every step in order; after each the drawing may stop."""
        self._take("application", skip=0)
        yield
        self._to("application", 1, late=True)
        self._take("talk")
        yield
        self._wait(30, 200)
        self._take("activist")
        yield
        yield from self._cultivation()
        yield from self._target()
        yield from self._preparation()
        yield from self._admission()
        yield from self._probation()

    def _cultivation(self) -> Iterator[None]:
        self._wait(0, 20)
        self._take("activist-filing")
        self._take("contacts", contacts=self.lots.choice([3, 0]) if self._wrong() else self.lots.choice([1, 2]))
        yield
        for _ in range(2):
            self._to("cultivation-review" if "cultivation-review" in self.days else "activist", 6, late=True)
            self._take("cultivation-review")
            yield
        self._to("activist", 12, late=False)

    def _target(self) -> Iterator[None]:
        self._take("target")
        yield
        self._wait(0, 20)
        if self.day < NEW_RULES:
            self._take("target-filing")
            return
        if self.days.get("target", LAST) < NEW_RULES:
            self._take("target-consent")
            return
        self._take("target-consent")
        yield
        self._wait(0, 10)
        self._take("publicity")
        yield
        self._wait(5, 9)
        self._take("listing")
        yield

    def _preparation(self) -> Iterator[None]:
        self._wait(0, 20)
        self._take("sponsors", sponsors=self.lots.choice([1, 3]) if self._wrong() else 2)
        self._take("political-review")
        yield
        self._wait(0, 30)
        few = self._wrong()
        self._take(
            "training",
            days=self.lots.choice([1, 2]) if few else 3,
            hours=self.lots.choice([23, 16] if few else [24, 20]),
        )
        yield
        self._wait(0, 20)
        self._take("committee-review")
        yield
        self._wait(0, 20)
        self._take("pre-review")
        yield

    def _admission(self) -> Iterator[None]:
        self._take("admission-form")
        self._to("pre-review", 1, late=True)
        yield
        yield from self._vote("meeting")
        self._wait(0, 20)
        self._take("superior-talk")
        yield
        self._to("meeting", self.lots.choice([3, 6]), late=True)
        self._take("approval")
        self._take("approval-filing")
        yield

    def _vote(self, step: str) -> Iterator[None]:
        """Now and then without a quorum, and then once more some days later."""
        due = self.lots.randint(3, 40)
        if self._wrong(0.06):
            self._take(step, skip=0, vote=Vote(due, due // 2, due // 2))
            self.days.pop(step)
            yield
            self._wait(1, 10)
        present = self.lots.randint(due // 2 + 1, due)
        self._take(step, vote=Vote(due, present, self.lots.randint(due // 2 + 1, present)))
        yield

    def _probation(self) -> Iterator[None]:
        self._wait(0, 10)
        self._take("assignment")
        self._to("approval", 1, late=True)
        self._take("oath")
        yield
        self._wait(30, 100)
        self._take("probation-review")
        yield
        self._to("meeting", 12, late=False, days=-5)
        self._take("conversion-application")
        yield
        self._to("meeting", 12, late=False)
        yield from self._vote("conversion-meeting")
        self._to("conversion-meeting", 3, late=True)
        self._take("conversion-approval")
        yield
