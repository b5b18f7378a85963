"""Reading a Word file as what it is, a package of XML: independent of how it was written."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Word:
    """The parts of a file."""

    parts: dict[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> Word:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    def part(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[name])

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and text of each paragraph."""
        found = []
        for one in self.part("word/document.xml").iter(f"{W}p"):
            style = one.find(f"{W}pPr/{W}pStyle")
            found.append((attribute(style, "val") if style is not None else "", text_of(one)))
        return found

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.paragraphs)

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Tag and text of each content control, in reading order."""
        controls = self.part("word/document.xml").iter(f"{W}sdt")
        return [(attribute(one.find(f"{W}sdtPr/{W}tag"), "val"), text_of(one)) for one in controls]

    @property
    def prose(self) -> str:
        """The text outside of content controls."""
        body = self.part("word/document.xml")
        inside = {one for control in body.iter(f"{W}sdt") for one in control.iter(f"{W}t")}
        return "".join(one.text or "" for one in body.iter(f"{W}t") if one not in inside)

    def style(self, name: str) -> ElementTree.Element:
        styles = self.part("word/styles.xml").iter(f"{W}style")
        return next(one for one in styles if attribute(one.find(f"{W}name"), "val").lower() == name.lower())


def text_of(element: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def attribute(element: ElementTree.Element | None, name: str) -> str:
    assert element is not None
    return element.attrib[f"{W}{name}"]


def attributes(element: ElementTree.Element | None) -> dict[str, str]:
    assert element is not None
    return {name.removeprefix(W): value for name, value in element.attrib.items()}
