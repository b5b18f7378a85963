"""What a person asked to have corrected, as a card of his page; for who may correct it, and nobody else."""

from __future__ import annotations

from django.urls import reverse

from shejian.invitations.enums import Answer
from shejian.invitations.models import CorrectionAnswer
from shejian.invitations.queries import corrections_of
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.wording import moment_text


def corrections_card(person: int, known: int) -> tuple[FactCard, ...]:
    """The requests, the latest first, those without an answer leading to where it is given; no card without any."""
    lines = []
    for each in corrections_of(person, known):
        answer: CorrectionAnswer | None = getattr(each, "answer", None)
        if answer is not None and answer.entry_id > known:
            answer = None
        lines.append(
            FactLine(
                each.about,
                each.text,
                entry=f"第 {each.entry_id} 笔 · {moment_text(each.entry.moment)[:10]} 提",
                note=f"{Answer(answer.answer).label}：{answer.reason}" if answer else "等着答复，请点开答复",
                href="" if answer else reverse("office:person-correction", args=[person, each.pk]),
            )
        )
    return (FactCard("更正申请", tuple(lines)),) if lines else ()
