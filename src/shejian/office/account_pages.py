"""What the pages of accounts are given: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from shejian.office.pages import Empty, Link, Pager, Shell


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as a page tells it; ``acts`` are what may be done with it."""

    role: str
    unit: str
    line: str
    span: str
    state: str = ""
    entry: str = ""
    acts: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A state in which an account is, with its tone."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the list."""

    href: str
    name: str
    username: str
    roles: tuple[RoleLine, ...]
    last: str
    signs: tuple[Sign, ...]
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """The accounts that an administrator manages."""

    shell: Shell
    sentence: str
    new: str
    tabs: tuple[Link, ...]
    searched: str
    hidden: tuple[tuple[str, str], ...]
    lines: tuple[AccountLine, ...]
    pager: Pager
    nothing: str = ""
    clear: str = ""
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A browser in which an account is signed in; ``form`` is empty for the one that asks."""

    device: str
    address: str
    since: str
    seen: str
    note: str
    handle: str = ""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One account, as its administrator sees it."""

    shell: Shell
    back: str
    name: str
    username: str
    signs: tuple[Sign, ...]
    last: str
    opened: str
    roles: tuple[RoleLine, ...]
    ended: tuple[RoleLine, ...]
    no_roles: str
    elsewhere: str
    give: str
    acts: tuple[Link, ...]
    why_no_acts: str
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class AccountStep:
    """One act on an account: what it does, the form, and the way back."""

    shell: Shell
    title: str
    lines: tuple[str, ...]
    form: BaseForm
    button: str
    back: Link
    hazard: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OneTimePage:
    """A one-time password, shown this once."""

    shell: Shell
    title: str
    name: str
    username: str
    password: str
    entry: str
    back: Link


@dataclass(frozen=True, slots=True)
class MyAccountPage:
    """A visitor's own account."""

    shell: Shell
    name: str
    username: str
    roles: tuple[RoleLine, ...]
    no_roles: str
    sessions: tuple[SessionLine, ...]
    others: bool
    idle: str
    password: str
    end: str


@dataclass(frozen=True, slots=True)
class LockedOutPage:
    """Too many attempts: until when nobody gets in, and who can help."""

    username: str
    limit: int
    minutes: int
    until: str
