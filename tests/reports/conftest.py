"""LibreOffice and poppler judge the pages. Without them: skipped, loudly; with ``SHEJIAN_DEMAND=1``, failed."""

from __future__ import annotations

import os

import pytest
from tests.reports.rendering import HOW, MISSING

SAID = f"没有安装 {'、'.join(MISSING)}，没有看 Word 和 PDF 的版面；安装：{HOW}"
WANTED = pytest.StashKey[bool]()
"""Whether a test that looks at pages was to run at all."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if MISSING and WANTED in terminalreporter.config.stash:
        terminalreporter.write(f"\n{'*' * 78}\n***  {SAID}\n{'*' * 78}\n", yellow=True, bold=True)


@pytest.fixture(scope="session")
def printer(pytestconfig: pytest.Config) -> None:
    """What prints a Word file and reads the pages is installed."""
    pytestconfig.stash[WANTED] = True
    if not MISSING:
        return
    if os.environ.get("SHEJIAN_DEMAND") == "1":
        pytest.fail(SAID, pytrace=False)
    pytest.skip(SAID)
