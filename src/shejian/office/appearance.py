"""How the reader wants pages to look: four cookies, read before the first byte is sent."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "size": (_("字号"), {"normal": _("标准"), "large": _("大字")}),
    "theme": (_("颜色"), {"auto": _("随系统"), "light": _("浅色"), "dark": _("深色")}),
    "density": (_("行距"), {"normal": _("标准"), "compact": _("紧凑")}),
    "language": (_("语言"), {"zh": "中文", "en": "English"}),
}
"""What can be chosen; the first of each is what holds until somebody chooses."""

A_YEAR = 365 * 24 * 3600


def look_of(request: HttpRequest | None) -> dict[str, str]:
    """What the reader chose, or the first of each choice."""
    cookies = request.COOKIES if request is not None else {}
    return {
        name: cookies.get(name, "") if cookies.get(name) in options else next(iter(options))
        for name, (_, options) in CHOICES.items()
    }
