"""A finished document as plain values and back: what is frozen, digested and read again years later."""

from __future__ import annotations

from datetime import date
from typing import Any

from shejian.core.documents.tree import (
    Blank,
    Bound,
    Document,
    Paragraph,
    Run,
    Section,
    Signature,
    Text,
    Writing,
    Written,
)


def plain_document(document: Document[Run]) -> dict[str, Any]:
    """The document as lists, mappings and texts; the same document gives the same values.

    Raises:
        ValueError: a place is still to be filled, or a figure is not known: such a document is not finished.
    """
    return {
        "title": [_runs(line) for line in document.title],
        "addressee": None if document.addressee is None else _runs(document.addressee),
        "opening": [_runs(one) for one in document.opening],
        "sections": [_section(one) for one in document.sections],
        "issuer": _runs(document.signature.issuer),
        "dated": document.signature.dated.isoformat(),
    }


def _section(section: Section[Run]) -> dict[str, Any]:
    return {
        "heading": _runs(section.heading),
        "paragraphs": [_runs(one) for one in section.paragraphs],
        "sections": [_section(one) for one in section.sections],
    }


def _runs(paragraph: Paragraph[Run]) -> list[Any]:
    return [_run(run) for run in paragraph.runs]


def _run(run: Run) -> Any:
    if isinstance(run, Blank):
        raise ValueError(f"not filled: {run.prompt}")
    if isinstance(run, Text):
        return run.text
    if run.missing is not None:
        raise ValueError(f"not known: {run.missing}")
    return {"key": run.bound.key, "writing": str(run.bound.writing), "text": run.text}


def document_of(data: dict[str, Any]) -> Document[Run]:
    """The document that ``plain_document`` made these values of."""
    addressee = data["addressee"]
    return Document(
        title=tuple(map(_paragraph, data["title"])),
        addressee=None if addressee is None else _paragraph(addressee),
        opening=tuple(map(_paragraph, data["opening"])),
        sections=tuple(map(_section_of, data["sections"])),
        signature=Signature(_paragraph(data["issuer"]), date.fromisoformat(data["dated"])),
    )


def _section_of(data: dict[str, Any]) -> Section[Run]:
    return Section(
        _paragraph(data["heading"]),
        tuple(map(_paragraph, data["paragraphs"])),
        tuple(map(_section_of, data["sections"])),
    )


def _paragraph(runs: list[Any]) -> Paragraph[Run]:
    return Paragraph(tuple(map(_run_of, runs)))


def _run_of(data: Any) -> Run:
    if isinstance(data, str):
        return Text(data)
    return Written(Bound(data["key"], Writing(data["writing"])), data["text"])
