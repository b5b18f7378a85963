"""Every template is rendered by some test. Runs last, and only when the whole suite does (see ``conftest.py``)."""

from __future__ import annotations

from pathlib import Path

from tests.repo.test_tree import relative, tracked


def test_every_template_was_rendered_by_a_test(rendered_templates: set[Path]) -> None:
    missing = [relative(path) for path in tracked("src/*.html") if path not in rendered_templates]
    assert not missing, f"rendered by no test: {', '.join(missing)}"
