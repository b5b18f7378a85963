"""In which language the shell speaks: what the reader chose among the looks of pages. Pages themselves are Chinese."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from shejian.office.appearance import look_of

CODES = {"zh": "zh-hans", "en": "en"}


class LanguageMiddleware:
    """Lets the request speak the language of its cookie; what a browser prefers is not asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(CODES[look_of(request)["language"]]):
            return self.get_response(request)
