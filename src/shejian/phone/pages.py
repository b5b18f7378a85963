"""What templates of the phone are given: plain frozen values, with every address and every sentence already made."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm

from shejian.office.pages import Empty, Link


@dataclass(frozen=True, slots=True)
class PhoneShell:
    """What stands around every page for the phone.

    Attributes:
        title: at the head, mostly the name of the party organization.
        as_of: the day and the entry of which the page speaks.
        user: who is signed in; by ``user_number`` what waits on his device is told from what others left there.
        nav: the places at the foot.
    """

    title: str
    as_of: str
    user: str
    nav: tuple[Link, ...]
    user_number: int = 0

    @property
    def initial(self) -> str:
        return self.user[:1]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what, a note below it, and at its end a word with its tone (ok, soon, late, mute)."""

    title: str
    note: str = ""
    word: str = ""
    tone: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A card with lines; without any it says so in words."""

    key: str
    title: str
    lines: tuple[Line, ...]
    nothing: str
    aside: str = ""
    foot: str = ""
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """Where the phone begins."""

    shell: PhoneShell
    acts: tuple[Link, ...]
    blocks: tuple[Block, ...]
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that only oneself sees, and that is folded up until one asks; empty where it is not recorded."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class MinePage:
    """Everything that is held about oneself; ``requests`` to have it corrected, with their answers.

    Attributes:
        form: to ask for a correction; ``None`` where the account is nobody's of the ledger.
    """

    shell: PhoneShell
    secrets: tuple[Secret, ...]
    blocks: tuple[Block, ...]
    requests: tuple[Line, ...]
    form: BaseForm | None


@dataclass(frozen=True, slots=True)
class JoinPage:
    """Coming in with the code of an invitation.

    Attributes:
        user: who is signed in, and takes it with his account; empty for nobody.
        signs_in: whoever was invited has an account, with which he should sign in first.
    """

    form: BaseForm
    user: str
    problem: str
    signs_in: bool
