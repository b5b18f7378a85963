"""Which exceptions are refusals (a reason for the user, exit 2) and not faults of the program."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import OperationalError

from shejian.base.services.units import UnitExists
from shejian.base.tree import UnknownUnit
from shejian.console.arguments import UsageError
from shejian.console.backup import BackupProblem
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

REFUSALS = (
    UsageError,
    UnknownUnit,
    UnitExists,
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
    OperationalError,
)


def reason(refusal: BaseException) -> str:
    """Why, in a sentence or several."""
    if isinstance(refusal, ValidationError):
        return "；".join(refusal.messages)
    if isinstance(refusal, RestedOn):
        listed = "\n".join(f"  · {one}" for one in refusal.resting)
        return f"不能撤销：后来的账以它为基础。请先撤销或更正这些账：\n{listed}"
    if isinstance(refusal, OperationalError):
        if "locked" in str(refusal):
            return "台账正被另一个操作占用（SQLite 同一时刻只有一个人能记账），等了 30 秒；请稍后再试，账没有动"
        return f"数据库出错，账没有动：{str(refusal).strip()}"
    return str(refusal)
