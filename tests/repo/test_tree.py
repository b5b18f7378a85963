"""The tree as a whole: sizes, names of migrations, words that must not be in it, pages that follow from the code."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 400, 60, 120


def tracked(*patterns: str) -> list[Path]:
    """Files that git tracks, or would."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z", *patterns], cwd=ROOT, capture_output=True, check=True
    )
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).exists()]


SOURCES = [path for path in tracked("src/*.py") if "migrations" not in path.parts]
TESTS = tracked("tests/*.py", "benchmarks/*.py")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_too_long() -> None:
    lengths = {relative(path): path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    found = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found[f"{relative(path)}:{node.name}"] = length
    assert found == {}


def test_no_template_is_too_long() -> None:
    lengths = {relative(path): path.read_text(encoding="utf-8").count("\n") for path in tracked("src/*.html")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_TEMPLATE} == {}


def test_every_public_function_and_class_is_explained() -> None:
    """Public means: importable by name from a module of the program, and not a method that its name explains."""
    found = []
    for path in SOURCES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if named and not ast.get_docstring(node) and not _needs_none(path, node):
                found.append(f"{relative(path)}:{node.name}")
    assert found == []


def _needs_none(path: Path, node: ast.stmt) -> bool:
    short = (node.end_lineno or 0) - node.lineno <= 8
    return short or path.name in {"apps.py"} or path.name.endswith("_command.py")


@pytest.mark.parametrize("path", tracked("src/*/migrations/*.py"), ids=relative)
def test_migrations_have_names(path: Path) -> None:
    assert "_auto_" not in path.name


def test_no_package_is_an_attic() -> None:
    attics = {"utils", "util", "common", "helpers", "misc", "extras"}
    assert [relative(path) for path in SOURCES if attics & {*path.parts, path.stem}] == []


@pytest.mark.parametrize("word", [r"/work/", r"\.\./shared", r"pypi\.org", r"files\.pythonhosted", r"registry\.npmjs"])
def test_nothing_of_this_machine_is_in_the_tree(word: str) -> None:
    found = []
    for path in tracked():
        if path == Path(__file__) or path.suffix in {".png", ".xlsx", ".woff2"}:
            continue
        if re.search(word, path.read_text(encoding="utf-8", errors="ignore")):
            found.append(relative(path))
    assert found == []


@pytest.mark.parametrize("page", ["burden.md", "commands.md", "data-dictionary.md", "indicators.md", "rules.md"])
def test_pages_that_follow_from_the_code_are_fresh(page: str) -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert page not in generate.stale()


def test_every_command_is_in_both_readmes() -> None:
    from shejian.console.main import COMMANDS

    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [command for command in COMMANDS if f"shejian {command}" not in text] == []


def test_the_manual_lists_the_demo_accounts_as_they_are_made() -> None:
    from shejian.demo.making import ACCOUNTS, COUNTY

    lines = [f"| `{one.username}` | {one.role.label} | {one.unit or COUNTY}（{one.line.label}） |" for one in ACCOUNTS]
    assert "\n".join(lines) in (ROOT / "README.zh.md").read_text(encoding="utf-8")


def test_every_rule_that_code_names_is_among_the_uses() -> None:
    from shejian.core.rules import load_law, load_uses

    named = {
        node.value
        for path in SOURCES
        if path.name != "rule_words.py"  # sorts the list of rules by their areas, and reads none
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted((named & set(load_law().keys)) - set(load_uses())) == []


def test_every_rule_that_is_read_exists() -> None:
    from shejian.core.rules import load_law

    keys = set(load_law().keys)
    areas = "|".join(sorted({key.split(".")[0] for key in keys} - {"party"}))
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    law = "\n".join(path.read_text(encoding="utf-8") for path in tracked("src/shejian/law/*.yaml"))
    quoted = set(re.findall(rf'"((?:{areas})\.[a-z0-9_.]+)"', code))
    named = set(re.findall(r"\bparameter: ([a-z0-9_.]+)", law))
    areas_of_keys = {key.rsplit(".", count)[0] for key in keys for count in range(1, key.count("."))}
    assert (quoted | named) - keys - areas_of_keys == set()


def test_every_template_is_formatted_and_has_no_inline_script() -> None:
    found = [
        relative(path)
        for path in tracked("src/*.html")
        if re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", path.read_text(encoding="utf-8"))
    ]
    assert found == []
