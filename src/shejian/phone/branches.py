"""The branch whose record somebody keeps, and the question that the ledger is asked about it."""

from __future__ import annotations

from shejian.base.queries import unit_tree
from shejian.core.calendar import year_start
from shejian.core.facts.terms import Line
from shejian.figures.asking import Question, ask
from shejian.office.asking import Asking, Posed
from shejian.office.insiders import Insider
from shejian.party.models import PartyOrganizationParticulars
from shejian.snapshot.frames import SNAPSHOT


def chosen_body(one: Insider, said: str) -> int | None:
    """The party organization that an address names among those whose record he keeps: the first, if it names none."""
    if not said:
        return one.recording[0] if one.recording else None
    return next((body for body in one.recording if str(body) == said), None)


def pose_of(one: Insider, body: int) -> Posed:
    """What holds today of the unit in whose ledger a party organization stands, by whose law it is judged."""
    picture, tree = SNAPSHOT.picture(None), unit_tree(one.today, one.known)
    said = PartyOrganizationParticulars.objects.on(one.today, one.known).filter(party_organization=body)
    unit = said.order_by("-id").values_list("unit_id", flat=True).first()
    node = tree.nodes.get(unit) if unit is not None else None
    question = Question(
        on=one.today,
        since=year_start(one.today),
        unit=tree.path(node.id) if node else None,
        line=Line.TERRITORY,
        known=None,
    )
    return Posed(Asking(), ask(question, picture, tree), node, one.known, one.today)
