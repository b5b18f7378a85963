"""What the two ledgers of persons share: finding a person by identity number, or by what a mask still shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shejian.core.identifiers import matches_mask
from shejian.core.sheets import Masked, fold
from shejian.exchange.ledgers.binding import SheetPlan, replaced
from shejian.exchange.ledgers.context import Context
from shejian.people import protection
from shejian.people.models import PersonParticulars
from shejian.people.services.persons import PersonDraft

CHUNK = 500


def known_persons(digests: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Persons, and their names, by the digest of their identity number, as the ledger knows them now."""
    wanted = list(digests)
    found: dict[str, tuple[int, str]] = {}
    for at in range(0, len(wanted), CHUNK):
        rows = PersonParticulars.objects.filter(
            identity_digest__in=wanted[at : at + CHUNK], superseded_by__isnull=True, end__isnull=True
        )
        for digest, person, name in rows.values_list("identity_digest", "person", "name"):
            found[digest] = (person, name)
    return found


def resolve_persons(plan: SheetPlan, context: Context) -> None:
    """Put in place of each identity number the reference of the person it belongs to.

    A masked number says nothing: the row is about the only person of that name whose number the mask fits.
    """
    sheet = plan.binding.sheet
    identity, name = sheet.place("identity"), sheet.place("name")
    good = [index for index in range(len(plan.records.rows)) if index not in plan.records.faulty]
    cells = [plan.records.rows[index][identity] for index in good]
    numbers = {cell for cell in cells if isinstance(cell, str) and not isinstance(cell, Masked)}
    for digest, (person, called) in known_persons(protection.digest(number) for number in numbers).items():
        context.persons[digest] = person
        context.person_names[person] = called
    masked = [index for index in good if isinstance(plan.records.rows[index][identity], Masked)]
    by_name = _by_name({fold(plan.records.rows[index][name]) for index in masked}) if masked else {}
    for index in good:
        values = plan.records.rows[index]
        if isinstance(values[identity], Masked):
            ref = _of_mask(plan, index, values[identity], by_name.get(fold(values[name]), []))
        else:
            ref = context.person(_draft(values, plan))
        if ref is not None:
            plan.records.rows[index] = replaced(values, {identity: ref})


def _draft(values: tuple[Any, ...], plan: SheetPlan) -> PersonDraft:
    row = dict(zip((column.key for column in plan.binding.sheet.columns), values, strict=True))
    stated = {key: row[key] if _plain(row.get(key)) else "" for key in ("sex", "phone")}
    return PersonDraft(row["name"], row["identity"], **stated)


def _plain(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Masked)


def _by_name(names: set[str]) -> dict[str, list[tuple[int, str]]]:
    """Persons with any of these folded names, and their identity numbers."""
    found: dict[str, list[tuple[int, str]]] = {}
    rows = PersonParticulars.objects.filter(superseded_by__isnull=True, end__isnull=True)
    for person, name, cipher in rows.values_list("person", "name", "identity_cipher").iterator(2000):
        if fold(name) in names:
            found.setdefault(fold(name), []).append((person, protection.reveal(cipher)))
    return found


def _of_mask(plan: SheetPlan, index: int, mask: str, namesakes: list[tuple[int, str]]) -> int | None:
    fitting = [person for person, number in namesakes if matches_mask(mask, number)]
    if len(fitting) == 1:
        return fitting[0]
    code, why = ("unknown-name", "台账里没有") if not fitting else ("ambiguous-name", "台账里不止一个")
    plan.records.fault(
        index, "identity", mask, code, f"号码掩去了一部分，而{why}姓名和号码都对得上的人；请填写完整的公民身份号码"
    )
    return None
