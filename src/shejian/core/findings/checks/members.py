"""How many members a party organization has, and whether each member has one."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.days import came_to, from_the_beginning, latest
from shejian.core.facts.terms import MemberCategory, PartyOrganizationKind
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View, relations

BRANCHES = [str(PartyOrganizationKind.BRANCH), str(PartyOrganizationKind.JOINT_BRANCH)]
"""Where members have their relation: provisional and functional ones have none moved to them."""
UNMOVED = [str(PartyOrganizationKind.PROVISIONAL_BRANCH), str(PartyOrganizationKind.FUNCTIONAL)]


def covering_bodies(view: View) -> Frame:
    """Party organizations that stand and cover a counted organization, as the figures count them."""
    covering = view.relation(relations.covering)
    return view.relation(relations.standing_bodies).join(
        covering, left_on="id", right_on="party_organization", how="semi"
    )


def standing_branches(view: View) -> Frame:
    """Branches and joint branches that stand, whether or not they cover anybody."""
    return view.relation(relations.standing_bodies).filter(nw.col("kind").is_in(BRANCHES))


def counts(view: View) -> Frame:
    """Full members and all members of each party organization: party_organization, full_members, members."""
    full = nw.when(nw.col("full")).then(nw.lit(1)).otherwise(nw.lit(0))
    return (
        view.relation(relations.members)
        .with_columns(full.alias("full_members"))
        .group_by("party_organization")
        .agg(nw.col("full_members").sum(), nw.len().alias("members"))
    )


def _counted(view: View, bodies: Frame) -> Frame:
    found = bodies.join(view.relation(counts), left_on="id", right_on="party_organization", how="left")
    return found.with_columns(nw.col("full_members").fill_null(0), nw.col("members").fill_null(0))


def became_full(view: View) -> Frame:
    """From which day each person is a full member: person, full_from; nobody who is not."""
    known = view.picture.facts("membership").group_by("person").agg(nw.col("full_on").min(), nw.col("category").min())
    full = ~nw.col("full_on").is_null() | (nw.col("category") == str(MemberCategory.FULL))
    return known.filter(full).select("person", from_the_beginning(nw.col("full_on")).alias("full_from"))


def changes(view: View, stays: Frame, entity: str) -> Frame:
    """Comings and goings up to the day asked: ``entity``, day, change. Of stays: entity, start (a day), end."""
    day = view.when.on
    real = stays.filter((nw.col("start") <= day) & (nw.col("end").is_null() | (nw.col("end") > nw.col("start"))))
    came = real.select(entity, nw.col("start").alias("day"), nw.lit(1).cast(nw.Int64).alias("change"))
    went = real.filter(nw.col("end") <= day).select(
        entity, nw.col("end").alias("day"), nw.lit(-1).cast(nw.Int64).alias("change")
    )
    return nw.concat([came, went])


def _full_stays(view: View, bodies: Frame) -> Frame:
    """Stays of full members in some party organizations, each from the day when both began."""
    stays = view.picture.facts("affiliation").join(bodies, left_on="party_organization", right_on="id", how="semi")
    full = stays.join(view.relation(became_full), on="person", how="inner")
    return full.select(
        "party_organization", latest(from_the_beginning(nw.col("start")), nw.col("full_from")).alias("start"), "end"
    )


def _all_stays(view: View, bodies: Frame) -> Frame:
    stays = view.picture.facts("affiliation").join(bodies, left_on="party_organization", right_on="id", how="semi")
    return stays.select("party_organization", from_the_beginning(nw.col("start")).alias("start"), "end")


def _with_since(view: View, frame: Frame, stays: Frame, least: int, *, enough: bool) -> Frame:
    """The frame with ``came_to``: since when its party organizations have, or lack, so many."""
    since = came_to(changes(view, stays, "party_organization"), "party_organization", least, enough=enough)
    return frame.join(since, left_on="id", right_on="party_organization", how="left")


def few_full_members(view: View) -> Frame:
    """Party organizations with fewer full members than a branch of its own needs; joint branches too.

    Not those that no relation is moved to: how many belong to them is not what the ledger counts.
    """
    least = view.number("party.branch.min_full_members")
    frame = _counted(view, view.relation(covering_bodies))
    apart = nw.col("kind").is_in(UNMOVED).fill_null(value=False)
    few = ~apart & (nw.col("full_members") < least)
    stays = _full_stays(view, frame.filter(few).select("id"))
    frame = _with_since(view, frame, stays, least, enough=False)
    number = nw.col("full_members")
    return rows(
        frame,
        [
            Case(apart, verdict=False, because=Because("unmoved")),
            Case(few & (number == 0), verdict=True, because=Because("none")),
            Case(few, verdict=True, because=Because("too_few", number=number)),
        ],
        otherwise=(False, Because("enough", number=number)),
        since=latest(nw.col("came_to"), nw.col("founded")),
    )


def too_many_members(view: View) -> Frame:
    """Branches with more members, probationary ones among them, than a branch usually has."""
    most = view.number("branch.members.max")
    frame = _counted(view, view.relation(standing_branches))
    many = nw.col("members") > most
    stays = _all_stays(view, frame.filter(many).select("id"))
    frame = _with_since(view, frame, stays, most + 1, enough=True)
    number = nw.col("members")
    return rows(
        frame,
        [Case(many, verdict=True, because=Because("too_many", number=number))],
        otherwise=(False, Because("within", number=number)),
        since=latest(nw.col("came_to"), nw.col("founded")),
    )


def committee_due(view: View) -> Frame:
    """Branches with enough full members for a committee, of which it is on record that they have none."""
    threshold = view.number("branch.committee.threshold")
    recorded = (
        view.on("committee")
        .group_by("party_organization")
        .agg(nw.col("exists").max(), nw.col("start").max().alias("recorded"))
    )
    frame = _counted(view, view.relation(standing_branches)).join(
        recorded, left_on="id", right_on="party_organization", how="left"
    )
    number, exists = nw.col("full_members"), nw.col("exists")
    due = number >= threshold
    stays = _full_stays(view, frame.filter(due & ~exists.fill_null(value=True)).select("id"))
    frame = _with_since(view, frame, stays, threshold, enough=True)
    return rows(
        frame,
        [
            Case(exists, verdict=False, because=Because("exists")),
            Case(number < threshold, verdict=False, because=Because("not_due", number=number)),
            Case(exists.is_null(), verdict=None, because=Because("not_recorded", number=number)),
        ],
        otherwise=(True, Because("due", number=number)),
        since=latest(nw.col("came_to"), nw.col("recorded"), nw.col("founded")),
    )


def member_without_branch(view: View) -> Frame:
    """Members whose relation stands in no party organization, or in one that was dissolved.

    Who was transferred out, and of whom no ledger says where to, is unknown: he may have been received elsewhere.
    """
    joined = view.on("membership").group_by("person").agg(nw.col("start").min().alias("joined"))
    lives = view.relation(relations.bodies).select("id", "dissolved")
    stays = view.picture.facts("affiliation").filter(from_the_beginning(nw.col("start")) <= view.when.on)
    gone = nw.col("dissolved") <= view.when.on
    placed = (
        view.on("affiliation")
        .join(lives, left_on="party_organization", right_on="id", how="left")
        .with_columns(nw.when(gone).then(nw.lit(1)).otherwise(nw.lit(0)).alias("gone"))
        .group_by("person")
        .agg(nw.col("gone").min(), nw.col("party_organization").min().alias("body"), nw.col("dissolved").max())
    )
    left = stays.group_by("person").agg(
        nw.col("end").max().alias("left"), nw.col("party_organization").max().alias("last")
    )
    frame = joined.join(placed, on="person", how="left").join(left, on="person", how="left").rename({"person": "id"})
    return rows(
        frame,
        [
            Case(nw.col("gone") == 0, verdict=False, because=Because("stands")),
            Case(nw.col("gone") == 1, verdict=True, because=Because("dissolved", day=nw.col("dissolved"))),
            Case(~nw.col("last").is_null(), verdict=None, because=Because("left", day=nw.col("left"))),
        ],
        otherwise=(True, Because("never", day=nw.col("joined"))),
        since=nw.when(nw.col("gone") == 1).then(nw.col("dissolved")).otherwise(nw.col("joined")),
        via=nw.when(nw.col("body").is_null()).then(nw.col("last")).otherwise(nw.col("body")),
    )
