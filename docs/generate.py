"""Writes the pages that follow from the code: what is asked, commands, models, indicators, rules.

python docs/generate.py            write them
python docs/generate.py --check    say which are out of date, and exit 1
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import django

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shejian.settings.test")
django.setup()

from django.apps import apps  # noqa: E402 - models load after Django is set up
from django.db import models  # noqa: E402
from docs.burden import Unplaced, burden  # noqa: E402

from shejian.console.main import COMMANDS, parser  # noqa: E402
from shejian.core.calendar import previous_day  # noqa: E402
from shejian.core.indicators import Population, Ratio, Total, catalogue  # noqa: E402
from shejian.core.indicators.population import Part  # noqa: E402
from shejian.core.rules import Instrument, Parameter, load_law, load_uses, stricter_way  # noqa: E402
from shejian.journal.models import DatedFact, Identity, Sealed  # noqa: E402

HEAD = "<!-- Written by docs/generate.py; do not edit. -->\n"


def commands() -> Iterator[str]:
    yield "# 命令\n"
    yield (
        "退出码 0；不能照办时退出码 2，原因写在标准错误上（`report check` 另有 1：账上已经不这样说了）。"
        "`--json` 在标准输出上只写一个 JSON 文档。\n"
    )
    made = parser()
    choices = next(action for action in made._actions if isinstance(action, argparse._SubParsersAction)).choices
    for name, about in COMMANDS.items():
        yield f"## shejian {name}\n"
        yield f"{about}。\n"
        yield from _options(choices[name], f"shejian {name}")


def _options(one: argparse.ArgumentParser, name: str) -> Iterator[str]:
    inner = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
    for action in inner:
        for child in dict.fromkeys(action.choices.values()):
            names = [key for key, other in action.choices.items() if other is child]
            yield f"### {name} {names[0]}\n"
            yield from _options(child, f"{name} {names[0]}")
    rows = []
    for action in one._actions:
        if isinstance(action, (argparse._HelpAction, argparse._SubParsersAction)):
            continue
        label = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        value = "" if action.nargs == 0 or not action.option_strings else f" {action.metavar or _choices(action)}"
        needed = "必需。" if action.required and action.option_strings else ""
        rows.append(f"| `{label}{value}` | {needed}{action.help} |")
    if rows:
        yield "| 参数 | 含义 |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def _choices(action: argparse.Action) -> str:
    return "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()


def data_dictionary() -> Iterator[str]:
    yield "# 数据字典\n"
    yield (
        "事实表都带两个时间：起、止（在世界上成立的日子，含起不含止）和 记账、废止于（台账以它为准的记账序号）。"
        "身份表只有编号。说明见 adr/0001-two-clocks.md。\n"
    )
    for config in apps.get_app_configs():
        found = [model for model in config.get_models() if model.__module__.startswith("shejian.")]
        if not found:
            continue
        yield f"## {config.verbose_name}（{config.label}）\n"
        for model in sorted(found, key=lambda one: one.__name__):
            yield f"### {model._meta.verbose_name} `{model._meta.label}`\n"
            yield f"{_kind(model)}。{(model.__doc__ or '').strip().splitlines()[0]}\n"
            rows = [
                f"| `{field.name}` | {field.verbose_name} | {_type(field)} | {field.help_text} |"
                for field in model._meta.concrete_fields
                if field.help_text
            ]
            yield "| 字段 | 名称 | 类型 | 含义 |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n"


def _kind(model: type[models.Model]) -> str:
    if issubclass(model, DatedFact):
        return "事实"
    if issubclass(model, Identity):
        return "身份"
    return "封印的行" if issubclass(model, Sealed) else "普通表"


def _type(field: models.Field) -> str:
    name = field.get_internal_type().removesuffix("Field")
    if isinstance(field, models.ForeignKey):
        related = field.related_model
        name = f"→ {related._meta.label if isinstance(related, type) else related}"
    if field.choices:
        name += "：" + "、".join(f"{code} {label}" for code, label in field.choices)
    return name + ("，可空" if field.null else "")


def indicators() -> Iterator[str]:
    yield "# 指标目录\n"
    yield "每个指标先是一组行，再是一个数。代号用在命令和 JSON 里。\n"
    section = ""
    for key, one in catalogue().items():
        if one.section != section:
            section = one.section
            yield f"## {section}\n"
            yield f"依据：{one.basis}\n"
        rules = f" 读取的规则：{'、'.join(f'`{rule}`' for rule in one.rules)}。" if one.rules else ""
        yield f"- **{one.label}** `{key}`（{one.unit}；{_made_of(one.measure)}）：{one.definition}。{rules}"
        if isinstance(one.measure, Population):
            for sentence in one.measure.sentences.values():
                yield f"  - 理由：{sentence}"
    yield ""


def _made_of(measure: object) -> str:
    if isinstance(measure, Ratio):
        return f"`{measure.part}` ÷ `{measure.whole}`"
    if isinstance(measure, Total):
        return f"`{measure.of}` 各行之和"
    if isinstance(measure, Part):
        return f"`{measure.of}` 的一部分"
    assert isinstance(measure, Population)
    return "某一天" if measure.nature == "stock" else "一段时期"


def rules() -> Iterator[str]:
    yield "# 规则\n"
    yield (
        "数值、期限、比例、清单都在 `src/shejian/law/parameters`，按日期取用；止日是最后一天。"
        "没有读过正式文本的，条款写“条款待核”，不合时只作提示；管理员核对原文后可以确认（记账）。"
        "命令：`shejian rules show KEY`。\n"
    )
    law, uses = load_law(), load_uses()
    for key in sorted(law.keys):
        parameter = law.parameter(key)
        yield f"## {parameter.label} `{key}`\n"
        yield f"{parameter.meaning}\n"
        yield "| 起 | 止 | 值 | 性质 | 不合时 | 依据 | 文本 |\n| --- | --- | --- | --- | --- | --- | --- |"
        for value in parameter.values:
            last = previous_day(value.until) if value.until else ""
            read = "；".join(dict.fromkeys(cite.instrument.read.label for cite in value.citations))
            cells = (value.since, last, value, value.modality, value.severity.label, value.clause, read)
            yield f"| {' | '.join(map(str, cells))} |"
        yield ""
        quoted = [cite for value in parameter.values for cite in value.citations if cite.words]
        yield from (f"> {cite.words}（{cite.instrument.short_title}{cite.article}）\n" for cite in quoted)
        used = "；".join(map(str, uses.get(key, ()))) or "还没有程序、监督和指标读取它"
        yield f"本库自 {parameter.recorded_from} 起收录。地方{_way(parameter)}。用在：{used}。\n"
    yield from _instruments(law.instruments.values())


def _way(parameter: Parameter) -> str:
    return stricter_way(parameter.kind, parameter.stricter).removeprefix("地方")


def _instruments(instruments: Iterable[Instrument]) -> Iterator[str]:
    yield "## 文件\n"
    yield "| 代号 | 名称 | 文号 | 制定 | 发布 | 施行 | 止 | 修改 | 层级 | 文本 |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in sorted(instruments, key=lambda each: each.id):
        last = previous_day(one.ended) if one.ended else ""
        amended = "、".join(map(str, one.amended))
        text = f"{one.read.label}。{one.source}"
        cells = (one.number or "", one.issuer, one.issued or "", one.in_force, last, amended, one.layer.label, text)
        yield f"| `{one.id}` | {one.title} | {' | '.join(map(str, cells))} |"
    yield ""


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "burden.md": burden,
    "commands.md": commands,
    "data-dictionary.md": data_dictionary,
    "indicators.md": indicators,
    "rules.md": rules,
}


def stale() -> list[str]:
    """The pages that are not what the code says."""
    return [name for name, page in PAGES.items() if _written(name) != text_of(page)]


def text_of(page: Callable[[], Iterator[str]]) -> str:
    return HEAD + "\n".join(page()).rstrip() + "\n"


def _written(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> int:
    try:
        return _written_or_checked()
    except Unplaced as wrong:
        sys.stderr.write(f"docs/burden.md cannot be counted:\n{wrong}\n")
        return 1


def _written_or_checked() -> int:
    if "--check" in sys.argv:
        old = stale()
        for name in old:
            sys.stderr.write(f"docs/{name} is out of date: make docs\n")
        return 1 if old else 0
    for name, page in PAGES.items():
        (FOLDER / name).write_text(text_of(page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
