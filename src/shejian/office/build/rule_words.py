"""How rules are put in words and in order on pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from shejian.core.calendar import Span, previous_day
from shejian.core.rules import Citation, DatedValue, Instrument, Law, Parameter, Severity, Stricter, stricter_way
from shejian.office.asking import Asking
from shejian.office.pages import Link
from shejian.office.rule_pages import Clause

AREAS = (
    ("发展党员", ("party.member", "development")),
    ("党组织设置", ("party.branch", "branch", "general_branch", "committee")),
    ("组织生活", ("life", "appraisal")),
    ("换届选举", ("election",)),
    ("党费", ("dues",)),
    ("教育培训", ("education",)),
    ("党籍和组织关系", ("membership",)),
    ("成立登记", ("organization.registration", "organization.charter")),
    ("变更和注销", ("organization.change", "organization.deregistration", "organization.inactivity")),
    ("年检和年报", ("organization.annual",)),
    ("监督管理", ("organization",)),
    ("述职评议", ("debrief",)),
    ("信息安全", ("security",)),
)
PLACES = {"rules": "规则", "instruments": "文件"}
CONFIRMED, UNVERIFIED = "已核对", "条款待核"
JUDGED = {
    Severity.BREACH: "不合的，记作“违反”",
    Severity.DEPARTURE: "不合的，记作“偏离”，要写明理由",
    Severity.HINT: "不合的，只作“提示”",
}


def rule_places(asking: Asking, current: str) -> tuple[Link, ...]:
    """The pages of rules; ``current`` is the name of the one being looked at."""
    return tuple(
        Link(label, reverse(f"office:{name}") + asking.query(), name == current) for name, label in PLACES.items()
    )


def area_of(key: str) -> str:
    """Under which heading a rule stands: the first whose beginnings it has."""
    for title, beginnings in AREAS:
        if any(key.startswith(one) for one in beginnings):
            return title
    return "其他"


def by_area(law: Law) -> list[tuple[str, list[Parameter]]]:
    """All rules under their headings, in the order of these."""
    found: dict[str, list[Parameter]] = {title: [] for title, _ in AREAS}
    for key in law.keys:
        found.setdefault(area_of(key), []).append(law.parameter(key))
    return [(title, rules) for title, rules in found.items() if rules]


def span_words(span: Span) -> str:
    """From which day to which, both included."""
    last = "" if span.end is None else str(previous_day(span.end))
    if span.start is None or span.start == date.min:
        return f"至 {last}" if last else "一直"
    return f"{span.start} 至 {last}" if last else f"{span.start} 起"


def state_of(value: DatedValue) -> tuple[str, str]:
    """Whether a value was read in the official text, in words, and the tone of it."""
    return (CONFIRMED, "ok") if value.confirmed else (UNVERIFIED, "mute")


def judged_as(value: DatedValue) -> str:
    """What going against a value is called."""
    if value.severity is not Severity.HINT:
        return JUDGED[value.severity]
    why = "条款还没有核对" if not value.confirmed else f"性质是“{value.modality}”"
    return f"{JUDGED[Severity.HINT]}：{why}"


def departing(parameter: Parameter) -> str:
    """How far a local value may depart."""
    if parameter.stricter is Stricter.FIXED:
        return "上级定死，地方不得另定"
    return (
        f"地方可以另定，{stricter_way(parameter.kind, parameter.stricter)}" if _limited(parameter) else "地方可以另定"
    )


def _limited(parameter: Parameter) -> bool:
    return parameter.stricter is not Stricter.FREE


def clauses(value: DatedValue, asking: Asking, known: Iterable[str]) -> tuple[Clause, ...]:
    """What a value rests on; instruments of the library lead to their pages."""
    there = frozenset(known)
    return tuple(clause(cite, asking, linked=cite.instrument.id in there) for cite in value.citations)


def clause(cite: Citation, asking: Asking, *, linked: bool = True) -> Clause:
    """One instrument with the article and words, as far as they were read."""
    place = "，".join(part for part in (cite.article, None if cite.confirmed else UNVERIFIED) if part)
    href = instrument_href(cite.instrument, asking) if linked else ""
    return Clause(f"《{cite.instrument.title}》{place}", href, cite.words or "", version_of(cite.instrument))


def version_of(instrument: Instrument) -> str:
    """Which version of it, by its first day."""
    return f"{instrument.in_force} 起施行"


def rule_href(key: str, asking: Asking) -> str:
    """The address of a rule's page."""
    return reverse("office:rule", args=[key]) + asking.query()


def instrument_href(instrument: Instrument, asking: Asking) -> str:
    """The address of an instrument's page."""
    return reverse("office:instrument", args=[instrument.id]) + asking.query()
