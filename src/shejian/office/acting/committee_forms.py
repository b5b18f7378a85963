"""委员会: the form that says whether a party organization has a committee."""

from __future__ import annotations

from typing import Any, ClassVar

from shejian.journal.services import Posting
from shejian.office.acting.body_fields import BodyForm, Said
from shejian.office.acting.fields import BLANK, DayField, PickField
from shejian.office.acting.form import ON_PAPER, Group, Present, check_paper
from shejian.office.build.facts import NOT_STATED, span_text
from shejian.party.models import Committee
from shejian.party.services.committees import CommitteeState, clear_committees, set_committees

EXISTS = (BLANK, ("yes", "设委员会"), ("no", "不设，由书记（副书记）负责"))
APPOINTED = (BLANK, ("no", "选举产生"), ("yes", "上级任命"))


def _flag(choices: tuple[tuple[str, str], ...], label: str, help_text: str) -> PickField:
    return PickField(
        choices,
        label=label,
        help_text=help_text,
        required=False,
        coerce=lambda said: said == "yes",
        empty_value=None,
    )


class StateCommittee(BodyForm):
    """委员会: whether there is one, and how its officers came to be."""

    act = "party.committee"
    heading = "委员会"
    lead = "有没有设委员会，是照实登记的，不从党员人数推算；没有登记就是不知道。"
    button = "记下"
    groups: ClassVar[tuple[Group, ...]] = (Group("委员会", ("exists", "appointed", "day")), ON_PAPER)
    day = DayField(
        label="自哪一天起",
        required=False,
        help_text="从这一天起是这样，以前照旧。空着就是更正：账上原来那一条本来就该是这样。",
    )

    def build(self) -> None:
        self.fields = {
            "exists": _flag(EXISTS, "有没有委员会", "不清楚了，选“没有填”：账上就当不知道。"),
            "appointed": _flag(APPOINTED, "书记、委员怎样产生", "任命的不按任期催办换届；不知道就不填。"),
            **self.fields,
        }

    def present(self, known: int) -> dict[str, Present]:
        fact = self.about.latest(Committee, known)
        if fact is None:
            return {"exists": Present(None, NOT_STATED), "appointed": Present(None, NOT_STATED)}
        exists = "设委员会" if fact.exists else "不设委员会"
        appointed = {True: "上级任命", False: "选举产生", None: NOT_STATED}[fact.appointed]
        span = span_text(fact)
        return {"exists": Present(fact.exists, exists, span), "appointed": Present(fact.appointed, appointed, span)}

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        day = self.no_later_than_today("day", said)
        self.within_life("day", day, "日期")
        if said.get("exists") is None and "exists" not in self.errors:
            if said.get("appointed") is not None:
                self.add_error("exists", "说了怎样产生，也请选有没有委员会")
            elif day is not None:
                self.add_error("day", "选“没有填”是把账上的委员会记录撤回，没有从哪一天起，请把日期清空")

    def record(self, made: Posting, said: Said) -> None:
        if said["exists"] is None:
            clear_committees(made, [self.number])
        else:
            set_committees(made, {self.number: CommitteeState(said["exists"], said["appointed"])}, said["day"])

    def done(self) -> str:
        exists = self.cleaned_data["exists"]
        what = {True: "设委员会", False: "不设委员会", None: "有没有委员会不清楚"}[exists]
        return f"已记下{self.about.name}{what}"
