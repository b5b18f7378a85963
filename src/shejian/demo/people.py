"""Invented persons: each with an identity number that passes its checks and that nobody can have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shejian.core.facts.terms import Sex
from shejian.demo.drawing import Draw
from shejian.demo.names import person_name
from shejian.demo.numbers import identity_number, mobile

BORN_MEMBERS = (date(1946, 1, 1), date(1993, 12, 31))
BORN_APPLICANTS = (date(1972, 1, 1), date(2000, 12, 31))
GROWN_UP_AT = 20  # years of age before which nobody here does anything


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str
    identity: str
    sex: Sex
    born: date
    phone: str

    @property
    def grown_up(self) -> date:
        return date(self.born.year + GROWN_UP_AT, 12, 31)


class People:
    """Draws the persons of one county; no two of one sex were born on one day."""

    def __init__(self, draw: Draw, county: int) -> None:
        self._draw = draw
        self._county = county
        self._born: set[tuple[date, Sex]] = set()

    def name(self) -> str:
        """The name of somebody of whom nothing else is known."""
        return person_name(self._draw, male=self._draw.chance(60))

    def person(self, born: tuple[date, date]) -> Person:
        sex = Sex.MALE if self._draw.chance(62) else Sex.FEMALE
        day = self._draw.any_day(*born)
        while (day, sex) in self._born:
            day = self._draw.any_day(*born)
        self._born.add((day, sex))
        return Person(
            name=person_name(self._draw, male=sex is Sex.MALE),
            identity=identity_number(day, sex, self._county),
            sex=sex,
            born=day,
            phone=mobile(self._county, len(self._born)),
        )
