"""Ending and handing over what somebody came in to: keeping a branch's record, and seeing what is one's own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from shejian.invitations.models import BranchRecorder, PersonAccount
from shejian.journal.models import DatedFact
from shejian.journal.services import Posting
from shejian.party.services.refusals import Refused

GONE = "刚刚被别人改过，没有改动；请刷新后再看"


def end_recording(made: Posting, holdings: Collection[int], on: date) -> None:
    """Accounts keep a branch's record no longer, from a day on.

    Raises:
        Refused: one did not any more, or begins only after the day. Nothing is written.
    """
    _end(made, BranchRecorder, holdings, on, "记录人")


def hand_over(made: Posting, holding: int, to: int, on: date) -> None:
    """交接: on one day and in one entry somebody keeps a branch's record no longer, and the account ``to`` does.

    Raises:
        Refused: he did not any more; or the other is the same, keeps it already, or is nobody's of the ledger. Nothing
            is written.
    """
    held = BranchRecorder.objects.known(None).filter(pk=holding).first()
    if held is None:
        raise Refused("holding", f"这位记录人{GONE}")
    if to == held.user_id:
        raise Refused("to", "接手的还是同一个账号，不用交接")
    if not PersonAccount.objects.known(None).filter(user=to, end__isnull=True, user__is_active=True).exists():
        raise Refused("to", "接手的人要先有本人账号；请先邀请他")
    body = held.party_organization_id
    later = Q(end__isnull=True) | Q(end__gt=on)
    if BranchRecorder.objects.known(None).filter(later, user=to, party_organization=body).exists():
        raise Refused("to", "他已经是这个党组织的记录人，不用交接；请免去前一位就行")
    _end(made, BranchRecorder, [holding], on, "记录人")
    made.record(BranchRecorder, ("user_id", "party_organization_id", "start"), [(to, body, on)])
    made.statement |= {"from": held.user_id, "to": to, "party_organization": body}


def end_accounts(made: Posting, holdings: Collection[int], on: date) -> None:
    """Accounts are a person's no longer: they show nothing of him, and keep no record that they kept.

    Raises:
        Refused: one was not any more. Nothing is written.
    """
    users = _end(made, PersonAccount, holdings, on, "本人账号")
    lasting = Q(end__isnull=True) | Q(end__gt=on)
    recording = BranchRecorder.objects.known(None).filter(lasting, user__in=users)
    to_come = list(recording.filter(start__gt=on).values_list("pk", flat=True))
    made.withdraw(BranchRecorder, to_come)
    _end(made, BranchRecorder, list(recording.exclude(pk__in=to_come).values_list("pk", flat=True)), on, "记录人")


def _end(made: Posting, model: type[DatedFact], holdings: Collection[int], on: date, what: str) -> list[int]:
    """End facts on a day, or withdraw what would have begun on it; whose they were."""
    held = list(model.objects.known(None).filter(Q(end__isnull=True) | Q(end__gt=on), pk__in=holdings))
    if len(held) != len(set(holdings)):
        raise Refused("holding", f"这位{what}{GONE}")
    if any(one.start is not None and one.start > on for one in held):
        raise Refused("on", f"{what}从更晚的日子才起，日子不能早于它")
    made.withdraw(model, [one.pk for one in held if one.start == on])
    made.close(model, {one.pk: on for one in held if one.start != on})
    users = [int(one.user_id) for one in held]  # type: ignore[attr-defined]
    made.statement[f"{model._meta.model_name}s"] = users
    return users
