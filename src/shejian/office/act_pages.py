"""What the template of forms for a single record is given."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from shejian.office.acting.form import Chosen
from shejian.office.ledger_pages import FactCard
from shejian.office.pages import Link, Shell


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is wrong, and the field at which it is; ``href`` is empty where it is about the whole form."""

    text: str
    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Overtaking:
    """A field that somebody else changed meanwhile; ``take`` is what the button says that takes his value."""

    text: str
    before: str
    now: str
    outcome: str
    take: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with its control and what the ledger holds now; ``fill`` is what a button beside it sends, and says."""

    name: str
    id: str
    label: str
    control: SafeString
    required: bool
    group: bool
    check: bool
    hint: str
    hint_id: str
    errors: tuple[str, ...]
    error_id: str
    present: str = ""
    since: str = ""
    overtaking: Overtaking | None = None
    fill: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a sheet: the fields in the order of its columns, each with its heading."""

    name: str
    note: str
    cells: tuple[tuple[str, FieldView], ...]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields under one heading; with ``lines`` they are a sheet."""

    title: str
    note: str
    fields: tuple[FieldView, ...]
    columns: tuple[str, ...] = ()
    lines: tuple[SheetLine, ...] = ()
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something before and after."""

    label: str
    before: str
    after: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class TrialView:
    """What would be recorded, and which figures would move."""

    differing: tuple[Difference, ...]
    figures: tuple[Difference, ...]
    nothing: str
    note: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """A form for a single record.

    Attributes:
        crumbs: where one is, from the ledger to the subject.
        facts: what holds of the subject now, to be seen beside the form.
        meanwhile: what somebody else recorded while the form was open, in sentences.
        warns: the act ends something; its button is that of such acts.
    """

    shell: Shell
    crumbs: tuple[Link, ...]
    heading: str
    subject: str
    lead: str
    groups: tuple[FieldGroup, ...]
    hidden: SafeString
    button: str
    warns: bool
    back: Link
    others: tuple[Link, ...] = ()
    facts: tuple[FactCard, ...] = ()
    problems: tuple[Said, ...] = ()
    meanwhile: tuple[str, ...] = ()
    trial: TrialView | None = None
    chosen: Chosen | None = None
