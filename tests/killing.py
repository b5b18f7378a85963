"""Killing an import with SIGKILL at a random moment, and looking at what is left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from shejian.core.calendar.days import date
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.models import Entry, ImportBatch
from shejian.journal.services.verification import verify_journal, verify_spans
from shejian.registry.models import Organization

ORGANIZATIONS = 193


def database_url() -> str:
    """The address of the database that this process tests on, for a child process."""
    parameters = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(parameters['NAME']).lstrip('/'))}"
    host = parameters["OPTIONS"].get("host") or parameters["HOST"]
    return f"postgresql://{quote(parameters['USER'])}@/{quote(parameters['NAME'])}?host={quote(str(host), safe='')}"


def start_import(workbook: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "SHEJIAN_HOME": str(settings.HOME),
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "shejian.settings.base",
    }
    command = [sys.executable, "-m", "shejian.console.main", "import", str(workbook), "--json"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def duration(workbook: Path) -> float:
    """How long an import takes that nobody disturbs."""
    begun = time.monotonic()
    assert start_import(workbook).wait() == 0
    taken = time.monotonic() - begun
    assert left_behind() == "applied"
    call_command("flush", verbosity=0, interactive=False)
    return taken


def killed_after(workbook: Path, seconds: float) -> str:
    """Kill an import after some seconds; what it left: ``nothing`` or ``applied``, the latter if it was fast enough."""
    child = start_import(workbook)
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    left = left_behind()
    call_command("flush", verbosity=0, interactive=False)
    return left


def wait_for_the_others() -> None:
    """PostgreSQL may still be at work on the last thing a killed client asked of it, which is then done or undone."""
    connection.close()
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.01)


def left_behind() -> str:
    """All or nothing, and sound; anything between is an error."""
    wait_for_the_others()
    wrong = [str(one) for one in (*verify_journal(), *verify_spans())]
    assert wrong == [], wrong
    state = (Entry.objects.count(), ImportBatch.objects.count(), Organization.objects.count())
    assert state in {(0, 0, 0), (1, 1, ORGANIZATIONS)}, state
    value = answer(ask(Question(on=date(2022, 12, 31), since=date(2022, 1, 1))), ["organizations"]).figures
    assert value["organizations"].value == (176 if state[0] else 0)
    return "applied" if state[0] else "nothing"


def kill_at_random(workbook: Path, times: int, seed: int) -> Counter[str]:
    """Kill as many imports, each at a random moment of its course, the moments spread evenly."""
    chance = random.Random(seed)
    whole = duration(workbook)
    moments = [whole * (number + chance.random()) / times for number in range(times)]
    chance.shuffle(moments)
    return Counter(killed_after(workbook, moment) for moment in moments)
