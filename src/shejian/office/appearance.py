"""How the reader wants pages to look: three cookies, read before the first byte is sent."""

from __future__ import annotations

from django.http import HttpRequest

CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "size": ("字号", {"normal": "标准", "large": "大字"}),
    "theme": ("颜色", {"auto": "随系统", "light": "浅色", "dark": "深色"}),
    "density": ("行距", {"normal": "标准", "compact": "紧凑"}),
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
