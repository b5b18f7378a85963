"""Who came in by invitation: whose the account is, and of which party organizations it sees or keeps the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shejian.accounts.models import User
from shejian.base.queries import head_number
from shejian.invitations.enums import SeatRole
from shejian.invitations.queries import Seat, branches_of, person_of


@dataclass(frozen=True, slots=True)
class Insider:
    """A signed-in user on a day, as the ledger knows him now; without anything it says, he is no insider.

    Attributes:
        known: the last entry there is: what pages for the phone say is as known then.
        person: whom of the ledger the account is.
        seats: what he has to do with which party organizations, those whose record he keeps first.
    """

    user: User
    today: date
    known: int
    person: int | None
    seats: tuple[Seat, ...]

    @property
    def is_inside(self) -> bool:
        return self.person is not None or bool(self.seats)

    @property
    def recording(self) -> tuple[int, ...]:
        """The party organizations whose record he keeps."""
        return tuple(seat.party_organization for seat in self.seats if seat.role is SeatRole.RECORDER)

    @property
    def bodies(self) -> tuple[int, ...]:
        """The party organizations of which he sees what is planned, each once."""
        return tuple(dict.fromkeys(seat.party_organization for seat in self.seats))


def insider(user: User, today: date) -> Insider:
    """The user as he stands today."""
    known = head_number()
    return Insider(user, today, known, person_of(user, known), branches_of(user, today, known))
