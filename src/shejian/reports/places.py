"""The places of a document at which its author writes: title, opening, what stands under each heading, issuer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shejian.core.documents import Outline, Paragraph, Section, Slot, number_of, read_passage, write_passage

TITLE, OPENING, ISSUER = "title", "opening", "issuer"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an outline.

    Attributes:
        key: its name in the store and in addresses: title, 1.2, issuer.
        label: what people call it: its heading with its number.
        level: of its heading, from 1; 0 for what has none.
        default: the outline's own words, in the notation of authors.
    """

    key: str
    label: str
    level: int
    default: str


def places(outline: Outline) -> list[Place]:
    """The places of an outline in reading order, headings that have nothing of their own under them among them:
    their ``default`` is empty and they take no words."""
    found = [
        Place(TITLE, "标题", 0, write_passage(outline.title)),
        Place(OPENING, "开头", 0, write_passage(outline.opening)),
    ]
    for at, section in enumerate(outline.sections, 1):
        found += _sections(section, f"{at}", 1, at)
    return [*found, Place(ISSUER, "署名", 0, write_passage((outline.issuer,)))]


def _sections(section: Section[Slot], key: str, level: int, at: int) -> Iterator[Place]:
    label = number_of(level, at) + write_passage((section.heading,))
    yield Place(key, label, level, write_passage(section.paragraphs))
    for inner, below in enumerate(section.sections, 1):
        yield from _sections(below, f"{key}.{inner}", level + 1, inner)


def takes_words(place: Place) -> bool:
    """Whether the author writes there; under some headings there are only further headings."""
    return bool(place.default)


def written_outline(outline: Outline, texts: Mapping[str, str]) -> Outline:
    """The outline with the author's words in place of its own, where there are any."""

    def own(key: str, given: tuple[Paragraph[Slot], ...]) -> tuple[Paragraph[Slot], ...]:
        return read_passage(texts[key]).paragraphs if key in texts else given

    def section(one: Section[Slot], key: str) -> Section[Slot]:
        below = tuple(section(inner, f"{key}.{at}") for at, inner in enumerate(one.sections, 1))
        return Section(one.heading, own(key, one.paragraphs), below)

    issuer = own(ISSUER, (outline.issuer,))
    runs = tuple(run for paragraph in issuer for run in paragraph.runs)
    return replace(
        outline,
        title=own(TITLE, outline.title),
        opening=own(OPENING, outline.opening),
        sections=tuple(section(one, f"{at}") for at, one in enumerate(outline.sections, 1)),
        issuer=Paragraph(runs),
    )
