"""A valid row of any model, with whatever it needs beside it. Sealed rows are recorded by an entry, as in life."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import models
from tests.conftest import make_act

from shejian.accounts.models import CalendarKey, SavedView, User
from shejian.journal.models import DatedFact, Entry, Head, Seal, Sealed
from shejian.journal.services import marks, posting
from shejian.people import protection

_numbers = count(1)
START = date(2020, 1, 1)
MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


def make(model: type[models.Model], **values: Any) -> Any:
    """A saved row of ``model``; ``values`` by column (``organization_id``), the rest is made up."""
    if issubclass(model, Sealed):
        return _sealed(model, values)
    return PLAIN[model](**values)


def _sealed(model: type[Sealed], values: dict[str, Any]) -> Any:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = {name: made() for name, made in BESIDES.get(model._meta.label, {}).items()} | values
    stated = {name: values.get(name, made_up(fields[name])) for name in marks.columns(model)}
    with posting(make_act(), "test.make") as made:
        (row_id,) = made.record(model, tuple(stated), [tuple(stated.values())])
    return model._default_manager.get(pk=row_id)


def made_up(field: models.Field[Any, Any]) -> Any:
    """A value that the field takes: what is unique differs from call to call."""
    number = next(_numbers)
    if field.name in SPECIAL:
        return SPECIAL[field.name](number)
    if isinstance(field, models.ForeignKey):
        return None if field.null else make(field.related_model).pk
    if field.choices:
        return field.choices[0][0]
    if field.null:
        return None
    for kind, value in VALUES.items():
        if isinstance(field, kind):
            return value(number)
    raise LookupError(f"tests/factories.py knows no value for {field}")


SPECIAL: dict[str, Callable[[int], Any]] = {
    "start": lambda _: START,
    "end": lambda _: None,
    "position": lambda _: 0,
    "identity_cipher": lambda number: protection.protect(f"{number:018d}"),
    "sha256": lambda _: "",
}
BESIDES: dict[str, dict[str, Callable[[], Any]]] = {
    "cases.CaseParticulars": {"person_id": lambda: _person().pk},
    "oversight.KeptFinding": {"person_id": lambda: _person().pk},
}
"""What a row needs although each of its columns may be empty: a case is about somebody."""
VALUES: dict[type[models.Field[Any, Any]], Callable[[int], Any]] = {
    models.BooleanField: lambda _: True,
    models.DateField: lambda _: START,
    models.BinaryField: lambda number: number.to_bytes(4, "big"),
    models.TextField: lambda _: "{}",
    models.CharField: lambda number: f"甲{number}",
    models.IntegerField: lambda number: number,
}


def _person() -> Any:
    from shejian.people.models import Person

    return make(Person)


def _user(**values: Any) -> User:
    number = next(_numbers)
    stated = {"username": f"user{number}", "name": "王慧敏", "password": "only-for-tests-1"}
    return User.objects.create_user(**(stated | values))


def _view(**values: Any) -> SavedView:
    stated = {"ledger": "members", "name": f"视图{next(_numbers)}", "query": "q=x", "user_id": make(User).pk}
    return SavedView.objects.create(**(stated | values))


def _calendar_key(**values: Any) -> CalendarKey:
    stated = {"digest": f"{next(_numbers):064d}", "query": "unit=x", "created": MOMENT, "user_id": make(User).pk}
    return CalendarKey.objects.create(**(stated | values))


def _entry(**values: Any) -> Entry:
    with posting(make_act(**values), "test.entry") as made:
        pass
    return Entry.objects.get(number=made.number)


def _seal(**_: Any) -> Seal:
    return make(fact_model()).entry.seals.get(table=fact_model()._meta.label_lower)


def fact_model() -> type[DatedFact]:
    from shejian.base.models import UnitAlias

    return UnitAlias


def _head(**_: Any) -> Head:
    _entry()
    return Head.objects.get(pk=1)


def _upload(**values: Any) -> Any:
    from shejian.exchange.models import Upload

    fields = {field.attname: field for field in Upload._meta.concrete_fields if not field.primary_key}
    stated = {
        name: values.get(name, made_up(field))
        for name, field in fields.items()
        if not field.has_default() or name in values
    }
    stated["sha256"] = f"{next(_numbers):064x}"
    stated["created"] = MOMENT
    return Upload.objects.create(**stated)


def _heading_mapping(**values: Any) -> Any:
    from shejian.base.models import Unit
    from shejian.exchange.models import HeadingMapping

    number = next(_numbers)
    stated = {"headings": f"{number:064x}", "ledger": "organizations", "columns": "{}", "moment": MOMENT}
    keys = {"unit_id": values.get("unit_id") or make(Unit).pk, "by_id": values.get("by_id") or make(User).pk}
    return HeadingMapping.objects.create(**(stated | keys | values))


PLAIN: dict[type[models.Model], Callable[..., Any]] = {
    User: _user,
    SavedView: _view,
    CalendarKey: _calendar_key,
    Entry: _entry,
    Seal: _seal,
    Head: _head,
}


def _of_reports(model: type[models.Model]) -> Callable[..., Any]:
    """Makes rows of a plain model of drafts, whatever each needs beside it."""

    def one(**values: Any) -> Any:
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        stated = {field.attname: values.get(field.attname, _stated(field)) for field in fields}
        return model._default_manager.create(**stated)

    return one


def _stated(field: models.Field[Any, Any]) -> Any:
    if isinstance(field, models.DateTimeField):
        return None if field.null else datetime(2026, 11, 22, tzinfo=UTC)
    return field.get_default() if field.has_default() else made_up(field)


def register_uploads() -> None:
    """Uploads and drafts live above everything; their models are known once Django is up."""
    from shejian.exchange.models import HeadingMapping, Upload
    from shejian.phone.models import Presence
    from shejian.reports.models import Comment, Draft, KeptNumber, Passage

    PLAIN[Upload] = _upload
    PLAIN[HeadingMapping] = _heading_mapping
    for model in (Comment, Draft, KeptNumber, Passage, Presence):
        PLAIN[model] = _of_reports(model)
