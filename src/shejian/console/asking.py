"""Turning the options of a command into a question put to the ledger."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from shejian import clock
from shejian.base.recorded import last_heeded
from shejian.console.arguments import UsageError, since_of
from shejian.console.output import say, say_table, warn
from shejian.core.facts.terms import Line, UnitKind
from shejian.core.indicators import Figure, catalogue
from shejian.exchange.queries import standing_batches
from shejian.figures.answers import Row
from shejian.figures.asking import Asked, Question, ask

VERBS = {Line.COMPETENT: "主管", Line.PARTY: "领导"}


def put(arguments: argparse.Namespace, *, on: date | None = None) -> Asked:
    """The question that the options ask, put to the ledger; what its answer cannot show is said on standard error.

    Args:
        on: the day, for a command whose options do not say it as ``--on``.

    Raises:
        UsageError: the period ends before it begins.
        NoSuchEntry: the journal does not reach the entry.
    """
    on = on or arguments.on or clock.today()
    asked = ask(
        Question(
            on=on,
            since=since_of(getattr(arguments, "since", None), on),
            unit=arguments.unit,
            line=Line(arguments.line or Line.TERRITORY),
            own=arguments.own,
            known=last_heeded(arguments.known),
        )
    )
    for hint in hints(asked, line_given=bool(arguments.line)):
        warn(f"提示：{hint}")
    return asked


def hints(asked: Asked, *, line_given: bool) -> Iterator[str]:
    """What whoever asked may have overlooked."""
    if not standing_batches():
        yield "台账里还没有导入过什么（或都已撤销），所以没有数；请先用 shejian import 导入 Excel"
    node = asked.node
    if node is None:
        return
    roots = asked.tree.children(None)
    if asked.question.unit is None and len(roots) > 1:
        others = "、".join(root.name for root in roots if root != node)
        yield f"最上级单位有 {len(roots)} 个，没有写 --unit，算的是 {node.name}；另有 {others}，用 --unit 指明"
    kind = UnitKind(node.kind)
    if asked.question.unit is not None and not line_given and kind.line is not Line.TERRITORY:
        yield (
            f"{asked.path} 是{kind.label}，没有写 --line，按属地算，不含它{VERBS[kind.line]}的社会组织；"
            f"要看那些，请加 --line {kind.line}"
        )


def figure_key(text: str) -> str:
    """The key of the figure that has this key or this label.

    Raises:
        UsageError: there is none; all are listed, one per line.
    """
    for key, indicator in catalogue().items():
        if text.strip() in (key, indicator.label):
            return key
    listed = "\n".join(f"  {key}　{indicator.label}" for key, indicator in catalogue().items())
    raise UsageError(f"没有“{text}”这个指标。可用的指标，写代号或名称都行：\n{listed}")


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
    return f"{scope(asked)}    截至 {question.on}（时期自 {question.since}）· 以第 {asked.picture.known} 笔的账为准"


def scope(asked: Asked) -> str:
    """Of what it was asked."""
    question = asked.question
    return f"{asked.path or '（还没有单位）'} · {question.line.label} · {'本级' if question.own else '含下级'}"


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
