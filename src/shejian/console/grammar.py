"""Reading command lines, with usage, help and refusals in Chinese.

``argparse`` marks what it says for translation. The program speaks one language whatever the machine's locale, so the
translation is put straight in the place of ``gettext``.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any, NoReturn

SAID = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这份说明",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "还缺 %s",
    "unrecognized arguments: %s": "多出来、不认识的：%s",
    "expected one argument": "后面要写一个值",
    "expected at most one argument": "后面最多写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "expected %s argument": "后面要写 %s 个值",
    "expected %s arguments": "后面要写 %s 个值",
    "ignored explicit argument %r": "后面不带值，写的是 %r",
    "not allowed with argument %s": "不能和 %s 一起用",
    "one of the arguments %s is required": "%s 要写一个",
    "invalid %(type)s value: %(value)r": "不能是 %(value)r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 可能是 %(matches)s，请写全",
}


def _said(message: str) -> str:
    return SAID.get(message, message)


def _said_of(one: str, several: str, count: int) -> str:
    return _said(one if count == 1 else several)


vars(argparse).update({"_": _said, "ngettext": _said_of})


class Parser(argparse.ArgumentParser):
    """A command, or one of its actions; refuses with the reason and the way to its help, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"shejian：命令写得不对：{message}。用 {self.prog} --help 看说明\n")

    def format_help(self) -> str:
        text = super().format_help()
        for heading in ("参数", "选项"):
            text = text.replace(f"\n{heading}:\n", f"\n{heading}：\n")
        return text

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, f"没有“{value}”，可用：{'、'.join(map(str, action.choices))}")


class Whole:
    """A whole number between two others, as the type of an option."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def __call__(self, text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 12 and self.least <= int(text) <= self.most:
            return int(text)
        raise argparse.ArgumentTypeError(f"“{text}”要改成 {self.least} 到 {self.most} 之间的整数")
