"""Addresses of the pages for the phone. Each is opened through the access table."""

from __future__ import annotations

from django.urls import URLPattern, path

from shejian.office.access import Page, guarded
from shejian.phone.views import home, join, mine

app_name = "phone"


def _path(route: str, view: Page, name: str) -> URLPattern:
    return path(route, guarded(f"phone:{name}", view), name=name)


urlpatterns = [
    _path("m/", home.home, "home"),
    _path("m/mine/", mine.mine, "mine"),
    _path("join/", join.join, "join"),
]
