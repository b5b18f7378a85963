"""What a password (口令) must be, in the words of this program; and passwords that serve once."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)


class LongEnough(MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        return f"口令太短了，至少要 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        return f"口令至少 {self.min_length} 个字符。"


class Uncommon(CommonPasswordValidator):
    """None of those that everybody tries."""

    def get_error_message(self) -> str:
        return "这个口令太常见了。"


class NotAllDigits(NumericPasswordValidator):
    """Not digits only."""

    def get_error_message(self) -> str:
        return "口令不能全是数字。"


class UnlikeOneself(UserAttributeSimilarityValidator):
    """Not what anybody would guess who knows the name."""

    def get_error_message(self) -> str:
        return "口令和%(verbose_name)s太像了。"


LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another when they are read out."""
PARTS, PART_LENGTH = 4, 4


def one_time_password() -> str:
    """A password to be told to somebody once, in parts that can be read out; he must replace it at once."""
    parts = ("".join(secrets.choice(LEGIBLE) for _ in range(PART_LENGTH)) for _ in range(PARTS))
    return "-".join(parts)
