"""On what a check rests on a day: values with clauses, and how heavily what is found weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shejian.core.findings.checks import READ_ON
from shejian.core.findings.declared import Check, checks
from shejian.core.rules import DatedValue, Law, RuleUnavailable, Severity


@dataclass(frozen=True, slots=True)
class Basis:
    """The values of the rules that a check reads on a day, by key. ``unavailable`` says why one of them has none."""

    check: Check
    values: Mapping[str, DatedValue]
    begun: Mapping[str, date]
    """From which day on each rule has been what it is: nothing was wrong by it before."""
    unavailable: str | None = None

    def value(self, rule: str | None) -> DatedValue:
        """The value by which a row was judged: that of the rule it names, else of the first."""
        return self.values[rule or self.check.rules[0]]

    def severity(self, rule: str | None = None) -> Severity:
        """What is found by that rule: 违反, 偏离 or 提示."""
        return self.value(rule).severity

    def clause(self, rule: str | None = None) -> str:
        """The clause as a finding prints it; 条款待核 where it is not confirmed."""
        return self.value(rule).clause


def basis_of(check: Check, on: date, law: Law) -> Basis:
    """On what a check rests on a day, by a law."""
    values, begun = {}, {}
    day = READ_ON[check.key](on) if check.key in READ_ON else on
    for key in check.rules:
        try:
            values[key] = law.on(day).value(key)
        except RuleUnavailable as missing:
            return Basis(check, {}, {}, str(missing))
        begun[key] = _begun(law, key, values[key])
    return Basis(check, values, begun)


def _begun(law: Law, key: str, value: DatedValue) -> date:
    """The first day of the run of equal values that ends with ``value``; of a local value, its own first day."""
    first = value.since
    for earlier in reversed(law.parameter(key).values):
        if earlier.since < first and earlier.until == first and earlier.value == value.value:
            first = earlier.since
    return first


def bases(on: date, law: Law) -> dict[str, Basis]:
    """On what each check rests on a day, by its key."""
    return {key: basis_of(check, on, law) for key, check in checks().items()}
