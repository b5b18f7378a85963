"""Filling in a form as a browser shows it, and handing it in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html


def controls(response: HttpResponse) -> dict[str, Any]:
    """What the controls of a form for a single record hold, as the browser would send them."""
    (form,) = html.fromstring(response.content.decode()).xpath("//form[contains(@class, 'act')]")
    empty = form.xpath(".//input[@name][not(@value)][not(@type='checkbox')]")
    said: dict[str, Any] = {one.get("name"): [""] for one in empty}
    for name, value in form.form_values():
        said.setdefault(name, []).append(value.removeprefix("\n"))  # a text area begins with one
    return {name: values if len(values) > 1 else values[0] for name, values in said.items()}


def filled(client: Client, address: str, /, **said: Any) -> dict[str, Any]:
    """A form as it is shown, with what is typed over it."""
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return controls(response) | said


def hand_in(client: Client, address: str, /, **said: Any) -> HttpResponse:
    """Open a form, type over it and send it."""
    return client.post(address, filled(client, address, **said))
