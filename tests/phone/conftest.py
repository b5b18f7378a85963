"""The office of the tests of pages, for the phone."""

from tests.office.conftest import _clock, browser, office

__all__ = ["_clock", "browser", "office"]
