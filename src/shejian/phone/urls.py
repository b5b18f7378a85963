"""Addresses of the pages for the phone. Each is opened through the access table."""

from __future__ import annotations

from django.urls import URLPattern, path

from shejian.office.access import Page, guarded
from shejian.phone.views import app, home, join, meetings, mine, presence, recording

app_name = "phone"


def _path(route: str, view: Page, name: str) -> URLPattern:
    return path(route, guarded(f"phone:{name}", view), name=name)


urlpatterns = [
    _path("m/", home.home, "home"),
    _path("m/mine/", mine.mine, "mine"),
    _path("join/", join.join, "join"),
    _path("m/meetings/", meetings.index, "meetings"),
    _path("m/meetings/new/", recording.new, "record"),
    _path("m/meetings/code/", presence.code, "presence-code"),
    _path("m/here/<str:token>/", presence.here, "presence"),
    _path("m/manifest.webmanifest", app.manifest, "manifest"),
    _path("m/worker.js", app.service_worker, "worker"),
]
