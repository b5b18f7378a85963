"""The days between which a step may be taken, with what sets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shejian.core.procedures.counting import Counted
    from shejian.core.procedures.definition import LimitRule


@dataclass(slots=True)
class Bounds:
    """What bounds a step as seen on ``on``: the steps ``before`` it, the rules for its first, last and due day.

    ``doubtful``: it is not known whether the step belongs to the procedure for this case.
    """

    on: date | None = None
    before: tuple[str, ...] = ()
    doubtful: bool = False
    first: tuple[LimitRule, Counted] | None = None
    last: tuple[LimitRule, Counted] | None = None
    due: tuple[LimitRule, Counted] | None = None

    def __str__(self) -> str:
        parts = [f"要先办：{'、'.join(self.before)}"] if self.before else []
        if self.first is not None:
            counted = self.first[1]
            parts.append(f"{'还要等到' if self._ahead(counted) else '最早'} {counted.day}（{counted.words}）")
        if self.last is not None:
            counted = self.last[1]
            past = self.on is not None and counted.day < self.on
            parts.append(f"{'已经过了最迟的日子' if past else '最迟'} {counted.day}（{counted.words}）")
        if self.due is not None:
            counted = self.due[1]
            parts.append(f"{counted.day} 起应当办理（{counted.words}）")
        if self.doubtful:
            parts.append("不知道是否适用，请核对情况")
        return "；".join(parts) or "可以办理"

    def _ahead(self, counted: Counted) -> bool:
        return self.on is not None and counted.day > self.on
