"""``docs/burden.md``: how much a branch is asked in a year, where each fact is used, and which forms ask it nothing."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache

import polars as pl
from django import forms
from django.apps import apps
from docs.burden_fields import HIDDEN, PAPER, Field, Lines, Placed, Way
from docs.burden_forms import BESIDE, ELSEWHERE, OF_BRANCHES, TITLES

from shejian.core.facts import TABLES, ColumnType, Picture
from shejian.core.findings import checks, judge
from shejian.core.indicators import Population, Ratio, Total, View, When, catalogue
from shejian.core.indicators.population import Part
from shejian.core.life import Applies, life_standard
from shejian.core.rules import load_law
from shejian.office.acting.form import ActForm, OnPaper
from shejian.office.acting.meeting_fields import OBSERVERS, PARTNERS, RESOLUTIONS
from shejian.snapshot.registry import SOURCES

MEMBERS, COVERED = 12, 1
"""The branch of which is spoken: its members, and the organizations that it covers."""
ROOMS = ("shejian.office", "shejian.phone")
"""Where forms are."""
YEAR = 12
LINES = {
    Lines.ONE: 1,
    Lines.MEMBER: MEMBERS,
    Lines.RESOLUTION: RESOLUTIONS,
    Lines.PARTNER: PARTNERS,
    Lines.OBSERVER: OBSERVERS,
    Lines.COVERED: COVERED,
    Lines.PAPER: 1,
}
ON, SINCE = date(2026, 12, 31), date(2026, 1, 1)
"""For which day the code is asked which tables it reads; it reads the same on every day."""
TYPES = {
    ColumnType.ID: pl.Int64,
    ColumnType.TEXT: pl.String,
    ColumnType.FLAG: pl.Boolean,
    ColumnType.COUNT: pl.Int64,
    ColumnType.DATE: pl.Date,
}


class Unplaced(Exception):
    """A form of which nobody said what it asks."""


# ---- the forms there are ----


def every_form() -> set[type[forms.BaseForm]]:
    """Every form that somebody can fill in: those that other forms rest on are none."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if "migrations" not in module.name:
                importlib.import_module(module.name)
    return {form for form in _below(forms.BaseForm) if form.__module__.startswith(ROOMS) and _filled_in(form)}


def _below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def _filled_in(form: type[forms.BaseForm]) -> bool:
    if issubclass(form, ActForm):
        return hasattr(form, "act")
    return form is not OnPaper and (bool(form.base_fields.keys() - {*HIDDEN}) or not form.__subclasses__())


def unplaced() -> list[str]:
    """What is wrong with where forms are placed: forms nobody placed, placed twice, and fields nobody declared."""
    placed = [one.form for one in OF_BRANCHES] + [form for several in ELSEWHERE.values() for form in several]
    found = [f"{_path(form)}：没有写进 docs/burden_forms.py：它问党支部什么？" for form in every_form() - {*placed}]
    found += [f"{_path(form)}：写了两处" for form in {*placed} if placed.count(form) > 1]
    for one in OF_BRANCHES:
        for name, field in one.form.base_fields.items():
            said = declared(one, name)
            if name in (*HIDDEN, *PAPER):
                continue
            if said is None:
                found.append(f"{_path(one.form)}.{name}：没有声明它记到哪里")
            elif field.required and not said.must:
                found.append(f"{_path(one.form)}.{name}：是必填的")
    return sorted(found)


def declared(placed: Placed, name: str) -> Field | None:
    """What is declared of the field of that name."""
    return next((field for field in placed.fields if field.is_called(name)), None)


def _path(form: type[forms.BaseForm]) -> str:
    return f"{form.__module__}.{form.__name__}"


# ---- how often ----


