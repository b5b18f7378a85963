"""Names for ids, at the edge: figures are computed from ids, and no column holds the name of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from shejian.activities.models import ContributionRecord, MeetingRecord
from shejian.base.tree import UnitTree
from shejian.core.facts.terms import FormationMode, MeetingKind, OrganizationType
from shejian.core.identifiers import mask_identity_number, mask_name
from shejian.core.indicators import GROUPING_LINES, Grouping, Subject
from shejian.journal.models import DatedFact
from shejian.party.models import PartyOrganizationParticulars
from shejian.people import protection
from shejian.people.models import PersonParticulars
from shejian.registry.models import Registration

CHUNK = 500
NONE_STATED = "（未注明）"


@dataclass(frozen=True, slots=True)
class Named:
    """What a row is called, and its code if it has one; persons are masked."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Names as of a day, as the ledger knew them at an entry."""

    on: date
    known: int

    def of(self, subject: Subject, ids: Iterable[int]) -> Mapping[int, Named]:
        """Names of rows of a kind, by id."""
        wanted = sorted(set(ids))
        if subject is Subject.ORGANIZATION:
            rows = self._rows(Registration, "organization_id", ("name", "code"), wanted)
            return {one: Named(*row) for one, row in rows.items()}
        if subject is Subject.PARTY_ORGANIZATION:
            rows = self._rows(PartyOrganizationParticulars, "party_organization_id", ("name",), wanted)
            return {one: Named(*row) for one, row in rows.items()}
        if subject is Subject.PERSON:
            return self._persons(wanted)
        if subject is Subject.MEETING:
            return self._meetings(wanted)
        rows = self._rows(ContributionRecord, "contribution_id", ("name",), wanted)
        return {one: Named(*row) for one, row in rows.items()}

    def in_full(self, persons: Iterable[int]) -> dict[int, str]:
        """Names of persons as they are, for minutes and record books, which go by names."""
        return {one: name for one, (name,) in self._rows(PersonParticulars, "person_id", ("name",), persons).items()}

    def _persons(self, wanted: list[int]) -> Mapping[int, Named]:
        rows = self._rows(PersonParticulars, "person_id", ("name", "identity_cipher"), wanted)
        return {
            one: Named(mask_name(name), mask_identity_number(protection.reveal(cipher)) if cipher is not None else "")
            for one, (name, cipher) in rows.items()
        }

    def _meetings(self, wanted: list[int]) -> Mapping[int, Named]:
        rows = self._rows(MeetingRecord, "meeting_id", ("start", "kind", "topic"), wanted)
        return {
            one: Named(f"{day} {MeetingKind(kind).label} {topic}".strip()) for one, (day, kind, topic) in rows.items()
        }

    def _rows(
        self, model: type[DatedFact], key: str, columns: tuple[str, ...], ids: Iterable[int]
    ) -> dict[int, tuple[Any, ...]]:
        """The fact of each entity that holds on the day, or else the last one the ledger knew of it."""
        wanted = sorted(set(ids))
        found: dict[int, tuple[Any, ...]] = {}
        for at in range(0, len(wanted), CHUNK):
            facts = model.objects.known(self.known).filter(**{f"{key}__in": wanted[at : at + CHUNK]})
            facts = facts.order_by(F("start").asc(nulls_first=True), "id")
            for one, start, *values in facts.values_list(key, "start", *columns):
                if one not in found or start is None or start <= self.on:
                    found[one] = tuple(values)
        return found


TYPES = {str(one): one.label for one in OrganizationType}
MODES = {str(one): one.label for one in FormationMode}


def group_names(grouping: Grouping, keys: Iterable[int | str | None], tree: UnitTree) -> dict[int | str | None, str]:
    """What groups are called, in the order in which they are listed: units in the tree's order, the rest as declared,
    never by size."""
    wanted = set(keys)
    found: dict[int | str | None, str] = {}
    if grouping in GROUPING_LINES:
        found = {node.id: node.name for node in tree.in_order() if node.id in wanted}
        found |= {
            one: tree.name(int(one)) for one in sorted(wanted - found.keys() - {None}, key=str) if one is not None
        }
    elif grouping is Grouping.INDUSTRY:
        found = {one: str(one) for one in sorted(wanted - {None, ""}, key=str)}
        found |= dict.fromkeys(wanted & {""}, NONE_STATED)
    else:
        labels = TYPES if grouping is Grouping.TYPE else MODES
        found = {one: label for one, label in labels.items() if one in wanted}
    if None in wanted:
        found[None] = "未覆盖" if grouping is Grouping.MODE else NONE_STATED
    return _told_apart(found, tree, grouping)


def _told_apart(found: dict[int | str | None, str], tree: UnitTree, grouping: Grouping) -> dict[int | str | None, str]:
    """Two units of one name are listed with their paths."""
    names = list(found.values())
    if grouping not in GROUPING_LINES or len(set(names)) == len(names):
        return found
    return {
        one: tree.path(one) if isinstance(one, int) and names.count(name) > 1 else name for one, name in found.items()
    }
