"""A draft of the tidy county's debrief report of 2022, and the words that finish it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tests.conftest import make_act

from shejian.accounts.models import User
from shejian.base.queries import unit_tree
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry
from shejian.reports.manuscripts import Manuscript, read_manuscript
from shejian.reports.models import Draft, Issue
from shejian.reports.services import drafting, issuing

DAY = date(2022, 12, 31)
DATED = date(2023, 1, 9)
MOMENT = datetime(2023, 1, 9, 2, tzinfo=UTC)
_keys = count(1)
WORDS = {
    "1.1": "认真履行第一责任人责任，上年指出的3个问题全部整改。",
    "2": "责任压力传导还不到位。\n主观上学习不够。",
    "3": "到2023年底，完成全部换届。",
    "issuer": "中共云川县社会组织工作委员会",
}


def me() -> int:
    return int(User.objects.console().pk)


def started(unit: str | None = None, **changed: Any) -> Draft:
    tree = unit_tree(DAY)
    node = tree.find(unit) if unit else tree.root
    assert node is not None
    values = {"kind": "debrief", "unit": node.id, "line": Line.TERRITORY, "own": False, "year": 2022, "on": DAY}
    wanted = drafting.Wanted(**(values | changed))
    return drafting.start(by=me(), moment=MOMENT, key=f"start-{next(_keys)}", wanted=wanted)


def text_at(draft: Draft, place: str) -> str:
    return read_manuscript(draft, DATED).texts[place]


def write(draft: Draft, texts: dict[str, str]) -> drafting.Saved:
    """Save words over those that stand there now."""
    now = read_manuscript(draft, DATED).texts
    edits = [drafting.Edit(place, text, drafting.version_of(now[place])) for place, text in texts.items()]
    return drafting.save(draft.pk, edits, by=me(), moment=MOMENT)


def without_blanks(text: str) -> str:
    """The outline's own words without the places that wait for the author's."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("〔")).replace(
        "〔请填写：其中有代表性的一次，时间、地点、内容〕", "七月一日在县委党校举行。"
    )


def finished(**changed: Any) -> Draft:
    draft = started(**changed)
    now = read_manuscript(draft, DATED).texts
    write(draft, WORDS | {place: without_blanks(now[place]) for place in ("1.2", "1.3", "1.4", "1.5")})
    draft.refresh_from_db()
    return draft


def look(draft: Draft) -> Manuscript:
    draft.refresh_from_db()
    return read_manuscript(draft, DATED)


def issue(draft: Draft, **changed: Any) -> Issue:
    """Issue a draft as it is now."""
    values = {"looked_through": issuing.seen(look(draft)), "number": "", "dated": DATED}
    entry: Entry = issuing.issue(make_act(), draft.pk, **(values | changed))
    return Issue.objects.get(entry=entry)


def withdraw(issued: Issue, reason: str = "数有误") -> None:
    """Withdraw what was issued."""
    issuing.withdraw(make_act(), issued.pk, reason)
