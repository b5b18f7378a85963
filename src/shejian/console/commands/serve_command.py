"""``shejian serve``."""

from __future__ import annotations

import argparse
import socket

from django.core.management import call_command

from shejian.console.arguments import UsageError
from shejian.console.output import say
from shejian.console.store import open_store


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址（默认只限本机）")
    parser.add_argument("--port", type=int, default=8000, help="监听的端口（默认 8000）")
    parser.add_argument("--workers", type=int, default=2, help="工作进程数（默认 2）")


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            raise UsageError(
                f"不能在 {host}:{port} 上启动：{problem.strerror}。可能已经启动过一次；或用 --port 换一个端口"
            ) from None


def run(arguments: argparse.Namespace) -> int:
    open_store()
    _refuse_taken(arguments.host, arguments.port)
    call_command("collectstatic", interactive=False, verbosity=0)
    from granian import Granian  # noqa: PLC0415 - only this command needs the server
    from granian.constants import Interfaces  # noqa: PLC0415 - as above

    say(f"社建已启动：http://{arguments.host}:{arguments.port}/    停止按 Ctrl+C")
    server = Granian(
        "shejian.wsgi:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=1,
        log_enabled=False,
    )
    server.serve()
    return 0
