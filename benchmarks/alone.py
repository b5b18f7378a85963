"""One import in a process of its own, for its peak memory: ``python -m benchmarks.alone WORKBOOK``."""

from __future__ import annotations

import json
import os
import resource
import sys
from datetime import date
from pathlib import Path

import django

from shejian.keys import make_keys

make_keys(Path(os.environ["SHEJIAN_HOME"]))
django.setup()

from django.core.management import call_command  # noqa: E402 - after setup

from shejian import clock  # noqa: E402
from shejian.accounts.models import User  # noqa: E402
from shejian.exchange.planning import Request  # noqa: E402
from shejian.exchange.services.importing import import_workbook, read_and_plan  # noqa: E402
from shejian.journal.services import Act  # noqa: E402

call_command("migrate", verbosity=0)
path = Path(sys.argv[1])
plan = read_and_plan(path, path.name, Request(today=date(2026, 11, 22)))
import_workbook(act=Act(by=User.objects.console().pk, moment=clock.now(), channel="benchmark"), path=path, plan=plan)
peaks = {
    "self": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "children": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
}
sys.stdout.write(json.dumps(peaks))
