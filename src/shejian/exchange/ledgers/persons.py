"""What the two ledgers of persons share: finding a person by identity number, or by what a mask still shows."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Sequence
from datetime import date
from typing import Any

from shejian.core.identifiers import matches_mask
from shejian.core.sheets import Masked, fold
from shejian.exchange.ledgers.binding import Difference, Held, SheetPlan, replaced
from shejian.exchange.ledgers.context import Context, Mention
from shejian.party.models import Affiliation, DevelopmentStep
from shejian.people import protection
from shejian.people.models import PersonParticulars
from shejian.people.services.persons import PersonDraft

CHUNK = 500
NO_IDENTITY = "没有公民身份号码，只按这一行记，不与任何同名的人合并；有号码的请补上"


def known_persons(digests: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Persons, and their names, by the digest of their identity number, as the ledger knows them now."""
    wanted = list(digests)
    found: dict[str, tuple[int, str]] = {}
    for at in range(0, len(wanted), CHUNK):
        rows = PersonParticulars.objects.filter(
            identity_digest__in=wanted[at : at + CHUNK], superseded_by__isnull=True, end__isnull=True
        )
        for digest, person, name in rows.values_list("identity_digest", "person", "name"):
            found[str(digest)] = (person, name)
    return found


def resolve_persons(plan: SheetPlan, context: Context) -> None:
    """Put in place of each identity number the reference of the person it belongs to.

    A masked number says nothing: the row is about the only person of that name whose number the mask fits; or, if the
    name was changed, about the only one in the row's party organization whose number the mask fits. A row without a
    number mentions somebody who is nobody else.
    """
    sheet = plan.binding.sheet
    identity = sheet.place("identity")
    good = [index for index in range(len(plan.records.rows)) if index not in plan.records.faulty]
    cells = {index: plan.records.rows[index][identity] for index in good}
    numbers = {cell for cell in cells.values() if isinstance(cell, str) and not isinstance(cell, Masked)}
    for digest, (person, called) in known_persons(protection.digest(number) for number in numbers).items():
        context.persons[digest] = person
        context.person_names[person] = called
    refs: dict[int, int] = {}
    for index in good:
        if cells[index] is None:
            plan.records.notice(index, "identity", "", "no-identity", NO_IDENTITY)
            refs[index] = context.mention(_draft(plan.records.rows[index], plan))
        elif not isinstance(cells[index], Masked):
            refs[index] = context.person(_draft(plan.records.rows[index], plan))
    masked = {index: str(cells[index]) for index in good if isinstance(cells[index], Masked)}
    if masked:
        refs |= _of_masks(plan, context, masked, set(refs.values()))
    for index, ref in refs.items():
        plan.records.rows[index] = replaced(plan.records.rows[index], {identity: ref})


def match_mention(values: Sequence[Any], *, body: int, name: int, day: int) -> Hashable:
    """By what a mention is found again: where it stands, the name, and the day from which it speaks."""
    said = values[day] if isinstance(values[day], date) else None
    return "mention", values[body], fold(values[name]), said


def number_mentions(plan: SheetPlan, context: Context) -> None:
    """A row with a number in place of the one without: same party organization, name and day, and each the only such.

    The mention gets the number; were the row taken for a newcomer, one member would be counted twice from now on.
    """
    places = {key: plan.binding.place(where) for key, where in (("body", "body"), ("name", "name"), ("day", "start"))}
    identity = plan.binding.place("identity")
    gone: dict[Hashable, list[Held]] = {}
    for held in plan.absent:
        if held.ref in context.unnumbered:
            gone.setdefault(match_mention(held.values, **places), []).append(held)
    if not gone:
        return
    come: dict[Hashable, list[int]] = {}
    for index in plan.new:
        values = plan.records.rows[index]
        if values[identity] < 0 and not isinstance(values[identity], Mention):
            come.setdefault(match_mention(values, **places), []).append(index)
    for key, held_ones in gone.items():
        if len(held_ones) == len(come.get(key, ())) == 1:
            (held,), (index,) = held_ones, come[key]
            values = plan.records.rows[index]
            number = context.new_persons[-values[identity] - 1].identity_number
            fields = plan.binding.differences(values, held, context) | {"identity": (None, number)}
            context.numbered[values[identity]] = held.ref
            plan.new.remove(index)
            plan.absent.remove(held)
            plan.changed.append(Difference(index, held, fields))


