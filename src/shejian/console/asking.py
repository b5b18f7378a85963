"""Turning the options of a command into a question put to the ledger."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shejian import clock
from shejian.base.queries import head_number, known_at
from shejian.console.arguments import UsageError, since_of
from shejian.console.output import say, say_table
from shejian.core.facts.terms import Line
from shejian.core.indicators import Figure
from shejian.figures.answers import Row
from shejian.figures.asking import Asked, Question, ask


def put(arguments: argparse.Namespace) -> Asked:
    """The question that the options ask, put to the ledger.

    Raises:
        UsageError: the entry does not exist, or the period ends before it begins.
    """
    on = arguments.on or clock.today()
    return ask(
        Question(
            on=on,
            since=since_of(arguments.since, on),
            unit=arguments.unit,
            line=Line(arguments.line),
            own=arguments.own,
            known=_entry(arguments.known),
        )
    )


def _entry(known: int | datetime | None) -> int | None:
    if known is None:
        return None
    if isinstance(known, datetime):
        return known_at(known)
    head = head_number()
    if known > head:
        raise UsageError(f"没有第 {known} 笔账，账记到第 {head} 笔")
    return known


def heading(asked: Asked) -> dict[str, Any]:
    """What was asked, as every answer in JSON repeats it."""
    question = asked.question
    return {
        "unit": asked.path,
        "line": str(question.line),
        "own": question.own,
        "on": question.on.isoformat(),
        "since": question.since.isoformat(),
        "known": asked.picture.known,
    }


def sentence(asked: Asked) -> str:
    """What was asked, as a line above a table."""
    question = asked.question
    scope = f"{asked.path or '（还没有单位）'} · {question.line.label} · {'本级' if question.own else '含下级'}"
    return f"{scope}    截至 {question.on}（时期自 {question.since}）· 以第 {asked.picture.known} 笔的账为准"


def figure_document(figure: Figure) -> dict[str, Any]:
    """A figure as ``--json`` gives it."""
    document: dict[str, Any] = {"value": figure.value, "text": figure.text}
    if figure.numerator is not None:
        document |= {"numerator": figure.numerator, "denominator": figure.denominator}
    document["complete"] = figure.complete
    if figure.missing:
        document["missing"] = figure.missing
    if figure.note:
        document |= {"adds": False, "note": figure.note}
    return document


def row_document(row: Row) -> dict[str, Any]:
    """A row of evidence as ``--json`` gives it."""
    document: dict[str, Any] = {"id": row.id, "name": row.name, "code": row.code, "because": row.because}
    return document | ({"amount": row.amount} if row.amount else {})


def say_rows(title: str, rows: Sequence[Row]) -> None:
    """Rows of evidence under a title; nothing where there are none."""
    if rows:
        say(f"\n{title} {len(rows)}")
        say_table([f"  {row.id}", row.name, row.code, row.because, row.amount] for row in rows)
