"""Keys of calendars: each opens one user's, until another is given or it is taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from shejian.accounts.models import CalendarKey, User

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 30, 8, tzinfo=UTC)


def someone() -> User:
    return User.objects.create_user("clerk", "何干事")


def test_a_key_opens_its_calendar_and_is_kept_nowhere() -> None:
    user = someone()
    key = CalendarKey.objects.give(user, "?unit=1", MOMENT)
    kept = CalendarKey.objects.get()
    assert key not in (kept.digest, kept.query)
    assert CalendarKey.objects.bearing(key) == kept
    assert (kept.user, kept.query, kept.created) == (user, "?unit=1", MOMENT)
    assert CalendarKey.objects.bearing(key + "x") is None


def test_another_key_replaces_the_one_before() -> None:
    user = someone()
    first = CalendarKey.objects.give(user, "", MOMENT)
    second = CalendarKey.objects.give(user, "", MOMENT)
    assert CalendarKey.objects.bearing(first) is None
    found = CalendarKey.objects.bearing(second)
    assert found is not None
    assert found.user == user


def test_a_key_taken_back_opens_nothing() -> None:
    user = someone()
    key = CalendarKey.objects.give(user, "", MOMENT)
    assert CalendarKey.objects.take_back(user) is True
    assert CalendarKey.objects.bearing(key) is None
    assert CalendarKey.objects.take_back(user) is False


def test_a_key_of_somebody_who_may_not_sign_in_opens_nothing() -> None:
    user = someone()
    key = CalendarKey.objects.give(user, "", MOMENT)
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert CalendarKey.objects.bearing(key) is None


def test_a_scope_too_long_to_keep_is_refused_and_the_old_key_stays() -> None:
    user = someone()
    key = CalendarKey.objects.give(user, "", MOMENT)
    with pytest.raises(ValidationError):
        CalendarKey.objects.give(user, "?" + "x" * 1000, MOMENT)
    assert CalendarKey.objects.bearing(key) is not None
