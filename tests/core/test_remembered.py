"""Answers kept with the picture they were computed from: handed out again, and dropped with it."""

from __future__ import annotations

import contextlib
from typing import Any

import polars as pl

from shejian.core.facts import TABLES, Picture, Remembered


def frames() -> dict[str, Any]:
    return {name: pl.DataFrame(schema=[column.name for column in table.columns]) for name, table in TABLES.items()}


def test_an_answer_is_computed_once_of_the_same_entry_and_the_same_frames() -> None:
    kept: Remembered[int] = Remembered(pictures=2, most=5)
    computed: list[str] = []
    natives = frames()

    def ask(picture: Picture, question: str) -> int:
        return kept.get(picture, question, lambda: computed.append(question) or len(computed))

    assert [ask(Picture(natives, 7), "covered") for _ in range(3)] == [1, 1, 1]
    assert ask(Picture(natives, 7), "members") == 2
    assert ask(Picture(natives, 6), "covered") == 3  # the same frames, as known earlier
    assert ask(Picture(frames(), 7), "covered") == 4  # the same entry of another store
    assert computed == ["covered", "members", "covered", "covered"]


def test_the_picture_asked_longest_ago_is_forgotten_first() -> None:
    kept: Remembered[int] = Remembered(pictures=2, most=5)
    first, second, third = (Picture(frames(), number) for number in range(3))
    for picture in (first, second, first, third):
        kept.get(picture, "covered", lambda picture=picture: picture.known)
    assert [kept.get(picture, "covered", lambda: -1) for picture in (first, third, second)] == [0, 2, -1]


def test_of_one_picture_no_more_are_kept_than_allowed() -> None:
    kept: Remembered[int] = Remembered(pictures=1, most=2)
    picture = Picture(frames(), 1)
    for number in range(3):
        kept.get(picture, number, lambda number=number: number)
    assert [kept.get(picture, number, lambda: -1) for number in (2, 0)] == [2, -1]


def test_an_answer_of_nothing_is_an_answer() -> None:
    kept: Remembered[int | None] = Remembered(pictures=1, most=2)
    picture = Picture(frames(), 1)
    assert kept.get(picture, "share", lambda: None) is None
    assert kept.get(picture, "share", lambda: 1) is None


def test_what_fails_is_asked_again() -> None:
    kept: Remembered[int] = Remembered(pictures=1, most=2)
    picture = Picture(frames(), 1)
    with contextlib.suppress(ZeroDivisionError):
        kept.get(picture, "covered", lambda: 1 // 0)
    assert kept.get(picture, "covered", lambda: 3) == 3
