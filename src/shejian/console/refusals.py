"""Which exceptions are refusals (a reason for the user, exit 2) and not faults of the program."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from shejian.accounts.models import User
from shejian.base.recorded import NoSuchEntry
from shejian.base.services.units import BadPath, UnitExists
from shejian.base.tree import UnknownUnit
from shejian.console.arguments import UsageError
from shejian.console.backup import BackupProblem
from shejian.console.causes import database_cause, system_cause
from shejian.core.rules import RuleUnavailable
from shejian.demo.making import DemoRefused
from shejian.exchange.reading import Unreadable
from shejian.exchange.services.exporting import NoSuchLedger
from shejian.exchange.services.undoing import NoSuchBatch
from shejian.figures.answers import UnknownFigure
from shejian.journal.services import AlreadyPosted, StaleFact
from shejian.journal.services.holding import OutOfOrder
from shejian.journal.services.papers import DamagedPaper
from shejian.journal.services.reversal import AlreadyReversed, RestedOn
from shejian.people.protection import Unreadable as Locked
from shejian.reports.manuscripts import UnitGone

REFUSALS = (
    UsageError,
    UnknownUnit,
    UnitExists,
    UnitGone,
    BadPath,
    NoSuchEntry,
    UnknownFigure,
    RuleUnavailable,
    Unreadable,
    Locked,
    DamagedPaper,
    AlreadyPosted,
    StaleFact,
    OutOfOrder,
    NoSuchBatch,
    NoSuchLedger,
    DemoRefused,
    BackupProblem,
    AlreadyReversed,
    RestedOn,
    ValidationError,
    DatabaseError,
    OSError,
)


def reason(refusal: BaseException) -> str | None:
    """Why, in a sentence or several; ``None`` for a fault of the program."""
    if isinstance(refusal, ValidationError):
        return "；".join(_faults(refusal))
    if isinstance(refusal, RestedOn):
        listed = "\n".join(f"  · {one}{_way_out(one.batch)}" for one in refusal.resting)
        return f"不能撤销，账没有动：后来的账以它为基础。请先撤销或更正这些账，从上往下：\n{listed}"
    if isinstance(refusal, DatabaseError):
        return database_cause(refusal)
    if isinstance(refusal, OSError):
        where = f"读写 {refusal.filename} 时出错" if refusal.filename else "系统出错"
        return f"{where}：{system_cause(refusal)}"
    return str(refusal)


def _way_out(batch: int | None) -> str:
    return "" if batch is None else f"\n      撤销它：shejian undo {batch}"


def _faults(refusal: ValidationError) -> Iterator[str]:
    """Each fault with the name of its field, as one clause among others."""
    if not hasattr(refusal, "error_dict"):
        yield from (message.rstrip("。") for message in refusal.messages)
        return
    names = {field.name: str(field.verbose_name) for field in User._meta.concrete_fields}
    for field, messages in refusal.message_dict.items():
        for message in messages:
            yield f"{names[field]}：{message.rstrip('。')}" if field in names else message.rstrip("。")
