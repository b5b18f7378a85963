"""Reading what party organizations have to do with one social organization."""

from __future__ import annotations

from datetime import date

import narwhals as nw

from shejian.core.facts import Picture
from shejian.core.indicators import relations
from shejian.journal.models import DatedFact
from shejian.registry.queries.table import organizations_on
from shejian.snapshot.rows import recorded

TABLES = ("coverage", "guidance", "employment")


def facts_of_organization(picture: Picture, organization: int) -> list[DatedFact]:
    """Every coverage and guidance of a social organization, and all work in it, that was ever recorded, whichever entry
    the picture is of."""
    return [fact for table in TABLES for fact in recorded(picture, table, "organization", organization)]


def bodies_in_effect(picture: Picture, on: date, organization: int) -> frozenset[int]:
    """The party organizations whose coverage of an organization is in effect on a day: while both exist."""
    view = organizations_on(picture, on).view
    covering = view.relation(relations.covering).filter(nw.col("organization") == organization).collect()
    return frozenset(covering["party_organization"].to_list())
