"""What the pages of inviting are given."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from shejian.office.account_pages import Sign
from shejian.office.pages import Link, Shell


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A recorder, a member or an invitation: how it stands, and what may be done with it."""

    name: str
    note: str
    sign: Sign
    acts: tuple[Link, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class SeatList:
    """Some of them under one heading."""

    key: str
    title: str
    sentence: str
    lines: tuple[SeatLine, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """Who was invited to a party organization, who came in, and whom one may invite."""

    shell: Shell
    name: str
    back: Link
    new: tuple[Link, ...]
    lists: tuple[SeatList, ...]


@dataclass(frozen=True, slots=True)
class SlipPage:
    """A slip with a one-time code, shown and printed this once.

    Attributes:
        address: where the code is typed in.
        picture: the address with the code, to be taken with a camera.
    """

    shell: Shell
    name: str
    body: str
    role: str
    code: str
    expires: str
    address: str
    picture: SafeString
    entry: str
    back: Link
