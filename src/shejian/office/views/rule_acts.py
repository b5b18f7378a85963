"""Forms on a rule: 核对, 撤回核对, and the local values of units."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shejian.base.enums import Role
from shejian.core.rules import Parameter, Stricter, UnknownRuleError
from shejian.office.acting.form import ActForm
from shejian.office.acting.local_value_forms import DiscardDraft, DraftValue, EndValue, EnforceValue, OnValue
from shejian.office.acting.rule_forms import ConfirmRule, RuleForm, WithdrawConfirmation
from shejian.office.asking import Posed, pose, read_asking
from shejian.office.build.rule import holds
from shejian.office.pages import Link
from shejian.office.views import refusals
from shejian.office.views.acting import act_on
from shejian.office.visitors import Visitor
from shejian.rulebook.enums import ValueStatus
from shejian.rulebook.queries import LocalRule, local_rules

OF_THE_RULE: dict[str, type[RuleForm]] = {"confirm": ConfirmRule, "withdraw": WithdrawConfirmation}
OF_A_VALUE: dict[str, tuple[type[OnValue], Role, ValueStatus]] = {
    "enforce": (EnforceValue, Role.ADMINISTRATOR, ValueStatus.DRAFT),
    "end": (EndValue, Role.ADMINISTRATOR, ValueStatus.IN_FORCE),
    "discard": (DiscardDraft, Role.CLERK, ValueStatus.DRAFT),
}
WHAT = "这条规则"


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, one: Visitor, key: str, verb: str) -> HttpResponse:
    """核对条款, 撤回核对, 起草, 施行, 废止, 撤掉草稿."""
    posed = pose(one, read_asking(request.GET))
    try:
        parameter = posed.asked.law.parameter(key)
    except UnknownRuleError as unknown:
        return refusals.no_such_rule(request, one, posed, str(unknown))
    back = Link("回到这条规则", reverse("office:rule", args=[key]) + posed.asking.query())
    rule = _named(request, key)
    refused = _refusal(request, one, posed, parameter, verb, rule, back)
    if refused is not None:
        return refused

    def make(data: QueryDict | None) -> ActForm:
        now = pose(one, read_asking(request.GET))
        if verb in OF_THE_RULE:
            return OF_THE_RULE[verb](one, now, parameter, data)
        if rule is not None and verb in OF_A_VALUE:
            return OF_A_VALUE[verb][0](one, now, parameter, rule, data)
        return DraftValue(one, now, parameter, data)

    return act_on(request, one, make)


def _refusal(
    request: HttpRequest,
    one: Visitor,
    posed: Posed,
    parameter: Parameter,
    verb: str,
    rule: LocalRule | None,
    back: Link,
) -> HttpResponse | None:
    """Why the form is not opened; ``None`` if it is."""
    if verb in OF_THE_RULE:
        allowed = one.is_chief
    elif verb in OF_A_VALUE:
        _, role, status = OF_A_VALUE[verb]
        if rule is None or rule.status is not status:
            return refusals.no_such_act(request, one, back)
        allowed = holds(one, posed, rule.unit, role)
    elif verb == "draft" and posed.node is not None and parameter.stricter is not Stricter.FIXED:
        allowed = holds(one, posed, posed.node.id, Role.CLERK)
    else:
        return refusals.no_such_act(request, one, back)
    if not allowed:
        return refusals.not_writable(request, one, posed, WHAT, back)
    return refusals.only_now(request, one, posed) if posed.is_past else None


def _named(request: HttpRequest, key: str) -> LocalRule | None:
    """The local value that the address names."""
    text = request.GET.get("value", "")
    return next((rule for rule in local_rules(key=key) if str(rule.id) == text), None)
