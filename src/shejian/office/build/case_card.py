"""The cases of a person, a party organization or a social organization, as a card of its page."""

from __future__ import annotations

from django.urls import reverse

from shejian.cases.queries import Judged, cases_about, completed, standings_of
from shejian.core.procedures import load_procedures
from shejian.figures.naming import Names
from shejian.office.asking import Posed
from shejian.office.build.case_words import case_names, counted
from shejian.office.build.cases import found_of
from shejian.office.ledger_pages import FactCard, FactLine

SHOWN = 12


def case_card(
    posed: Posed,
    *,
    person: int | None = None,
    party_organization: int | None = None,
    organization: int | None = None,
) -> FactCard:
    """Where the cases stand, those that go on before the others."""
    bare = cases_about(posed.known, person=person, party_organization=party_organization, organization=organization)
    held = completed(bare, posed.known).values()
    judged = sorted(standings_of(held, posed.on, posed.known).values(), key=lambda one: (one.is_over, one.case.number))
    names = case_names([one.case for one in judged[:SHOWN]], Names(posed.on, posed.known), masked=True)
    lines = [_line(posed, one, "" if one.case.person == person else names.subject(one.case)) for one in judged[:SHOWN]]
    more = f"共 {len(judged)} 件，这里列 {SHOWN} 件。" if len(judged) > SHOWN else ""
    return FactCard("程序", tuple(lines), "没有开办过程序。", more)


def _line(posed: Posed, one: Judged, of_whom: str) -> FactLine:
    said, _ = counted(found_of(one))
    state = f"{one.case.ended[0]} 终止" if one.case.ended else one.standing.state.label
    href = reverse("office:case", args=[one.case.number]) + posed.asking.query()
    label = load_procedures()[one.case.procedure].label
    return FactLine(label, f"{of_whom} {state}".strip(), note=said, href=href)
