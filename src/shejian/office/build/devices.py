"""Browsers and machines in words, to tell one's own from a stranger's; and the sessions of an account."""

from __future__ import annotations

from collections.abc import Iterable

from shejian.accounts.sessions import SignedIn
from shejian.office.account_pages import SessionLine
from shejian.office.wording import moment_text

BROWSERS = (
    ("Edg", "Edge"),
    ("MicroMessenger", "微信"),
    ("QQBrowser", "QQ 浏览器"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "安卓"),
    ("HarmonyOS", "鸿蒙"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("UOS", "统信"),
    ("Kylin", "麒麟"),
    ("Linux", "Linux"),
)


def device(agent: str) -> str:
    """What a browser calls itself, in words: Windows · Edge."""
    found = [next((word for mark, word in table if mark in agent), "") for table in (SYSTEMS, BROWSERS)]
    return " · ".join(word for word in found if word) or "不知道是什么浏览器"


def session_lines(sessions: Iterable[SignedIn], own: str | None = None) -> tuple[SessionLine, ...]:
    """Sessions for a page; ``own`` is the key of the one that asks, and cannot be ended from its own list."""
    return tuple(
        SessionLine(
            device=device(one.agent),
            address=one.address or "不知道",
            since=moment_text(one.since) if one.since else "不知道",
            seen=moment_text(one.seen) if one.seen else "不知道",
            note="、".join(
                word for word, holds in (("就是现在这里", one.key == own), ("公用电脑", one.public)) if holds
            ),
            handle="" if one.key == own else one.handle,
        )
        for one in sessions
    )
