"""Following every link of the office, as somebody nosy would: pages, fragments, and what is handed out as files."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

Fetch = Callable[[str], tuple[int, bytes]]
"""Opens an address, following where it leads; the status and the body."""
OF_A_SHAPE = 2
"""How many addresses of one shape are opened: the same page with the same parameters, of other things."""
LINK = re.compile(r"""(?:href|action|hx-get|formaction)="([^"]*)\"""")
LEFT_OUT = re.compile(r"^/(static|sign-out|sign-in|appearance)/")
FEW = ("unit", "line", "on", "since", "known", "own")
"""What is carried from page to page does not make another shape."""


def walk(fetch: Fetch, start: str, most: int) -> Iterator[tuple[str, int, str]]:
    """Open ``start`` and whatever can be reached from it; yields address, status and all words of each."""
    pending, seen, shapes = deque([start]), {start}, Counter[str]()
    opened = 0
    while pending and opened < most:
        address = pending.popleft()
        shape = _shape(address)
        if shapes[shape] >= OF_A_SHAPE:
            continue
        shapes[shape] += 1
        opened += 1
        status, body = fetch(address)
        text = text_of(body)
        yield address, status, text
        for found in LINK.findall(text):
            target = urljoin(address, unescape(found))
            parts = urlsplit(target)
            if parts.netloc or not parts.path.startswith("/") or LEFT_OUT.match(parts.path):
                continue
            bare = parts._replace(fragment="").geturl()
            if bare not in seen:
                seen.add(bare)
                pending.append(bare)


def text_of(body: bytes) -> str:
    """What a body says: markup as it is, of a workbook or document everything that is written in it."""
    if not body.startswith(b"PK"):
        return body.decode("utf-8", errors="ignore")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        written = [packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith((".xml", ".rels"))]
    return unescape("\n".join(re.sub(r"</w:t>.*?<w:t[^>]*>", "", one) for one in written))


def _shape(address: str) -> str:
    parts = urlsplit(address)
    path = re.sub(r"\d+", "#", re.sub(r"^/figures/(?!catalogue|compare|table)[a-z_]+/", "/figures/@/", parts.path))
    names = sorted({name for name, _ in parse_qsl(parts.query)} - set(FEW))
    return f"{path}?{'&'.join(names)}"
