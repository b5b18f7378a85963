"""What makes the pages an app that can be put on the home screen and opens without a network."""

from __future__ import annotations

import json
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

SHEETS = ("tokens", "dark", "base", "controls", "shell", "tables", "modes", "phone", "print")
STATIC = (
    *(f"office/{name}.css" for name in SHEETS),
    *(f"phone/{name}" for name in ("phone.css", "record.css", "sending.js", "record.js")),
    "office/shell.js",
    "office/mark.svg",
    "django_htmx/htmx-2.min.js",
)
"""What the page for recording needs to be drawn."""


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the app is called, and where it begins."""
    said = {
        "name": "社建 · 支部",
        "short_name": "社建",
        "lang": "zh-Hans-CN",
        "id": reverse("phone:home"),
        "start_url": reverse("phone:home"),
        "scope": reverse("phone:home"),
        "display": "standalone",
        "background_color": "#F7F5F1",
        "theme_color": "#FFFFFF",
        "icons": [{"src": static("office/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(said, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker: its text, with the files of this version of the program."""
    files = [static(name) for name in STATIC]
    version = sha256(json.dumps(files).encode()).hexdigest()[:12]
    pages = [reverse("phone:home"), reverse("phone:record")]
    said = {"version": version, "files": files, "pages": pages}
    text = render_to_string("phone/worker.js", {"said": mark_safe(json.dumps(said))})  # noqa: S308 - all of it is ours
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")
