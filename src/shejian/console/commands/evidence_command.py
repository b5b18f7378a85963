"""``shejian evidence KEY``."""

from __future__ import annotations

import argparse

from shejian.console.arguments import add_question
from shejian.console.asking import figure_key, heading, put, row_document, say_rows, sentence
from shejian.console.output import say, say_json
from shejian.console.store import open_store
from shejian.core.indicators import catalogue
from shejian.figures.answers import answer_evidence


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="指标的代号或名称，例如 covered；shejian figures 列出全部")
    add_question(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    key = figure_key(arguments.key)
    asked = put(arguments)
    found = answer_evidence(asked, key)
    if arguments.json:
        say_json(
            {
                "key": found.key,
                **heading(asked),
                "rows": [row_document(row) for row in found.rows],
                "out": [row_document(row) for row in found.out],
                "unknown": [row_document(row) for row in found.unknown],
            }
        )
        return 0
    indicator = catalogue()[found.key]
    say(sentence(asked))
    say(f"{indicator.label} {found.figure.text}    口径：{indicator.definition}")
    if found.figure.missing:
        say(f"不能得数：{found.figure.missing}")
    for title, rows in (("计入", found.rows), ("未计入", found.out), ("不知道", found.unknown)):
        say_rows(title, rows)
    return 0
