"""Every template is rendered by some test: told at the end of a run of all the tests that could render one.

Django's test environment sends a signal whenever a template is rendered, be it by a view, extended or included. Tests
may run in several processes: each says at its end what it has seen, and the first one counts. Browser tests render in
the server's process, so they neither count nor have to be there.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.template import Origin, Template
from django.test.signals import template_rendered

TESTS = Path(__file__).parent
ROOT = TESTS.parent
LEFT_OUT = pytest.StashKey[set[str]]()
UNRENDERED = pytest.StashKey[list[str]]()
_rendered: set[str] = set()


@template_rendered.connect
def _note(template: Template, **_: Any) -> None:
    if isinstance(template.origin, Origin):
        _rendered.add(str(Path(template.origin.name)))


def unrendered(rendered: set[str]) -> list[str]:
    """The project's templates that are not among the files given."""
    tracked = subprocess.run(["git", "ls-files", "src/*.html"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in tracked.stdout.splitlines() if str(ROOT / path) not in rendered]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = set()


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" not in item.keywords:
            item.config.stash[LEFT_OUT].add(item.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """See which test files were not asked for."""
    files = {path for path in TESTS.rglob("test_*.py") if TESTS / "browser" not in path.parents}
    config.stash[LEFT_OUT] |= {str(path) for path in files - {item.path for item in items}}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    said = getattr(node, "workeroutput", {})
    _rendered.update(said.get("rendered", ()))
    node.config.stash[LEFT_OUT] |= set(said.get("left_out", ["a process that ended without a word"]))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput |= {"rendered": sorted(_rendered), "left_out": sorted(config.stash[LEFT_OUT])}
        return
    if exitstatus == pytest.ExitCode.OK and not config.stash[LEFT_OUT] and not config.option.collectonly:
        config.stash[UNRENDERED] = unrendered(_rendered)
        if config.stash[UNRENDERED]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for path in config.stash.get(UNRENDERED, []):
        terminalreporter.write_line(f"FAILED {path}: rendered by no test", red=True)