def _draft(values: tuple[Any, ...], plan: SheetPlan) -> PersonDraft:
    row = dict(zip((column.key for column in plan.binding.sheet.columns), values, strict=True))
    stated = {key: row[key] if _plain(row.get(key)) else "" for key in ("sex", "phone")}
    return PersonDraft(row["name"], row["identity"] or "", **stated)


def _plain(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Masked)


def _of_masks(plan: SheetPlan, context: Context, masked: dict[int, str], taken: set[int]) -> dict[int, int]:
    """Who the rows with masked numbers are about; ``taken`` are those whom other rows are about."""
    name = plan.binding.place("name")
    names = {index: fold(plan.records.rows[index][name]) for index in masked}
    by_name = _numbers(names=set(names.values()))
    found: dict[int, int] = {}
    renamed: list[int] = []
    for index, mask in masked.items():
        fitting = [person for person, number in by_name.get(names[index], []) if matches_mask(mask, number)]
        if len(fitting) == 1:
            found[index] = fitting[0]
        elif fitting:
            _refuse(plan, index, mask, "ambiguous-name", "台账里不止一个姓名和号码都对得上的人")
        else:
            renamed.append(index)
    taken |= set(found.values())
    return found | (_renamed(plan, context, {index: masked[index] for index in renamed}, taken) if renamed else {})


def _renamed(plan: SheetPlan, context: Context, masked: dict[int, str], taken: set[int]) -> dict[int, int]:
    """Who rows are about whose name the ledger does not know: told by party organization and by what the mask shows."""
    place = plan.binding.place("body")
    bodies = {index: context.bodies.find(str(plan.records.rows[index][place])) for index in masked}
    members: dict[int, set[int]] = {}
    for model in (Affiliation, DevelopmentStep):
        facts = model.objects.filter(superseded_by__isnull=True, party_organization__in=_known(bodies.values()))
        for body, person in facts.values_list("party_organization", "person").iterator(2000):
            members.setdefault(body, set()).add(person)
    numbers = _numbers(persons={person for among in members.values() for person in among})
    found: dict[int, int] = {}
    for index, mask in masked.items():
        where = bodies[index]
        among = members.get(where, set()) - taken if isinstance(where, int) else set()
        fitting = [one for one in among for _, number in numbers.get(one, []) if matches_mask(mask, number)]
        if len(fitting) == 1 and fitting[0] not in found.values():
            found[index] = fitting[0]
        else:
            _refuse(plan, index, mask, "unknown-name", "台账里没有姓名和号码都对得上的人，按党组织和号码也认不出是谁")
    return found


def _known(refs: Iterable[object]) -> list[int]:
    return sorted({ref for ref in refs if isinstance(ref, int) and ref > 0})


def _numbers(*, names: Container[str] = (), persons: Container[int] = ()) -> dict[Any, list[tuple[int, str]]]:
    """Persons with their identity numbers: by folded name those of certain names, and by id those with certain ids."""
    found: dict[Any, list[tuple[int, str]]] = {}
    rows = PersonParticulars.objects.filter(superseded_by__isnull=True, end__isnull=True, identity_cipher__isnull=False)
    for person, name, cipher in rows.values_list("person", "name", "identity_cipher").iterator(2000):
        for key, wanted in ((fold(name), names), (person, persons)):
            if key in wanted:
                found.setdefault(key, []).append((person, protection.reveal(cipher or b"")))
    return found


def _refuse(plan: SheetPlan, index: int, mask: str, code: str, why: str) -> None:
    plan.records.fault(index, "identity", mask, code, f"号码掩去了一部分，而{why}；请填写完整的公民身份号码")
