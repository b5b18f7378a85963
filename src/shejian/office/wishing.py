"""What an address wishes to see of the ledger of social organizations (``q, status, type, …, sort``).

What is no wish is left out, as are other unknown parameters: the page then shows more, never less.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from shejian.core.facts.terms import FormationMode, OrganizationType
from shejian.registry.queries import NOT_STATED, Covered, Life, Order, Wish

LIVES: dict[str, tuple[str, Life | None]] = {
    "": ("在册", Life.STANDING),
    "ended": ("已注销", Life.ENDED),
    "all": ("全部", None),
}
COVERED = {Covered.YES: "已覆盖", Covered.NO: "未覆盖"}
TYPES = {str(one): one.label for one in OrganizationType}
MODES = {str(one): one.label for one in FormationMode} | {NOT_STATED: "未填"}
ORDERS = {Order.CODE: "代码", Order.NAME: "名称", Order.FOUNDED: "成立日期"}
LIMITS = {"type": "类型", "covered": "覆盖", "mode": "组建方式", "town": "乡镇", "industry": "行业"}
"""What limits the ledger besides the text searched and the status, and what people call it."""
BACKWARDS = "-"
LONGEST_NUMBER = 18

E = TypeVar("E", bound=Enum)


def read_wish(said: Mapping[str, str]) -> Wish:
    """What the parameters of an address wish."""
    texts = {name: said.get(name, "").strip() for name in ("q", "status", "sort", *LIMITS)}
    town, order = texts["town"], texts["sort"]
    numbered = town.isascii() and town.isdigit() and len(town) <= LONGEST_NUMBER
    return Wish(
        searched=texts["q"],
        life=LIVES.get(texts["status"], LIVES[""])[1],
        type=texts["type"] if texts["type"] in TYPES else "",
        covered=_one_of(Covered, texts["covered"]),
        mode=texts["mode"] if texts["mode"] in MODES else "",
        town=int(town) if numbered else None,
        industry=texts["industry"],
        order=_one_of(Order, order.removeprefix(BACKWARDS)) or Order.CODE,
        backwards=order.startswith(BACKWARDS),
    )


def _one_of(terms: type[E], value: str) -> E | None:
    return next((one for one in terms if one.value == value), None)


def wish_fields(wish: Wish) -> dict[str, str]:
    """A wish as the address writes it; what is ordinary is left out."""
    order = f"{BACKWARDS if wish.backwards else ''}{wish.order}"
    said = {
        "q": wish.searched,
        "status": next(word for word, (_, life) in LIVES.items() if life is wish.life),
        "type": wish.type,
        "covered": str(wish.covered or ""),
        "mode": wish.mode,
        "town": "" if wish.town is None else str(wish.town),
        "industry": wish.industry,
        "sort": "" if order == Order.CODE else order,
    }
    return {name: value for name, value in said.items() if value}
