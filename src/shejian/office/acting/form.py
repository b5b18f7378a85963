"""The base of all forms for a single record.

A form is opened on a subject and shows what the ledger holds now. Handed in, it is checked field by field, and what is
recorded is only what differs. Its key makes one entry of it however often it is sent; ``seen`` is the entry up to which
whoever filled it in had seen the ledger.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from shejian.core.calendar import long_date
from shejian.journal.models import Entry
from shejian.journal.services import PaperDraft, Posting
from shejian.office.acting.fields import UNCHOSEN, as_typed, typed
from shejian.office.acting.paper import FILE, OnPaper, paper_said
from shejian.office.acting.subject import Subject
from shejian.office.asking import Posed
from shejian.office.pages import Link
from shejian.office.visitors import Visitor

__all__ = ["FILL", "ON_PAPER", "ActForm", "Group", "OnPaper", "Present", "check_paper", "reason_field"]

FILL = "fill"
"""The name of the buttons that only fill something in: nothing is recorded, and nothing typed is lost."""
LONGEST_REASON = 200
NOTHING = "没有改动：填的都和账上一样，没有记账"


@dataclass(frozen=True, slots=True)
class Present:
    """What the ledger holds for a field: the value, in words, and since when."""

    value: Any
    text: str
    span: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: of whom or what it is, its fields, and what is said beneath its name."""

    name: str
    fields: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading; with ``lines`` they are a sheet under the headings of ``columns``, of ``whose``."""

    title: str
    fields: tuple[str, ...]
    note: str = ""
    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    whose: str = "党员"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a sheet is about, and how another is chosen: for each control its name, label, type and value."""

    label: str
    controls: tuple[tuple[str, str, str, str], ...]
    button: str


