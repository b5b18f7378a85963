"""From a form that is in order to one entry, however often it is sent."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict
from django.utils.crypto import salted_hmac

from shejian import clock
from shejian.journal.models import Entry
from shejian.journal.services import Act, StaleFact, posting
from shejian.journal.services.holding import OutOfOrder
from shejian.journal.services.marks import canonical_json
from shejian.office.acting.form import FILL, ActForm
from shejian.office.visitors import Visitor
from shejian.office.wording import CHANNEL
from shejian.party.services.refusals import Refused
from shejian.registry.services.refusals import NotTheSame
from shejian.rulebook.services.refusals import RuleRefused

ASIDE = ("csrfmiddlewaretoken", "key", "seen", "first", "try", "take", FILL)
PLACES: dict[type[Exception], str] = {OutOfOrder: "day", NotTheSame: "other", StaleFact: ""}
REFUSALS: tuple[type[Exception], ...] = (Refused, RuleRefused, OutOfOrder, NotTheSame, StaleFact)
"""What the apps raise when the ledger cannot say so; ``str()`` says why."""


class Moved(Exception):
    """The ledger moved on between reading and writing; nothing was written, and the form must be read anew."""


class OtherContent(Exception):
    """The same form was sent before, saying something else."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"这张表已经提交过，记为第 {entry.number} 笔；这次填的和那次不同，没有记账")
        self.entry = entry


def request_key(one: Visitor, key: str) -> str:
    """The key under which a visitor's form is recorded."""
    return f"form-{one.user.pk}-{key}"[:64]


def content_of(name: str, subject: int | None, data: QueryDict) -> str:
    """A digest of all that a form says, with the store's key: it tells two contents apart and discloses neither."""
    said = {field: data.getlist(field) for field in sorted(data) if field not in ASIDE}
    return salted_hmac("office.acting", canonical_json([name, subject, said]), algorithm="sha256").hexdigest()


def sent_before(one: Visitor, form: ActForm, data: QueryDict) -> Entry | None:
    """The entry that this very form made when it was sent before, if it was.

    Raises:
        OtherContent: it said something else then.
    """
    entry = made_of(one, data)
    return None if entry is None else same_content(entry, form, data)


def made_of(one: Visitor, data: QueryDict) -> Entry | None:
    """The entry that was made of a form with this key, whatever the form said."""
    return Entry.objects.filter(request_key=request_key(one, data.get("key", ""))).first()


def same_content(entry: Entry, form: ActForm, data: QueryDict) -> Entry:
    """The entry, if it was made of the same content.

    Raises:
        OtherContent: it was not.
    """
    if json.loads(entry.statement).get("content") != _content(form, data):
        raise OtherContent(entry)
    return entry


def _content(form: ActForm, data: QueryDict) -> str:
    return content_of(form.act, form.subject.number if form.subject else None, data)


def record(one: Visitor, form: ActForm, data: QueryDict, channel: str = CHANNEL) -> Entry:
    """Record a form that is valid, as one entry.

    Args:
        channel: through what it came.

    Raises:
        AlreadyPosted: it was recorded a moment ago.
        Moved: the ledger has entries that the form did not heed.
        Refused, OutOfOrder, NotTheSame: the ledger cannot say so; see ``say``.
    """
    act = Act(
        by=one.user.pk,
        moment=clock.now(),
        channel=channel,
        paper=form.paper(),
        request_key=request_key(one, form.cleaned_data["key"]),
    )
    with posting(act, form.act) as made:
        if made.number - 1 != (form.subject.known if form.subject else form.posed.known):
            raise Moved
        statement: dict[str, Any] = {"content": _content(form, data)} | form.statement()
        made.statement |= statement
        form.record(made, form.cleaned_data)
    return Entry.objects.get(number=made.number)


def say(form: ActForm, refusal: Exception) -> None:
    """Put a refusal of the ledger (``REFUSALS``) at the field that it is about."""
    place = refusal.place if isinstance(refusal, Refused | RuleRefused) else PLACES[type(refusal)]
    field = form.places.get(place, place)
    form.add_error(field if field in form.fields else None, str(refusal))
