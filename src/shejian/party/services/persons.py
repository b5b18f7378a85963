"""Two recorded identities are one human being: what the ledger says of both is said of the one that is kept.

History is not rewritten: the facts of the other are superseded by this entry, as any correction supersedes, and it is
marked as the same person in the same entry, so that taking the entry back parts the two again. Where both say the same
kind of thing, the kept identity's word stands and the other fills what it leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping

from shejian.journal.models import DatedFact
from shejian.journal.services import Posting
from shejian.journal.services.holding import Held, standing_facts
from shejian.journal.services.uniting import Moves, fill_days, overlap, union
from shejian.party.models import Affiliation, DevelopmentStep, Dues, Employment, Guidance, Learning, Membership, Post
from shejian.party.services.refusals import Contradiction
from shejian.people.models import PersonParticulars, SamePerson

KEY = "person_id"
FILLED = (("identity_digest", "identity_cipher"), ("phone_digest", "phone_cipher"), ("sex",))


def merge_persons(made: Posting, same: Mapping[int, int]) -> None:
    """Persons are the same as others, which are kept.

    Args:
        same: for each identity recorded twice, the one that is kept.

    Raises:
        Contradiction: both have an identity number; their relations stood in two party organizations on one day; or
            one of them is merged already, or named on both sides.
    """
    _refuse_chains(same)
    held = standing_facts(PersonParticulars, KEY, {*same, *same.values()})
    _merge_particulars(same, held).write(made, PersonParticulars)
    _merge_first(same, Membership).write(made, Membership)
    _merge_relations(same).write(made, Affiliation)
    _merge_steps(same).write(made, DevelopmentStep)
    fill_days(made, Employment, KEY, same, "organization_id")
    fill_days(made, Dues, KEY, same)
    fill_days(made, Learning, KEY, same, "kind")
    for model in (Post, Guidance):
        facts = standing_facts(model, KEY, same)
        made.amend(model, {fact.id: {KEY: same[one]} for one, found in facts.items() for fact in found})
    made.record(SamePerson, (KEY, "kept_id"), list(same.items()))


def _refuse_chains(same: Mapping[int, int]) -> None:
    merged = standing_facts(SamePerson, KEY, {*same, *same.values()})
    if merged or same.keys() & set(same.values()):
        raise Contradiction("kept", "选中的人里有一个已经并入别人，请选继续使用的那一个")
    if len(set(same.values())) != len(same):
        raise Contradiction("kept", "一次只能把一个人并入同一个人，请分几次办理")


def _merge_particulars(same: Mapping[int, int], held: Mapping[int, list[Held]]) -> Moves:
    moves = Moves()
    for other, kept in same.items():
        if other not in held or kept not in held:
            raise Contradiction("kept", "台账上没有其中的一个人，请重新选择")
        theirs, own = held[other][-1], held[kept][-1]
        if theirs.values["identity_digest"] and own.values["identity_digest"]:
            raise Contradiction("kept", "两个人各有身份号码，而且号码不同，不能并为一人；若有一个写错，请先更正")
        filled = {name: theirs.values[name] for names in FILLED if not own.values[names[0]] for name in names}
        moves.withdrawn += [fact.id for fact in held[other]]
        if any(value for value in filled.values()):
            moves.amended[own.id] = filled
    return moves


def _merge_first(same: Mapping[int, int], model: type[DatedFact]) -> Moves:
    """Of what a person has only one, the other's counts only if the kept one has none."""
    held = standing_facts(model, KEY, {*same, *same.values()})
    moves = Moves()
    for other, kept in same.items():
        for fact in held.get(other, []):
            if kept in held:
                moves.withdrawn.append(fact.id)
            else:
                moves.amended[fact.id] = {KEY: kept}
    return moves


def _merge_relations(same: Mapping[int, int]) -> Moves:
    """Stays of both in one line; two in the same party organization that overlap are one stay."""
    held = standing_facts(Affiliation, KEY, {*same, *same.values()})
    moves = Moves()
    for other, kept in same.items():
        own = held.get(kept, [])
        for fact in held.get(other, []):
            touching = [one for one in own if overlap(one, fact)]
            if any(one.values["party_organization_id"] != fact.values["party_organization_id"] for one in touching):
                raise Contradiction(
                    "kept", "两个人的组织关系有一段时间在不同的党组织，请先更正或转移其中一个的组织关系，再并为一人"
                )
            if not touching:
                moves.amended[fact.id] = {KEY: kept}
                continue
            moves.withdrawn += [one.id for one in (fact, *touching[1:])]
            moves.amended[touching[0].id] = union([fact, *touching])
    return moves


def _merge_steps(same: Mapping[int, int]) -> Moves:
    held = standing_facts(DevelopmentStep, KEY, {*same, *same.values()})
    moves = Moves()
    for other, kept in same.items():
        stages = {fact.values["stage"] for fact in held.get(kept, [])}
        for fact in held.get(other, []):
            if fact.values["stage"] in stages:
                moves.withdrawn.append(fact.id)
            else:
                moves.amended[fact.id] = {KEY: kept}
    return moves