class ActForm(forms.Form):
    """A form that becomes one entry.

    Subclasses say ``act`` (the act's name in the journal), their words, their ``groups`` of fields; what the ledger
    holds (``present``), what cannot be (``check``) and what is to be recorded (``record``).

    Attributes:
        only_if_different: whether handing it in without a change is a mistake.
        places: to which field the ``place`` of a domain's refusal belongs, where the two have other names.
        fills: at which field stands a button that only fills something in: what it sends as ``FILL``, and its words.
    """

    act: ClassVar[str]
    heading: ClassVar[str]
    lead: ClassVar[str]
    button: ClassVar[str]
    groups: ClassVar[tuple[Group, ...]]
    only_if_different: ClassVar[bool] = True
    places: ClassVar[Mapping[str, str]] = {}
    fills: ClassVar[Mapping[str, tuple[str, str]]] = {}
    nav_place: ClassVar[str] = "organizations"
    """Its place in the navigation."""
    warns: ClassVar[bool] = False
    """Whether the button is that of an act that ends something."""

    key = forms.CharField(max_length=32, widget=forms.HiddenInput, error_messages={"required": "请重新打开这张表"})
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    first = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        one: Visitor,
        posed: Posed,
        subject: Subject | None = None,
        data: QueryDict | None = None,
        asked: QueryDict | None = None,
    ) -> None:
        known = posed.known if subject is None else subject.known
        super().__init__(data, initial={"key": secrets.token_hex(16), "seen": known, "first": known})
        self.one, self.posed, self.subject = one, posed, subject
        self.asked = asked if asked is not None else QueryDict()
        self.handed_in = data if data is not None else QueryDict()
        self.use_required_attribute = False  # what is missing is said by the page, in one place with all else
        self.build()
        self.held: Mapping[str, Present] = self.present(known)
        self.initial.update({name: each.value for name, each in self.held.items()})
        self.initial.update(self.prefilled())
        for name in self.fields:
            if isinstance(self.fields[name], forms.ChoiceField) and isinstance(self.initial.get(name), bool):
                self.initial[name] = typed(self.fields[name], self.held[name].value)[0]

    # ---- what subclasses say ----

    def build(self) -> None:
        """Add the fields that depend on the subject or the visitor."""

    def present(self, known: int) -> Mapping[str, Present]:
        """What the ledger held at an entry, for each field that shows it."""
        return {}

    def prefilled(self) -> Mapping[str, Any]:
        """What is put into fields of which the ledger holds nothing yet; handed in, it is recorded."""
        return {}

    def chosen(self) -> Chosen | None:
        """What the form is about besides its subject, where another can be chosen: a month, a year."""
        return None

    def check(self, said: dict[str, Any]) -> None:
        """Say at its field (``add_error``) what cannot be; called with whatever could be read."""

    def record(self, made: Posting, said: dict[str, Any]) -> None:
        """Record what was said."""
        raise NotImplementedError

    def done(self) -> str:
        """What has been done, as the message after it says: 已更正 …."""
        raise NotImplementedError

    def besides(self, said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """What a trial says it would do besides what differs in the fields: labels with words."""
        return ()

    def home_link(self) -> Link | None:
        """What a form without a subject is left for; ``None`` for the ledger."""
        return None

    def about_link(self) -> Link | None:
        """What a form without a subject is about, if it has a page."""
        return None

    def recorded_page(self, entry: Entry) -> tuple[str, int | str] | tuple[str]:
        """Where to go once an entry was made of it: the name of an address, with the number of what it is about."""
        assert self.subject is not None  # noqa: S101 - forms without a subject say it themselves
        return self.subject.page, self.subject.number

    # ---- what all of them do ----

    def worded(self, **words: Any) -> None:
        """Set words (``heading``, ``lead``, ``groups``, …) of this one form, where they depend on what it is for."""
        vars(self).update(words)

    @property
    def today(self) -> date:
        return self.one.today

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        self._leave_untouched(said)
        self.check(said)
        if self.only_if_different and not self.errors and not self.differing(said):
            self.add_error(None, NOTHING)
        return said

    def only_filled(self) -> None:
        """Nothing was asked to be recorded yet, and so nothing is wrong."""
        self.errors.clear()

    def _leave_untouched(self, said: dict[str, Any]) -> None:
        """What stayed as the ledger has it is no mistake of whoever hands the form in, however odd it is."""
        for name, each in self.held.items():
            if self.handed_in.getlist(name) == as_typed(self.fields[name], each.value):
                self.errors.pop(name, None)
                said[name] = each.value

    def differing(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What was said otherwise than the ledger holds it."""
        return {name: said[name] for name, each in self.held.items() if name in said and said[name] != each.value}

    def in_words(self, name: str, value: Any) -> str:
        """A value that was said, as people read it."""
        field = self.fields[name]
        words = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
        words = {one: word for one, word in words.items() if (one, word) != UNCHOSEN}
        said = [str(words.get(one, one)) for one in typed(field, value)]
        return "、".join(said) if any(said) else "没有填"

    def no_later_than_today(self, name: str, said: Mapping[str, Any]) -> date | None:
        """The day of a field, unless it is yet to come, which is said at the field."""
        day: date | None = said.get(name)
        if day is not None and day > self.today:
            self.add_error(name, f"{day} 还没有到（今天是 {long_date(self.today)}），账上只记已经发生的")
            return None
        return day

    def paper(self) -> PaperDraft | None:
        """The paper on which the act rests, if one was named."""
        return paper_said(self.cleaned_data)

    def statement(self) -> dict[str, Any]:
        """What the entry keeps of the form besides its facts."""
        reason = self.cleaned_data.get("reason")
        return {"reason": reason} if reason else {}


def reason_field(label: str = "更正的理由", help_text: str = "", **more: Any) -> forms.CharField:
    """Why; it stays with the entry."""
    values: dict[str, Any] = {
        "max_length": LONGEST_REASON,
        "widget": forms.Textarea(attrs={"class": "in", "rows": 2}),
        "error_messages": {
            "required": f"请写明{label}",
            "max_length": f"最多 {LONGEST_REASON} 个字，现在有 %(show_value)d 个",
        },
    }
    return forms.CharField(label=label, help_text=help_text, **(values | more))


ON_PAPER = Group(
    "依据文件",
    ("paper_title", "paper_number", "paper_issuer", "paper_day", FILE),
    "办这件事依据的批复、决定或证明。",
)


def check_paper(form: ActForm, said: Mapping[str, Any]) -> None:
    """Whatever else is said of a paper needs its title, or its file; no paper is of a day to come."""
    more = said.get("paper_number") or said.get("paper_day") or said.get("paper_issuer")
    if more and not (said.get("paper_title") or said.get(FILE)) and not form.errors.keys() & {"paper_title", FILE}:
        form.add_error("paper_title", "写了文号、发文机关或成文日期，也请写文件名称")
    form.no_later_than_today("paper_day", said)
