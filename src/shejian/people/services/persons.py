"""Recording persons by identity number, or as mentions without one, and correcting what is recorded of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shejian.journal.services import Posting
from shejian.journal.services.holding import correct
from shejian.people import protection
from shejian.people.models import Person, PersonParticulars

KEY = "person_id"
PROTECTED = ("phone", "identity_number")


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person about to be recorded. The identity number is 18 characters and has passed its checks, or is empty: then
    the person is a mention, and no other row is about the same one."""

    name: str
    identity_number: str
    sex: str = ""
    phone: str = ""


def record_persons(made: Posting, drafts: Sequence[PersonDraft]) -> range:
    """Record new persons; returns their ids, in the order given."""
    ids = made.record(Person, (), [()] * len(drafts))
    names = (KEY, "name", "sex", "identity_digest", "identity_cipher", "phone_digest", "phone_cipher")
    rows = [
        (
            one,
            draft.name,
            draft.sex,
            *_identity(draft.identity_number).values(),
            *_phone(draft.phone).values(),
        )
        for one, draft in zip(ids, drafts, strict=True)
    ]
    made.record(PersonParticulars, names, rows)
    return ids


def _identity(number: str) -> dict[str, Any]:
    if not number:
        return {"identity_digest": None, "identity_cipher": None}
    return {"identity_digest": protection.digest(number), "identity_cipher": protection.protect(number)}


def _phone(phone: str) -> dict[str, Any]:
    if not phone:
        return {"phone_digest": "", "phone_cipher": None}
    return {"phone_digest": protection.digest(phone), "phone_cipher": protection.protect(phone)}


def correct_person(made: Posting, wrong: Mapping[int, Mapping[str, str]]) -> None:
    """What was recorded of persons was wrong; each of ``wrong`` states ``name``, ``sex`` or ``phone``.

    Of a mention it may also state the ``identity_number``, which was not known before.
    """
    values = {
        one: {name: text for name, text in stated.items() if name not in PROTECTED}
        | (_phone(stated["phone"]) if "phone" in stated else {})
        | (_identity(stated["identity_number"]) if "identity_number" in stated else {})
        for one, stated in wrong.items()
    }
    correct(made, PersonParticulars, KEY, values)
