"""Forms on what a unit asks for beside the nation: 起草, 施行, 废止, 撤掉草稿."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.http import QueryDict

from shejian.core.rules import Modality, Parameter
from shejian.journal.services import Posting
from shejian.office.acting.fields import DayField, PickField
from shejian.office.acting.form import ON_PAPER, Group, OnPaper, check_paper
from shejian.office.acting.rule_forms import LONGEST_ARTICLE, LONGEST_WORDS, RuleForm, words_field
from shejian.office.acting.value_fields import value_fields, value_said
from shejian.office.asking import Posed
from shejian.office.build.rule_words import departing
from shejian.office.visitors import Visitor
from shejian.rulebook.queries import LocalRule
from shejian.rulebook.queries.layering import dated_value
from shejian.rulebook.services.local_values import (
    ValueDraft,
    discard,
    draft,
    end_value,
    put_in_force,
    refuse_unfit,
)
from shejian.rulebook.services.refusals import RuleRefused
from shejian.rulebook.values import latest

BOUND = (Modality.MUST, Modality.USUALLY, Modality.MAY, Modality.LOCAL)


class DraftValue(RuleForm):
    """起草: a value of the unit asked about, which judges nothing until it is put in force."""

    act = "rulebook.draft"
    heading = "起草本地的值"
    lead = "本单位对这条规则的要求，管到本单位和下级，只能比上级严。先起草，有了文件再施行；草稿不参与判断。"
    button = "记下草稿"
    groups: ClassVar[tuple[Group, ...]] = (
        Group("值", ("value", "unit", "modality", "start")),
        Group("本地文件里", ("article", "words"), "条款和原文都写了，不合的才不只是“提示”。"),
    )
    places = {"day": "start", "key": "value"}
    start = DayField(label="拟自哪一天起施行", error_messages={"required": "请填写拟施行的日期"})
    article = words_field("条款", LONGEST_ARTICLE, required=False, help_text="例如：第三条。")
    words = words_field("原文", LONGEST_WORDS, rows=3, required=False)

    def build(self) -> None:
        for name, field in value_fields(self.parameter).items():
            self.fields[name] = field
        above = latest(self.parameter).modality
        self.fields["modality"] = PickField(
            [(str(one), str(one)) for one in BOUND],
            label="性质",
            initial=str(above),
            help_text=departing(self.parameter),
        )

    def check(self, said: dict[str, Any]) -> None:
        if bool(said.get("article")) != bool(said.get("words")) and not self.errors:
            self.add_error("words" if said.get("article") else "article", "条款和原文要么都写，要么都空着")
        if self.errors or self.posed.node is None:
            return
        try:
            refuse_unfit(self._draft(said))
        except ValueError as wrong:
            self.add_error("value", str(wrong))
        except RuleRefused as refusal:
            self.add_error(self.places.get(refusal.place, refusal.place), str(refusal))

    def _draft(self, said: dict[str, Any]) -> ValueDraft:
        node = self.posed.node
        assert node is not None  # noqa: S101 - the view opens the form on a unit only
        mapping, modality = value_said(self.parameter, said), Modality(said["modality"])
        return ValueDraft(node.id, self.parameter.key, mapping, modality, said["start"], said["article"], said["words"])

    def record(self, made: Posting, said: dict[str, Any]) -> None:
        draft(made, [self._draft(said)])

    def done(self) -> str:
        name = self.posed.node.name if self.posed.node else ""
        return f"已记下{name}“{self.parameter.label}”的草稿"


class OnValue(RuleForm):
    """What forms on one local value share."""

    def __init__(
        self, one: Visitor, posed: Posed, parameter: Parameter, rule: LocalRule, data: QueryDict | None = None
    ) -> None:
        self.rule = rule
        super().__init__(one, posed, parameter, data)

    @property
    def said_value(self) -> str:
        """The unit's value, in words."""
        return f"{self.posed.asked.tree.name(self.rule.unit)}的 {dated_value(self.parameter, self.rule)}"


class EnforceValue(OnValue, OnPaper):
    """施行: the draft becomes law for the unit and all below it, on its paper."""

    act = "rulebook.put_in_force"
    heading = "施行本地的值"
    lead = "草稿自某一天起施行，管到这个单位和它的下级。以前另定的值到那一天为止。"
    button = "施行"
    groups: ClassVar[tuple[Group, ...]] = (Group("施行", ("day",)), ON_PAPER)
    day = DayField(label="自哪一天起", error_messages={"required": "请填写施行的日期"})

    def build(self) -> None:
        self.initial["day"] = self.rule.start
        self.fields["paper_title"].help_text = "定这个值的本地文件，例如：关于从严做好发展党员工作的通知。"

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)
        if self.paper_missing(said):
            self.add_error("paper_title", "施行地方规则要有文件，请写文件名称")

    def paper_missing(self, said: dict[str, Any]) -> bool:
        """Whether neither a title nor a file was given."""
        return not (said.get("paper_title") or said.get("paper_file")) and "paper_title" not in self.errors

    def record(self, made: Posting, said: dict[str, Any]) -> None:
        put_in_force(made, self.rule.id, said["day"])

    def done(self) -> str:
        return f"已施行{self.said_value}"


class EndValue(OnValue, OnPaper):
    """废止: the law above holds again."""

    act = "rulebook.end"
    heading = "废止本地的值"
    lead = "本地的值自某一天起不再施行，改按上级的。"
    button = "废止"
    warns = True
    groups: ClassVar[tuple[Group, ...]] = (Group("废止", ("day",)), ON_PAPER)
    day = DayField(label="自哪一天起不再施行", error_messages={"required": "请填写废止的日期"})

    def check(self, said: dict[str, Any]) -> None:
        check_paper(self, said)

    def record(self, made: Posting, said: dict[str, Any]) -> None:
        day: date = said["day"]
        end_value(made, self.rule.id, day)

    def done(self) -> str:
        return f"已记下{self.said_value}自 {self.cleaned_data['day']} 起废止"


class DiscardDraft(OnValue):
    """撤掉草稿: it never judged anything."""

    act = "rulebook.discard"
    heading = "撤掉草稿"
    lead = "不打算定了。草稿没有参与过判断，撤掉以后可以另起草。"
    button = "撤掉草稿"
    warns = True
    groups: ClassVar[tuple[Group, ...]] = ()

    def record(self, made: Posting, said: dict[str, Any]) -> None:
        discard(made, self.rule.id)

    def done(self) -> str:
        return f"已撤掉{self.said_value}的草稿"
