"""Which templates the tests of a run have rendered, and whether the run was of all the tests that could render one.

Django's test environment sends a signal whenever a template is rendered, be it by a view, extended or included. The
browser tests render in the server's process, so they neither count nor have to be there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.template import Origin, Template
from django.test.signals import template_rendered

TESTS = Path(__file__).parents[1]
LEFT_OUT = pytest.StashKey[list[str]]()


class RenderedTemplates:
    """Receives the signal for as long as the run lasts."""

    def __init__(self) -> None:
        self.paths: set[Path] = set()
        template_rendered.connect(self.note)

    def note(self, template: Template, **_: Any) -> None:
        if isinstance(template.origin, Origin):
            self.paths.add(Path(template.origin.name))


_rendered = RenderedTemplates()


@pytest.fixture
def rendered_templates(pytestconfig: pytest.Config) -> set[Path]:
    """The files of the templates rendered so far; skipped unless every test that renders one was to run before."""
    left_out = pytestconfig.stash[LEFT_OUT]
    if left_out:
        pytest.skip(f"only part of the suite was selected; without {left_out[0]}, …")
    return _rendered.paths


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" not in item.keywords:
            item.config.stash.setdefault(LEFT_OUT, []).append(item.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put whoever asks what was rendered behind everybody else, and see who is missing."""
    items.sort(key=lambda item: "rendered_templates" in getattr(item, "fixturenames", ()))
    files = {path for path in TESTS.rglob("test_*.py") if TESTS / "browser" not in path.parents}
    missing = files - {item.path for item in items}
    left_out = config.stash.setdefault(LEFT_OUT, [])
    left_out.extend(sorted(str(path.relative_to(TESTS)) for path in missing))