def _meetings() -> int:
    law, standard = load_law(), life_standard()
    rules = [one.rule for one in standard.kinds if one.applies in (Applies.ALWAYS, Applies.COMMITTEE) and one.rule]
    often = [law.parameter(rule).values[-1].frequency for rule in rules]
    return sum(one.count * YEAR // one.per.months for one in often)


TIMES: Mapping[str, tuple[Callable[[], int], str]] = {
    "meetings": (_meetings, "标准要求的次数：设了委员会的党支部，党小组会、谈心谈话不计"),
    "plans": (lambda: 0, "不要求；愿意计划的才填，开过以后带出"),
    "dues": (lambda: 1, "一年的党费可以一张表记完；每月记的，是十二次"),
    "year": (lambda: 1, "一年一次"),
    "terms": (lambda: 0, "换届、任免、设委员会时才填，三年里一次"),
}


# ---- where a fact is used again ----


@cache
def readers() -> dict[str, tuple[list[str], list[str]]]:
    """By table of facts the labels of the figures and of the findings that read it, as they say when they are run."""
    empty = {
        name: pl.DataFrame(schema={column.name: TYPES[column.type] for column in table.columns})
        for name, table in TABLES.items()
    }
    found: dict[str, tuple[list[str], list[str]]] = {name: ([], []) for name in TABLES}
    law = load_law()
    for one in catalogue().values():
        if isinstance(one.measure, Population):
            picture = Picture(empty, 1)
            one.measure.judge(View(picture, When(ON, SINCE), law))
            for table in picture.read:
                found[table][0].append(one.key)
    for one in catalogue().values():
        for of in _made_of(one.measure):
            for keys, _ in found.values():
                if of in keys and one.key not in keys:
                    keys.append(one.key)
    for key, check in checks().items():
        picture = Picture(empty, 1)
        judge(picture, ON, law, [key])
        for table in picture.read:
            found[table][1].append(check.label)
    return found


def _made_of(measure: object) -> tuple[str, ...]:
    if isinstance(measure, Ratio):
        return (measure.part, measure.whole)
    return (measure.of,) if isinstance(measure, (Part, Total)) else ()


def used(column: str) -> str:
    """Where a fact is used again, in words."""
    said = list(dict.fromkeys(field.again for one in OF_BRANCHES for field in one.fields if field.says == column))
    said = [one for one in said if one]
    name = _table(column)
    if name is not None:
        figures, findings = readers()[name]
        said += [f"{len(figures)} 个指标"] if figures else []
        said += [f"{len(findings)} 项监督"] if findings else []
    return "；".join(said)


def _table(column: str) -> str | None:
    """The table of facts that holds a column; ``None`` where figures and findings never see it."""
    model, _, name = column.rpartition(".")
    for table, source in SOURCES.items():
        if source.model._meta.label == model and name in {one.name for one in source.table.columns}:
            return table
    return None


# ---- the page ----


def burden() -> Iterator[str]:
    """The page.

    Raises:
        Unplaced: a form is not placed, or not as it is.
    """
    wrong = unplaced()
    if wrong:
        raise Unplaced("\n".join(wrong))
    yield "# 一个党支部一年要填多少\n"
    yield (
        f"按一个 {MEMBERS} 名党员、设了支部委员会、覆盖 {COVERED} 家社会组织的党支部算。“必须填”是空着就记不成、"
        "打开时又没有带出来的；“带出来的”只要看一眼；“可以填”的空着也记得成。"
        f"每张表都可以附一份依据文件（{len(PAPER)} 项，都可以不填），不计在内。\n"
    )
    yield (
        "次数、指标和监督从规则和程序得出；每一项记到哪里、必不必填、从哪里带出，写在 `docs/burden_forms.py`，"
        "和表单对过：表单有一项没有写明，或者同一件事问两遍，`tests/repo/test_burden.py` 就不过。\n"
    )
    yield from _summary()
    yield from _fields_of("## 每年都问的", [one for one in OF_BRANCHES if one.times])
    yield from _fields_of("## 有了事情才问的", [one for one in OF_BRANCHES if not one.times])
    yield from _tables()
    yield "## 同一件事写在两处的\n"
    yield "按列比对看不出来，人工写在这里：\n"
    yield from (f"- `{one}` 和 `{other}`：{why}。" for one, other, why in BESIDE)
    yield "\n## 不问党支部的\n"
    for why, several in ELSEWHERE.items():
        yield f"- {why}：{'、'.join(_heading(form) for form in several)}"
    yield ""


def _tables() -> Iterator[str]:
    """What reads each table in which the fields above write."""
    yield "## 哪些指标和监督读它\n"
    yield "运行每一个指标和每一项监督，看它读了哪张事实表：\n"
    columns = [field.says for one in OF_BRANCHES for field in one.fields if field.says]
    for name in dict.fromkeys(filter(None, map(_table, columns))):
        figures, findings = readers()[name]
        if figures or findings:
            labels = "、".join(catalogue()[key].label for key in figures) or "没有"
            yield f"- **{SOURCES[name].model._meta.verbose_name}**：指标 {labels}；监督 {'、'.join(findings) or '没有'}"
    yield ""


def _summary() -> Iterator[str]:
    yield "| 表 | 一年几次 | 每次必须填 | 每次带出来 | 每次可以填 | 一年必须填 | 为什么这么多次 |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    whole = 0
    for one in OF_BRANCHES:
        if one.times:
            count, why = TIMES[one.times]
            must, brought, may = counts(one)
            whole += count() * must
            cells = (_heading(one.form), count(), must, brought, may, count() * must, why)
            yield f"| {' | '.join(map(str, cells))} |"
    yield f"\n一年必须填 **{whole}** 项。\n"


def counts(placed: Placed) -> tuple[int, int, int]:
    """How many fields must be typed, are only looked at, and may be typed, each time."""
    must = sum(LINES[one.lines] for one in placed.fields if one.must and not one.brought)
    brought = sum(LINES[one.lines] for one in placed.fields if one.brought)
    may = sum(LINES[one.lines] for one in placed.fields if not one.must and not one.brought)
    return must, brought, may


def _fields_of(title: str, several: list[Placed]) -> Iterator[str]:
    yield f"{title}\n"
    for one in several:
        yield f"### {_heading(one.form)}\n"
        of = "、".join(_heading(form) for form in one.of)
        instead = "、".join(_heading(form) for form in one.instead)
        more = f"，是对“{of}”的" if of and one.way is not Way.FIRST else ""
        more += f"；填了“{instead}”的不用填" if instead else ""
        yield f"{one.way}{more}。\n"
        if one.way is Way.FIRST:
            yield from _table_of(one)
        else:
            asked = dict.fromkeys(_asked(field) for field in one.fields if field.says)
            yield f"问：{'、'.join(asked)}。\n"


def _table_of(one: Placed) -> Iterator[str]:
    yield "| 问什么 | 要不要填 | 记到 | 再用在 |\n| --- | --- | --- | --- |"
    for field in one.fields:
        if field.says:
            need = f"带出：{field.brought}" if field.brought else "必须填" if field.must else "可以填"
            each = f"{field.lines}，" if field.lines else ""
            yield f"| {_asked(field)} | {each}{need} | `{field.says}` | {used(field.says)} |"
    yield ""


def _asked(field: Field) -> str:
    label, _, column = field.says.rpartition(".")
    model = apps.get_model(label)
    return f"{model._meta.verbose_name}：{model._meta.get_field(column).verbose_name}"


def _heading(form: type[forms.BaseForm]) -> str:
    return TITLES.get(form) or str(vars(form)["heading"])
