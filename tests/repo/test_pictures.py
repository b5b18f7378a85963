"""Every page is pictured, or it is said why not; the pictures are there, and small."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from docs.pictured_pages import NOT_PICTURED, PICTURES
from docs.take_pictures import FOLDER, WIDTHS

from shejian.office.access import NEEDS

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 12_000_000


def test_every_address_is_pictured_or_argued_out() -> None:
    pictured = {picture.of for picture in PICTURES if picture.of}
    addresses = {name.removeprefix("office:") for name in NEEDS}
    assert addresses - pictured - NOT_PICTURED.keys() == set()
    assert (pictured | NOT_PICTURED.keys()) - addresses == set()
    assert pictured & NOT_PICTURED.keys() == set()
    assert all(NOT_PICTURED.values())


def test_no_two_pictures_have_one_name() -> None:
    assert [name for name, times in Counter(picture.name for picture in PICTURES).items() if times > 1] == []


def test_the_pictures_are_those_of_the_list_and_small() -> None:
    listed = {f"{picture.name}-{width}.webp" for picture in PICTURES for width in WIDTHS}
    there = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert there.keys() ^ listed == set()
    assert sum(there.values()) < MOST_BYTES


def test_the_readmes_show_pictures_that_are_there() -> None:
    for name in ("README.md", "README.zh.md"):
        shown = re.findall(r"docs/pictures/[\w-]+\.webp", (ROOT / name).read_text(encoding="utf-8"))
        assert len(shown) >= 3, name
        assert [path for path in shown if not (ROOT / path).exists()] == [], name
