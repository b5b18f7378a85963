"""The demo, made once for a module; its tests only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """What ``shejian init --demo`` says, and the demo in the store. Tests must not change it."""
    from shejian.demo.making import make_demo

    home: Path = settings.HOME
    settings.HOME = tmp_path_factory.mktemp("demo-home")
    with django_db_blocker.unblock():
        yield list(make_demo())
        call_command("flush", verbosity=0, interactive=False)
    settings.HOME = home
