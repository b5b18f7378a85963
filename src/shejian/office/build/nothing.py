"""What a page says where the ledger holds no social organization at all."""

from __future__ import annotations

from django.urls import reverse

from shejian.core.facts import Frame
from shejian.core.indicators import View
from shejian.core.indicators.evaluate import rows_of
from shejian.figures.asking import Asked
from shejian.office.asking import Posed
from shejian.office.pages import Empty, Link
from shejian.office.visitors import Visitor
from shejian.registry.queries.table import organizations_on


def holds_any(asked: Asked) -> bool:
    """Whether the ledger, as known then, holds any social organization at all."""
    # kept with the day's list, so that a page need not look through all rows for this
    view = organizations_on(asked.picture, asked.question.on).view
    return bool(rows_of(view.relation(_some_standing)))


def _some_standing(view: View) -> Frame:
    return view.picture.facts("standing").head(1)


def empty_ledger(one: Visitor, posed: Posed, here: str) -> Empty:
    """Why there is nothing, and the one next step; ``here`` is the address of the page without its question."""
    if posed.known < posed.head:
        latest = here + posed.asking.with_(known="").query()
        return Empty(
            f"记到第 {posed.known} 笔时，账上还没有社会组织",
            "这不是零：那时还没有把它们记下来。",
            Link("看最新的账", latest),
        )
    if one.may_import:
        text = "从手头的 Excel 台账导入最快，表头不必改。"
        return Empty("台账里还没有社会组织", text, Link("导入 Excel", reverse("office:import")))
    return Empty("台账里还没有社会组织", "由最上级单位的经办人导入台账以后，这里就有数。")
