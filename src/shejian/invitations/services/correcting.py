"""What a person says is wrong about himself in the ledger, and what a clerk answers. Neither changes the ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shejian.core.sheets import fold
from shejian.invitations.enums import Answer
from shejian.invitations.models import CorrectionAnswer, CorrectionRequest
from shejian.invitations.queries import open_requests
from shejian.journal.services import Posting
from shejian.party.services.refusals import Refused

IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
SHORTEST, MOST_OPEN = 4, 20


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """What a person asks to have corrected: which item, and in his words what is wrong with it."""

    person: int
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What a correction request is answered, and why or how."""

    request: int
    answer: Answer
    reason: str


def ask_for_correction(made: Posting, drafts: Sequence[CorrectionDraft]) -> range:
    """Record correction requests; returns their ids, in the order given.

    Raises:
        Refused: one says too little, holds an identity number, or too many wait for an answer. Nothing is written.
    """
    for draft in drafts:
        if len(draft.text.strip()) < SHORTEST:
            raise Refused("text", f"请写明哪里不对、应当是什么，至少 {SHORTEST} 个字")
        _refuse_identity(draft.text, "text")
        if len(open_requests(draft.person)) >= MOST_OPEN:
            raise Refused("text", f"已有 {MOST_OPEN} 件更正申请等着答复，请等答复以后再提")
    rows = [(draft.person, draft.about, draft.text.strip()) for draft in drafts]
    made.statement |= {"persons": [draft.person for draft in drafts]}
    return made.record(CorrectionRequest, ("person_id", "about", "text"), rows)


def answer_corrections(made: Posting, answers: Sequence[AnswerDraft]) -> None:
    """Answer correction requests.

    Raises:
        Refused: one was answered before, or is declined without a reason. Nothing is written.
    """
    for one in answers:
        if CorrectionAnswer.objects.filter(request=one.request).exists():
            raise Refused("answer", "这件更正申请已经答复过，没有再答复")
        if len(one.reason.strip()) < SHORTEST:
            raise Refused("reason", f"请写明怎样办了，或者为什么不采纳，至少 {SHORTEST} 个字；本人看得到")
        _refuse_identity(one.reason, "reason")
    rows = [(one.request, str(one.answer), one.reason.strip()) for one in answers]
    made.record(CorrectionAnswer, ("request_id", "answer", "reason"), rows)
    made.statement |= {"requests": [one.request for one in answers]}


def _refuse_identity(text: str, place: str) -> None:
    if IDENTITY.search(re.sub(r"\s", "", fold(text))):
        raise Refused(place, "请不要写完整的公民身份号码：写哪一位不对就行，号码当面交给经办人核对")
