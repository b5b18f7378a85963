"""As what somebody is invited, what became of it, and what a correction request is answered."""

from __future__ import annotations

from shejian.core.facts import Term


class SeatRole(Term):
    """As what somebody comes in: who keeps a branch's record, and who is a member of it."""

    RECORDER = "recorder", "记录人"
    MEMBER = "member", "党员"


class Outcome(Term):
    """What became of an invitation before it expired."""

    TAKEN = "taken", "已接受"
    REVOKED = "revoked", "已收回"


class Answer(Term):
    """What a correction request is answered."""

    ACCEPTED = "accepted", "采纳"
    DECLINED = "declined", "不采纳"
