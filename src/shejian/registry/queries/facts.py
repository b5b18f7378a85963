"""One social organization: everything that was ever recorded of it, and who may see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import narwhals as nw
from django.db.models import Q

from shejian.core.facts import Picture
from shejian.core.facts.terms import Line
from shejian.core.indicators import Scope
from shejian.journal.models import DatedFact
from shejian.registry.models import SameOrganization
from shejian.registry.queries.table import organizations_on
from shejian.snapshot.rows import recorded

TABLES = ("registration", "standing", "placement", "charter", "commitment", "headcount")
HIGHEST = 2**63 - 1


def knows(picture: Picture, organization: int) -> bool:
    """Whether the ledger, as known then, has an organization of that number."""
    if organization > HIGHEST:
        return False
    found = picture.facts("registration").filter(nw.col("organization") == organization).head(1).collect()
    return len(found) > 0


def is_within(picture: Picture, on: date, organization: int, reached: Mapping[Line, Collection[int]]) -> bool:
    """Whether an organization belongs on a day, as known then, to one of the units reached along some line.

    It must stand under the unit along that very line: whoever reaches a competent unit along the competent line does
    not reach those that stand there along another.
    """
    held = organizations_on(picture, on)
    scopes = (Scope(line, frozenset(units)) for line, units in reached.items())
    return any(organization in (held.within(scope).ids or ()) for scope in scopes)


def facts_of(picture: Picture, organization: int) -> list[DatedFact]:
    """Every fact of this app that was ever recorded of an organization, whichever entry the picture is of."""
    found = [fact for table in TABLES for fact in recorded(picture, table, "organization", organization)]
    same = Q(organization=organization) | Q(kept=organization)
    return [*found, *SameOrganization.objects.filter(same).order_by("entry_id", "id")]


def merged_into(organization: int, known: int) -> SameOrganization | None:
    """The fact, as known then, that this organization is the same as one that is kept instead."""
    if organization > HIGHEST:
        return None
    found: SameOrganization | None = SameOrganization.objects.known(known).filter(organization=organization).first()
    return found
