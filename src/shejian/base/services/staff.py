"""Giving people accounts, and roles at units."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.password_validation import validate_password

from shejian.accounts.locking import unlock_name
from shejian.accounts.models import User
from shejian.base.enums import Role
from shejian.base.models import RoleHolding
from shejian.core.facts.terms import Line
from shejian.journal.models import Entry
from shejian.journal.services import Act, posting


def add_user(
    *,
    act: Act,
    username: str,
    name: str,
    password: str,
    unit: int,
    role: Role,
    line: Line,
    on: date,
    one_time: bool = False,
) -> tuple[User, Entry]:
    """Open an account that holds a role at a unit from a day on.

    Args:
        one_time: the password must be changed before anything else is done.

    Raises:
        AlreadyPosted: the act's request key was used before; no second account is opened.
        ValidationError: the username is taken or malformed, or the password too easy.
    """
    with posting(act, "base.add_user") as made:
        validate_password(password, User(username=username, name=name))
        user = User.objects.create_user(username, name, password)
        if one_time:
            user.must_change = True
            user.save(update_fields=["must_change"])
        made.statement |= {"user": user.pk, "username": username, "unit": unit, "role": str(role)}
        made.record(
            RoleHolding,
            ("user_id", "unit_id", "role", "line", "start"),
            [(user.pk, unit, str(role), str(line), on)],
        )
    return user, Entry.objects.get(number=made.number)


def set_password(*, act: Act, user: User, password: str, one_time: bool = False) -> Entry:
    """Replace a password. That it was replaced is recorded, it is not.

    Args:
        one_time: the password must be changed before anything else is done; a lock is lifted, too.

    Raises:
        AlreadyPosted: the act's request key was used before; the password stays.
        ValidationError: the password is too easy.
    """
    with posting(act, "base.reset_password" if one_time else "base.set_password") as made:
        validate_password(password, user)
        user.set_password(password)
        user.must_change = one_time
        user.save(update_fields=["password", "must_change"])
        if one_time:
            unlock_name(user.username)
        made.statement |= {"user": user.pk, "username": user.username}
    return Entry.objects.get(number=made.number)
