"""``shejian serve``."""

from __future__ import annotations

import argparse
import errno
import socket

from django.core.management import call_command

from shejian.console.arguments import UsageError
from shejian.console.causes import system_cause
from shejian.console.grammar import Whole
from shejian.console.output import say
from shejian.console.store import open_store


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="HOST", help="监听的地址（默认只限本机）")
    parser.add_argument("--port", type=Whole(1, 65535), default=8000, metavar="PORT", help="监听的端口（默认 8000）")
    parser.add_argument("--workers", type=Whole(1, 64), default=2, metavar="N", help="工作进程数（默认 2）")


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            raise UsageError(f"不能在 {host}:{port} 上启动：{system_cause(problem)}。{_way_out(problem)}") from None


def _way_out(problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return "可能已经启动过一次；或用 --port 换一个端口"
    if problem.errno == errno.EACCES:
        return "1024 以下的端口要管理员才能用，请用 --port 换一个"
    return "请用 --host 写这台机器自己的地址，例如 127.0.0.1"


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
