"""Starting jobs on uploads: child processes of their own, which outlive the web worker that starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

from shejian.exchange import progress, uploads
from shejian.exchange.models import Upload, UploadState
from shejian.journal.services import Act

MODULE = "shejian.exchange.jobs"


def start_reading(upload: Upload) -> None:
    """Have an upload read and planned.

    Raises:
        NotNow: it is not in a state to be read.
        AlreadyAtWork: a job is at work on it.
    """
    _start(upload, UploadState.READING, "read")


def start_applying(upload: Upload, act: Act) -> None:
    """Have a planned upload applied.

    Raises:
        NotNow: it is not in a state to be applied.
        AlreadyAtWork: a job is at work on it.
    """
    _start(
        upload, UploadState.APPLYING, "apply", str(act.by), act.moment.isoformat(), act.channel, str(act.request_key)
    )


def _start(upload: Upload, state: UploadState, verb: str, *arguments: str) -> None:
    uploads.sweep()
    lock = progress.claim(upload.key)
    try:
        uploads.begin(upload, state)
        child = subprocess.Popen(  # noqa: S603 - our own module; no argument is a program or a path
            [sys.executable, "-m", MODULE, verb, upload.key, *arguments],
            env=os.environ | _environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[lock],
            start_new_session=True,
        )
    finally:
        os.close(lock)  # the child holds it on
    Thread(target=child.wait, daemon=True).start()  # leaves no defunct process behind


def _environment() -> dict[str, str]:
    """What makes the child work on the same store as this process."""
    return {
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "SHEJIAN_HOME": str(settings.HOME),
        "DATABASE_URL": _address(connection.settings_dict),
    }


def _address(parameters: dict[str, Any]) -> str:
    """The database as ``DATABASE_URL`` writes it."""
    name = quote(str(parameters["NAME"]).lstrip("/"))
    if "sqlite" in parameters["ENGINE"]:
        return f"sqlite:///{name}"
    user = quote(parameters["USER"] or "", safe="")
    password = f":{quote(parameters['PASSWORD'], safe='')}" if parameters["PASSWORD"] else ""
    port = f":{parameters['PORT']}" if parameters["PORT"] else ""
    options = {key: value for key, value in parameters["OPTIONS"].items() if isinstance(value, str)}
    if parameters["HOST"]:
        options["host"] = parameters["HOST"]
    return f"postgresql://{user}{password}@{port}/{name}" + (f"?{urlencode(options)}" if options else "")
