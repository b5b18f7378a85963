"""``python -m benchmarks [NAME …]``: measure, and write ``results/NAME.md``."""

from __future__ import annotations

import os
import platform
import sys
from importlib import import_module
from pathlib import Path

NAMES = ("importing", "figures", "pages", "killing", "generating", "nation", "findings", "life", "procedures")
RESULTS = Path(__file__).with_name("results")


def machine() -> str:
    """What it was measured on."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from benchmarks.importing import prepare
    from shejian import clock

    prepare()
    for name in sys.argv[1:] or NAMES:
        lines = [f"{clock.today()}, {machine()}. Written by `make bench`; ratios hold within one run only.\n"]
        for line in import_module(f"benchmarks.{name}").main():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
            lines.append(line)
        RESULTS.joinpath(f"{name}.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


main()
