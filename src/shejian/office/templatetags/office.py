"""Tags for pages: icons, and how the reader wants pages to look."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from shejian.office.appearance import CHOICES, look_of
from shejian.office.icons import LINE_ICONS, SOLID_ICONS

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon, drawn in the colour of the text around it; it says nothing that the words beside it do not."""
    solid = name in SOLID_ICONS
    body = SOLID_ICONS[name] if solid else LINE_ICONS[name]
    drawn = f'<svg class="i{" solid" if solid else ""}" viewBox="0 0 16 16" aria-hidden="true">{body}</svg>'
    return mark_safe(drawn)  # noqa: S308 - drawings of our own


@register.simple_tag
def verdict(tone: str) -> SafeString:
    """The icon of a verdict; each tone has its own outline."""
    return icon(f"v-{tone}")


@register.simple_tag(takes_context=True)
def look(context: dict[str, Any]) -> SafeString:
    """The attributes of ``<html>`` that say how the reader wants pages to look."""
    chosen = look_of(context.get("request"))
    return format_html(
        'data-theme="{}" data-size="{}" data-density="{}"', chosen["theme"], chosen["size"], chosen["density"]
    )


@register.simple_tag(takes_context=True)
def dark_sheet(context: dict[str, Any]) -> SafeString:
    """The sheet of dark colours: always, never, or as the reader's machine has it. Paper stays light."""
    media = {"dark": "screen", "auto": "screen and (prefers-color-scheme: dark)"}
    theme = look_of(context.get("request"))["theme"]
    if theme not in media:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}" media="{}">', static("office/dark.css"), media[theme])


@register.simple_tag(takes_context=True)
def look_choices(context: dict[str, Any]) -> list[dict[str, Any]]:
    """What can be chosen about the look of pages, and what is chosen."""
    chosen = look_of(context.get("request"))
    return [
        {
            "name": name,
            "label": gettext(label),
            "options": [(value, _said(name, words), value == chosen[name]) for value, words in options.items()],
        }
        for name, (label, options) in CHOICES.items()
    ]


def _said(name: str, words: str) -> str:
    """A choice in the language of the shell; languages are called what their own speakers call them."""
    return words if name == "language" else gettext(words)


@register.simple_tag
def idle_minutes() -> int:
    """After how many minutes a computer that others use, too, is signed out when it is left alone."""
    return int(settings.SESSION_IDLE_MINUTES_PUBLIC)


@register.simple_tag
def into_drawer() -> SafeString:
    """The attributes by which links below an element open in the drawer; without script they are plain links."""
    return mark_safe('hx-boost="true" hx-target="#drawer" hx-swap="innerHTML show:none" hx-push-url="false"')
