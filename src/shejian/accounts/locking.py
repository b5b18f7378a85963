"""Names that were tried too often: which are locked at a moment, and letting them try again."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings


def locked_names(now: datetime) -> frozenset[str]:
    """The sign-in names that are locked on some computer at a moment."""
    since = now - timedelta(hours=settings.AXES_COOLOFF_TIME)
    found = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since, username__isnull=False
    )
    return frozenset(str(name) for name in found.values_list("username", flat=True))


def unlock_name(username: str) -> None:
    """Forget how often a name was tried, on every computer."""
    reset(username=username)
