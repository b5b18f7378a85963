"""The layout of official documents (GB/T 9704), as data: page, grid, sizes and fonts. No file format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from shejian.core.rules.instruments import TextRead
from shejian.core.rules.loading import LAW_FOLDER
from shejian.core.rules.strict_yaml import Node, read_yaml

FILE = "standards/official-document.yaml"
KEYS = (
    *("standard", "title", "in_force", "source", "read"),
    *("page", "grid", "page_number", "sizes", "fonts", "indents"),
)


class Role(StrEnum):
    """What a font is for."""

    TITLE = "title"
    BODY = "body"
    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    LEVEL_4 = "level_4"
    PAGE_NUMBER = "page_number"


@dataclass(frozen=True, slots=True)
class Font:
    """A font, and those that stand in for it where it is not installed, best first."""

    name: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page of an official document; lengths in mm, sizes in points, indents in characters."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    lines: int
    characters: int
    number_below: int
    number_size: int
    title_size: int
    body_size: int
    fonts: MappingProxyType[Role, Font]
    first_line: int
    date_indent: int
    number_indent: int

    @property
    def area(self) -> tuple[int, int]:
        """Width and height of the type area (版心)."""
        return self.width - self.left - self.right, self.height - self.top - self.bottom


@cache
def official_layout() -> Layout:
    """The layout shipped with the program."""
    return read_layout(LAW_FOLDER)


def read_layout(folder: Path) -> Layout:
    """The layout of a folder with ``standards/`` in it.

    Raises:
        LawFileError: the file is refused.
    """
    node = read_yaml(folder, folder / FILE)
    node.allow(KEYS)
    for name in ("standard", "title", "source"):
        node.text(name)
    node.day("in_force")
    node.choice("read", TextRead)
    page, grid = node.node("page"), node.node("grid")
    number, sizes, indents = node.node("page_number"), node.node("sizes"), node.node("indents")
    page.allow(("width", "height", "top", "bottom", "left", "right"))
    grid.allow(("lines", "characters"))
    number.allow(("below", "size"))
    sizes.allow(("title", "body"))
    indents.allow(("first_line", "date", "page_number"))
    return Layout(
        width=page.whole("width"),
        height=page.whole("height"),
        top=page.whole("top"),
        bottom=page.whole("bottom"),
        left=page.whole("left"),
        right=page.whole("right"),
        lines=grid.whole("lines"),
        characters=grid.whole("characters"),
        number_below=number.whole("below"),
        number_size=number.whole("size"),
        title_size=sizes.whole("title"),
        body_size=sizes.whole("body"),
        fonts=_fonts(node.node("fonts")),
        first_line=indents.whole("first_line"),
        date_indent=indents.whole("date"),
        number_indent=indents.whole("page_number"),
    )


def _fonts(node: Node) -> MappingProxyType[Role, Font]:
    node.allow([str(role) for role in Role])
    found: dict[Role, Font] = {}
    for role in Role:
        names = node.fields[role]
        if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) for name in names):
            raise node.fault(f"{role} 应为字体名称，至少两个：本来的和替代的")
        found[role] = Font(names[0], tuple(names[1:]))
    return MappingProxyType(found)
