"""What a job on an upload does, in a process of its own.

``python -m shejian.exchange.jobs read KEY`` reads and plans; ``… apply KEY BY MOMENT CHANNEL REQUEST`` applies. A job
that dies leaves the ledger as it was: what it writes there, it writes in one transaction.
"""

from __future__ import annotations

import logging
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from shejian import clock

if TYPE_CHECKING:
    from shejian.exchange.models import Upload
    from shejian.journal.services import Act

BROKEN = "程序出了故障（{0}），账没有动，文件还在。可以重新读取；再不行，请把这一行告诉管理员。"
logger = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Run one job; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shejian.settings.base")
    import django  # noqa: PLC0415 - settings must be named first

    django.setup()
    from shejian.exchange import uploads  # noqa: PLC0415 - models load after Django is set up
    from shejian.exchange.models import Upload  # noqa: PLC0415 - as above
    from shejian.journal.services import Act  # noqa: PLC0415 - as above

    verb, key, *rest = arguments
    upload = Upload.objects.get(key=key)
    try:
        if verb == "read":
            uploads.read(upload, today=clock.today(), moment=clock.now())
        else:
            by, moment, channel, request = rest
            act = Act(by=int(by), moment=datetime.fromisoformat(moment), channel=channel, request_key=request)
            _apply(upload, act)
    except Exception as problem:
        logger.exception("job %s on upload %s failed", verb, key)
        uploads.fail(upload, BROKEN.format(type(problem).__name__))
        return 1
    return 0


def _apply(upload: Upload, act: Act) -> None:
    from shejian.exchange import uploads  # noqa: PLC0415 - models load after Django is set up
    from shejian.exchange.progress import Stopped  # noqa: PLC0415 - as above
    from shejian.exchange.reading import Unreadable  # noqa: PLC0415 - as above
    from shejian.journal.services import AlreadyPosted, StaleFact  # noqa: PLC0415 - as above
    from shejian.journal.services.holding import OutOfOrder  # noqa: PLC0415 - as above
    from shejian.journal.services.papers import DamagedPaper  # noqa: PLC0415 - as above

    try:
        uploads.apply(upload, act=act, today=clock.today())
    except AlreadyPosted as done:
        uploads.settle(upload, done.entry)
    except (OutOfOrder, StaleFact, Unreadable, DamagedPaper) as refusal:
        uploads.give_back(upload, f"没有入账，账没有动：{refusal}")
    except Stopped:
        uploads.give_back(upload, "已停下，没有入账，账没有动。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
