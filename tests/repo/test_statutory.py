"""No statutory number in Python or in a template: the law's numbers are under ``law/``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from tests.repo.statutory import Found, in_python, in_template, numbers_of
from tests.repo.statutory_allowed import FOLDERS, LINES
from tests.repo.test_tree import ROOT, SOURCES, tracked

PROGRAM = ROOT / "src" / "shejian"
ELSEWHERE = ("law/", "core/calendar/")
OTHERS = {"shejian.sample": {"LEAST": 3.0, "NONE": 0.0}}


def named(path) -> str:
    return path.relative_to(PROGRAM).as_posix()


def module(file: str) -> str:
    return "shejian." + file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.fixture(scope="module")
def found() -> list[Found]:
    return list(_found())


def _found() -> Iterator[Found]:
    texts = {named(path): path.read_text(encoding="utf-8") for path in SOURCES}
    numbers = {module(file): numbers_of(ast.parse(text)) for file, text in texts.items()}
    for file, text in texts.items():
        if not file.startswith(ELSEWHERE):
            yield from in_python(file, text, numbers)
    for path in tracked("src/*.html"):
        yield from in_template(named(path), path.read_text(encoding="utf-8"))


def test_no_number_of_a_regulation_is_outside_the_law(found: list[Found]) -> None:
    allowed = {line for lines in LINES.values() for line in lines}
    bare = [
        f"{one.file}:{one.line}: {one.words}"
        for one in found
        if f"{one.file}: {one.words}" not in allowed and not one.file.startswith(tuple(FOLDERS))
    ]
    assert bare == []


def test_every_number_that_is_allowed_is_there(found: list[Found]) -> None:
    there = {f"{one.file}: {one.words}" for one in found}
    assert [line for lines in LINES.values() for line in lines if line not in there] == []
    assert [folder for folder in FOLDERS if not any(one.file.startswith(folder) for one in found)] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("if len(members) < 3: pass", ["len(members) < 3"]),
        ("MIN = 3\nif count >= MIN: pass", ["count >= MIN"]),
        ("from shejian.sample import LEAST\nif count >= LEAST: pass", ["count >= LEAST"]),
        ("from shejian.sample import LEAST as L\nif count >= L: pass", ["count >= L"]),
        ("class Rule:\n    least = 3\n    def ok(self, n): return n >= self.least", ["n >= self.least"]),
        ("frame.filter(nw.col('members') < 3)", ["nw.col('members') < 3"]),
        ("frame.filter(pl.col('members').lt(3))", ["pl.col('members').lt(3)"]),
        ("ok = present / due > 0.5", ["present / due > 0.5"]),
        ("due = start + timedelta(days=30)", ["timedelta(days=30)"]),
        ("due = add_months(start, 6)", ["add_months(start, 6)"]),
        ("limit = Limit(count=2, unit=unit)", ["Limit(count=2, unit=unit)"]),
        ("old = on.year - 18", ["on.year - 18"]),
        ("before = add_months(on, -12)", ["add_months(on, -12)"]),
        ("say('应当在三个月内审批')", ["三个月"]),
        ("say(f'公示不少于 5 个工作日，已公示 {n} 天')", ["5 个工作日"]),
        ("say('有 7名以上正式党员')", ["7名"]),
        ("say('差额比例不少于 20%')", ["20%"]),
        ("say('超过二分之一')", ["二分之"]),
        ("say('未满十八周岁')", ["十八周岁"]),
    ],
)
def test_number_is_found(source: str, words: list[str]) -> None:
    assert [one.words for one in in_python("x.py", source, OTHERS)] == words


@pytest.mark.parametrize(
    "source",
    [
        "if count > 0: pass",
        "if len(rows) == 1: pass",
        "from shejian.sample import NONE\nif count > NONE: pass",
        "nearby = day - timedelta(days=1)",
        "def f():\n    '''至少三个月。'''",
        "if count >= law.number('party.branch.min_full_members'): pass",
        "say(f'应当有 {least} 名正式党员')",
        "say('已登记 1 名党员')",
        "at = values[3]",
        "SHOWN_ROWS = 12\nif len(rows) > SHOWN_ROWS: pass",
    ],
)
def test_other_numbers_are_left_alone(source: str) -> None:
    assert list(in_python("x.py", source, OTHERS)) == []


def test_words_of_a_template_are_found_on_their_line() -> None:
    text = '<p title="三个月">\n{% if x > 3 %}不足 3 名{% endif %}\n</p>'
    assert list(in_template("x.html", text)) == [Found("x.html", 2, "3 名")]
