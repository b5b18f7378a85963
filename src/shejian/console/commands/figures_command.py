"""``shejian figures``."""

from __future__ import annotations

import argparse

from shejian.console.arguments import add_question
from shejian.console.asking import figure_document, heading, put, sentence
from shejian.console.output import say, say_json, say_table
from shejian.console.store import open_store
from shejian.core.indicators import Grouping, catalogue
from shejian.figures.answers import Answer, answer

HEADLINES = (
    "organizations",
    "party_organizations",
    "covered",
    "organization_coverage",
    "work_covered",
    "work_coverage",
)
GROUPING_LABELS = {
    Grouping.TOWN: "乡镇",
    Grouping.COMPETENT: "业务主管单位",
    Grouping.PARTY: "党建领导机关",
    Grouping.INDUSTRY: "行业领域",
    Grouping.MODE: "组建方式",
    Grouping.TYPE: "组织类型",
}


def configure(parser: argparse.ArgumentParser) -> None:
    add_question(parser)
    parser.add_argument(
        "--by",
        action="append",
        choices=[str(grouping) for grouping in Grouping],
        default=[],
        help="分组：town 乡镇、competent 主管单位、party 党建领导机关、industry 行业、mode 组建方式、"
        "type 组织类型；可写几次",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    open_store()
    asked = put(arguments)
    groupings = list(dict.fromkeys(Grouping(by) for by in arguments.by))
    answered = answer(asked, groupings=groupings)
    if arguments.json:
        document = heading(asked) | {"figures": {k: figure_document(f) for k, f in answered.figures.items()}}
        document["groups"] = {
            str(grouping): {
                name: {key: figure_document(figure) for key, figure in figures.items()}
                for name, figures in groups.items()
            }
            for grouping, groups in answered.groups.items()
        }
        say_json(document)
        return 0
    say(sentence(asked))
    _say_figures(answered)
    for grouping, groups in answered.groups.items():
        say(f"\n按{GROUPING_LABELS[grouping]}（按序列排列，不作排名）")
        rows = [["", *(catalogue()[key].label for key in HEADLINES)]]
        rows += [[name, *(figures[key].text for key in HEADLINES)] for name, figures in groups.items()]
        say_table(rows, numbers=range(1, len(HEADLINES) + 1))
    return 0


def _say_figures(answered: Answer) -> None:
    section = ""
    rows: list[list[str]] = []
    for key, indicator in catalogue().items():
        if indicator.section != section:
            section = indicator.section
            rows.append([f"\n{section}", "", "", "", "", ""])
        figure = answered.figures[key]
        unit = "" if indicator.unit == "%" or figure.value is None else indicator.unit
        of = f"{figure.numerator} / {figure.denominator}" if figure.numerator is not None else ""
        rows.append([f"  {indicator.label}", figure.text, unit, of, f"（{key}）", figure.missing or figure.note or ""])
    say_table(rows, numbers=(1,))
