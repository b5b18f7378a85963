"""``shejian init``."""

from __future__ import annotations

import argparse

from django.conf import settings

from shejian.console.output import say
from shejian.console.store import make_store


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="再建一个虚构的示范县，连同各角色的示范账号")


def run(arguments: argparse.Namespace) -> int:
    make_store()
    say(f"台账已备好：{settings.HOME}")
    if arguments.demo:
        from shejian.demo.making import make_demo  # noqa: PLC0415 - only --demo needs the invented county

        for line in make_demo():
            say(line)
    return 0
