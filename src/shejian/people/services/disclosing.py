"""Showing a person's identity number and telephone in full: an act of its own, with its purpose in the journal."""

from __future__ import annotations

from dataclasses import dataclass

from shejian.journal.services import Act, posting
from shejian.people import protection
from shejian.people.models import Disclosure, PersonParticulars

ACT = "people.disclose"
SHORTEST = 4


class NoPurpose(ValueError):
    """The purpose is missing, or says too little; ``str()`` says so, in Chinese."""


class NothingToShow(LookupError):
    """The ledger holds neither an identity number nor a telephone of the person."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What is shown, once, and the entry that says so. What is empty is not recorded."""

    identity_number: str
    phone: str
    entry: int


def disclose(*, act: Act, person: int, purpose: str) -> Disclosed:
    """Record who looks, and why; then reveal what the ledger holds now.

    Raises:
        NoPurpose: nothing is revealed and nothing recorded.
        NothingToShow: likewise.
        AlreadyPosted: the same request was answered before.
    """
    said = " ".join(purpose.split())
    longest = Disclosure._meta.get_field("purpose").max_length or 0
    if len(said) < SHORTEST:
        raise NoPurpose(f"请写明查看的用途，至少 {SHORTEST} 个字，例如：核对转入介绍信")
    if len(said) > longest:
        raise NoPurpose(f"用途写了 {len(said)} 个字，最多 {longest} 个，请写短一些")
    held = PersonParticulars.objects.known(None).filter(person_id=person).order_by("id").last()
    if held is None or (held.identity_cipher is None and held.phone_cipher is None):
        raise NothingToShow("台账上没有这个人的公民身份号码和电话，没有可显示的")
    with posting(act, ACT) as made:
        made.statement["person"] = person
        made.record(Disclosure, ("person_id", "purpose"), [(person, said)])
        shown = [
            "" if cipher is None else protection.reveal(cipher) for cipher in (held.identity_cipher, held.phone_cipher)
        ]
    return Disclosed(shown[0], shown[1], made.number)
