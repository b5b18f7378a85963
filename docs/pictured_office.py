"""The office that is pictured: the invented county, at a day and an hour that stand still.

python docs/pictured_office.py PORT     makes it in SHEJIAN_HOME, and serves it until it is ended
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import time_machine

MOMENT = datetime.fromisoformat("2026-11-25T10:00:00+08:00")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    def log_message(self, *said: object) -> None:
        """Nothing: whoever takes pictures looks at the pictures."""


def main(port: int) -> int:
    """Make the office and serve it; the program's own server would start processes whose clock goes on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shejian.settings.base")
    with time_machine.travel(MOMENT, tick=False):
        from shejian.console.main import main as shejian  # noqa: PLC0415 - its clock must stand before it starts

        if shejian(["init", "--demo"]):
            return 1
        from django.core.management import call_command  # noqa: PLC0415 - there is a store by now

        call_command("collectstatic", interactive=False, verbosity=0)
        from shejian.wsgi import application  # noqa: PLC0415 - as above

        with make_server("127.0.0.1", port, application, _Server, _Handler) as server:
            server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
