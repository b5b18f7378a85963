"""Removing files that were kept for an import or an upload which then never came about: its process was killed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from shejian.exchange.models import OPEN, Upload
from shejian.journal.models import Paper
from shejian.journal.services.papers import files_before

PATIENCE = timedelta(hours=1)
"""An upload is written down at once after its file is kept; after an hour it never will be."""


def sweep_papers(moment: datetime) -> int:
    """Remove kept files that no paper and no open upload refers to, and return how many there were.

    Call it while writing an entry: imports keep their files under the journal's lock, so none is between keeping its
    file and registering it. Files younger than an hour at ``moment`` are left for uploads that are being handed in.
    """
    if _shared():
        return 0
    old = files_before(moment - PATIENCE)
    digests = {digest for digest, _ in old}
    needed = set(Paper.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    needed |= set(
        Upload.objects.filter(sha256__in=digests, state__in=[str(one) for one in OPEN]).values_list("sha256", flat=True)
    )
    orphans = [path for digest, path in old if digest not in needed or path.name.startswith(".")]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _shared() -> bool:
    """Whether the folder holds another ledger than the one at work: the papers beside it may be that one's."""
    beside = Path(settings.HOME) / "ledger.sqlite3"
    return beside.exists() and str(beside) != str(connection.settings_dict["NAME"])
