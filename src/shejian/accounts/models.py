"""Who signs in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
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
