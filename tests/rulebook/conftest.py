"""A province, its city and its county, and another city beside: each may have values of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act

from shejian.base.services.units import UnitDraft, set_up
from shejian.core.rules import Modality
from shejian.journal.models import Entry
from shejian.journal.services import PaperDraft, posting
from shejian.journal.services.reversal import reverse
from shejian.rulebook.services.confirming import ConfirmationDraft, confirm
from shejian.rulebook.services.local_values import ValueDraft, draft, put_in_force

TALK = "development.talk.limit"
MOST = "branch.members.max"
PUBLICITY = "development.publicity.min"
DAY = date(2026, 6, 1)
LATER = date(2026, 9, 1)
PAPER = PaperDraft(
    "document", "关于从严做好发展党员工作的通知", "云组发〔2026〕8号", date(2026, 5, 28), issuer="云川市委组织部"
)


@dataclass(frozen=True)
class Units:
    province: int
    city: int
    county: int
    beside: int


@pytest.fixture
def units(db: None) -> Units:
    with posting(make_act(), "test.units") as made:
        (province,) = set_up(made, [UnitDraft("云岭省", "region", None)])
        city, beside = set_up(made, [UnitDraft(name, "region", province) for name in ("云川市", "云河市")])
        (county,) = set_up(made, [UnitDraft("云溪县", "region", city)])
    return Units(province, city, county, beside)


def days(count: int) -> dict[str, Any]:
    return {"limit": {"count": count, "unit": "日"}}


def drafted(unit: int, key: str, mapping: dict[str, Any], **more: Any) -> int:
    values = {"modality": Modality.MUST, "start": DAY} | more
    with posting(make_act(), "rulebook.draft") as made:
        return draft(made, [ValueDraft(unit, key, mapping, **values)])[0]


def enforced(unit: int, key: str, mapping: dict[str, Any], **more: Any) -> int:
    """The entry that put a value of a unit in force."""
    one = drafted(unit, key, mapping, **more)
    with posting(make_act(paper=PAPER), "rulebook.put_in_force") as made:
        put_in_force(made, one, more.get("start", DAY))
    return made.number


def confirmed(key: str, since: date, instrument: str) -> int:
    """The entry that confirmed a value."""
    with posting(make_act(), "rulebook.confirm") as made:
        confirm(made, [ConfirmationDraft(key, since, instrument, "第二条", "一般不超过五十名", "条例单行本第 3 页")])
    return made.number


def take_back(number: int) -> int:
    return reverse(make_act(), Entry.objects.get(number=number), "journal.undo", lambda _: False).number
