"""What a browser complains of, and whom it asks: nothing, and nobody but the office."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

REFUSALS = {400, 403, 404, 409, 422}


@dataclass
class Watch:
    """Everything that went wrong in one browser context.

    Chromium writes a line to the console for every document that is refused; those are pages like any other.
    """

    address: str
    found: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def of(self, context: BrowserContext) -> None:
        """Watch every page of a context from now on."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)
        context.on("console", self._console)
        context.on("weberror", lambda problem: self.found.append(f"error: {problem.error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self.address:
            self.found.append(f"elsewhere: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status < 400:
            return
        if response.request.is_navigation_request() and response.status in REFUSALS:
            self.refused.add(response.url)
        else:
            self.found.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        # leaving a page takes its unfinished requests along
        if request.failure != "net::ERR_ABORTED":
            self.found.append(f"{request.failure}: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        about = message.location["url"]
        if message.type not in {"error", "warning"} or (
            message.text.startswith("Failed to load resource") and about in self.refused
        ):
            return
        self.found.append(f"{message.type}: {message.text} ({about})")


def sideways(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
