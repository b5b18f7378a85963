"""Who signs in, the views of ledgers that he saved, and the key of his calendar."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models

CONSOLE_USERNAME = "console"
TOO_LONG = "最多 %(limit_value)d 个字，写了 %(show_value)d 个，请改短。"


class UserManager(BaseUserManager["User"]):
    """Makes users; a user without a password cannot sign in."""

    def create_user(self, username: str, name: str, password: str | None = None) -> User:
        """Create and return a user.

        Raises:
            ValidationError: the username is malformed or taken.
        """
        user = self.model(username=self.model.normalize_username(username), name=name)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def console(self) -> User:
        """The account in whose name commands act: whoever may run them on this machine."""
        user, _ = self.get_or_create(
            username=CONSOLE_USERNAME, defaults={"name": "本机管理员（命令行）", "password": "!"}
        )
        return user


class User(AbstractBaseUser):
    """An account. It carries no rights of its own: those come from the roles it holds at units."""

    username = models.CharField(
        "登录名",
        max_length=64,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={
            "unique": "这个登录名已经有人用了。",
            "invalid": "只能用汉字、字母、数字和 @ . + - _，中间不能有空格。",
            "max_length": TOO_LONG,
        },
        help_text="登录时用的名字，全库唯一；可用汉字、字母、数字和 @ . + - _。",
    )
    name = models.CharField(
        "姓名", max_length=64, error_messages={"max_length": TOO_LONG}, help_text="显示在账上的经办人姓名。"
    )
    is_active = models.BooleanField("可登录", default=True, help_text="停用的账号不能登录；他经办过的账不变。")
    password = models.CharField("口令摘要", max_length=128, help_text="口令的单向摘要，口令本身不保存。")
    must_change = models.BooleanField(
        "须改口令", default=False, help_text="口令是管理员给的一次性口令；登录以后，改了才能办别的事。"
    )
    last_login = models.DateTimeField("上次登录", null=True, blank=True, help_text="最近一次成功登录的时刻。")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.name


LONGEST_VIEW_NAME = 20
MOST_VIEWS = 20
"""Of one ledger; more would be a second list to search in."""


class SavedViewManager(models.Manager["SavedView"]):
    """Finds and keeps views; nobody's but the user's own."""

    def of(self, user: User, ledger: str) -> models.QuerySet[SavedView]:
        """The views that a user saved of a ledger, in the order in which he saved them."""
        return self.filter(user=user, ledger=ledger).order_by("pk")

    def keep(self, user: User, ledger: str, name: str, query: str) -> SavedView:
        """Keep a view under a name.

        Raises:
            ValidationError: the name is empty, too long or taken, or there are too many.
        """
        if self.of(user, ledger).count() >= MOST_VIEWS:
            raise ValidationError(f"一本台账最多存 {MOST_VIEWS} 个视图，请先删掉不用的。")
        made = self.model(user=user, ledger=ledger, name=name, query=query)
        made.full_clean()
        made.save(using=self._db)
        return made


class SavedView(models.Model):
    """What somebody often looks at in a ledger, under a name of his own. No fact, so not in the journal."""

    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="saved_views",
        db_index=False,
        verbose_name="账号",
        help_text="谁存的；只有他自己看得到。",
    )
    ledger = models.CharField("台账", max_length=32, help_text="哪一本台账，照地址里的写法。")
    name = models.CharField(
        "名称",
        max_length=LONGEST_VIEW_NAME,
        error_messages={"max_length": f"视图{TOO_LONG}", "blank": "请给视图写一个名称。"},
        help_text="视图的名称，自己起的；同一本台账里不重复。",
    )
    query = models.CharField(
        "条件",
        max_length=1000,
        blank=True,
        error_messages={"max_length": "条件太长，存不下，请去掉一些再存。"},
        help_text="查找、筛选、排序和列，照地址的写法；不含范围和时点。",
    )

    objects: ClassVar[SavedViewManager] = SavedViewManager()

    class Meta:
        verbose_name = "视图"
        verbose_name_plural = "视图"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "ledger", "name"],
                name="accounts_view_name_once",
                violation_error_message="已经有一个同名的视图，请换个名称。",
            )
        ]

    def __str__(self) -> str:
        return f"视图 {self.name}"

    def rename(self, name: str) -> None:
        """Call it otherwise.

        Raises:
            ValidationError: the name is empty, too long or taken.
        """
        self.name = name
        self.full_clean()
        self.save(update_fields=["name"])


KEY_BYTES = 32


class CalendarKeyManager(models.Manager["CalendarKey"]):
    """Gives keys and finds whose they are; a key itself is shown once and kept nowhere."""

    def give(self, user: User, query: str, moment: datetime) -> str:
        """A new key for a user's calendar of what is due in a scope; the one he had opens nothing any more.

        Raises:
            ValidationError: the scope is too long to be kept.
        """
        key = secrets.token_urlsafe(KEY_BYTES)
        made = self.model(user=user, digest=digest_of(key), query=query, created=moment)
        made.full_clean(validate_unique=False)
        self.filter(user=user).delete()
        made.save(using=self._db)
        return key

    def bearing(self, key: str) -> CalendarKey | None:
        """The calendar that a key opens; ``None`` if it was taken back, never given, or its user may not sign in."""
        return self.filter(digest=digest_of(key), user__is_active=True).select_related("user").first()

    def take_back(self, user: User) -> bool:
        """Whether the user had a key, which opens nothing from now on."""
        return self.filter(user=user).delete()[0] > 0


class CalendarKey(models.Model):
    """What lets a calendar program read what is due without signing in. No fact, so not in the journal."""

    user = models.OneToOneField(
        User,
        on_delete=models.CASCADE,
        related_name="calendar_key",
        verbose_name="账号",
        help_text="谁的日历；他看得到什么，日历里就有什么。",
    )
    digest = models.CharField("密钥摘要", max_length=64, unique=True, help_text="密钥的单向摘要，密钥本身不保存。")
    query = models.CharField(
        "范围", max_length=1000, blank=True, help_text="日历里是哪个范围的到期事项，照地址的写法。"
    )
    created = models.DateTimeField("启用于", help_text="什么时候给的密钥。")

    objects: ClassVar[CalendarKeyManager] = CalendarKeyManager()

    class Meta:
        verbose_name = "日历密钥"
        verbose_name_plural = "日历密钥"

    def __str__(self) -> str:
        return f"{self.user} 的日历"


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return sha256(key.encode()).hexdigest()
