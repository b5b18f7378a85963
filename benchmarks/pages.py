"""Pages of the office beside a bare Django page (``bare.py``), through the same middleware, taking turns."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks.bare import KEPT, ROWS
from benchmarks.importing import empty_store, run_import
from benchmarks.measuring import Compared, size, take_turns, timed
from shejian import clock
from shejian.accounts.models import User
from shejian.base.enums import Role
from shejian.base.queries import unit_tree
from shejian.base.services.staff import add_user
from shejian.core.facts.terms import Line
from shejian.demo.generating import bulk, county
from shejian.demo.rows import Ledgers
from shejian.demo.writing import write_workbook
from shejian.journal.services import Act
from shejian.office.asking import pose, read_asking
from shejian.office.build.ledgers import LEDGERS
from shejian.office.build.ledgers.organizations import LEDGER as ORGANIZATIONS
from shejian.office.build.ledgers.page import ledger_page
from shejian.office.visitors import visitor

LIST = "/organizations/"
SEARCH = {"q": "协会"}
YEAR = {"on": "2022-12-31", "since": "2022-01-01"}
BARE = "/bare/"


def main() -> Iterator[str]:
    rows, rounds = size("BENCH_ROWS", 100_000), size("BENCH_PAGE_ROUNDS", 60)
    yield "## Pages of the office beside a bare Django page\n"
    yield (
        f"The bare page goes through the same middleware and renders the same template with {ROWS} rows of one indexed "
        f"query. Median milliseconds (least–most) of {rounds} turns each, in one process, warmed.\n"
    )
    yield "| page | queries | Shejian | bare page | ratio | bar |\n| --- | --- | --- | --- | --- | --- |"
    client = store(bulk(rows))
    keep(client, SEARCH)
    yield measured(f"{ROWS} of {rows:,} organizations, two characters searched", client, LIST, SEARCH, 2, rounds)
    client = store(county())
    keep(client, YEAR)
    yield measured("figures of the demo county", client, "/figures/", YEAR, 10, rounds)
    yield measured("evidence of coverage, demo county", client, "/figures/organization_coverage/", YEAR, 4, rounds)
    for key in LEDGERS:
        title = f"{LEDGERS[key].title}, demo county"
        yield measured(title, client, f"/ledgers/{key}/", YEAR, None, rounds)
    yield ""


def store(ledgers: Ledgers) -> Client:
    """A store with nothing but these ledgers, and the browser of a reader of all of it."""
    empty_store()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledgers.xlsx"
        write_workbook(path, ledgers)
        run_import(path)
    today = clock.today()
    root = unit_tree(today).root
    assert root is not None
    act = Act(by=User.objects.console().pk, moment=clock.now(), channel="benchmark")
    held = {"unit": root.id, "role": Role.READER, "line": Line.TERRITORY, "on": today}
    user, _ = add_user(act=act, username="reader", name="查阅人", password="Qingyuan-2026", **held)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def keep(client: Client, said: dict[str, str]) -> None:
    """Let the bare page show what the ledger shows."""
    request = RequestFactory().get(LIST, said)
    request.user = User.objects.get(pk=client.session["_auth_user_id"])
    one = visitor(request.user, clock.today())
    KEPT["page"] = ledger_page(request, one, pose(one, read_asking(request.GET)), ORGANIZATIONS)
    assert len(KEPT["page"].rows) == ROWS


def measured(label: str, client: Client, path: str, said: dict[str, str], bar: int | None, rounds: int) -> str:
    """A line of the table."""
    address = f"{path}?{urlencode(said)}"
    for _ in range(5):
        opened(client, address)
        opened(client, BARE)
    with CaptureQueriesContext(connection) as queries:
        opened(client, address)
    count = len(queries)  # now: the next request empties the log
    compared = take_turns(rounds, lambda: opened(client, address), lambda: opened(client, BARE))
    return row(label, count, compared, bar)


def opened(client: Client, address: str) -> float:
    """Seconds that a page takes."""
    return timed(lambda: _open(client, address))


def _open(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def row(label: str, queries: int, compared: Compared, bar: int | None) -> str:
    ours, theirs = told(compared.ours), told(compared.theirs)
    ratio = f"**{compared.ratio:.2f}**{' **above the bar**' if bar and compared.ratio > bar else ''}"
    return f"| {label} | {queries} | {ours} | {theirs} | {ratio} | {bar or '—'} |"


def told(seconds: list[float]) -> str:
    milliseconds = [1000 * one for one in seconds]
    return f"{median(milliseconds):.1f} ({min(milliseconds):.1f}–{max(milliseconds):.1f})"
