"""What the populations share: who exists on the day, who covers whom, and where each belongs.

Each function takes a view and returns a frame; ask for it through ``view.relation`` so that it is computed once.
"""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import ENDED_STATUSES, GuidanceTitle, MemberCategory
from shejian.core.indicators.view import View

ENDED = [str(status) for status in ENDED_STATUSES]
GUIDING = [str(GuidanceTitle.INSTRUCTOR), str(GuidanceTitle.LIAISON)]
LAST = 1_000_000  # a position after every position that a list can have


def organizations(view: View) -> Frame:
    """Every social organization the ledger knows: id, founded, and status, since and reason on the day (if any)."""
    standing = view.picture.facts("standing")
    founded = standing.group_by("organization").agg(nw.col("start").min().alias("founded"))
    now = view.on("standing").select("organization", "status", nw.col("start").alias("status_since"), "reason")
    return founded.join(now, on="organization", how="left").rename({"organization": "id"})


def counted(view: View) -> Frame:
    """Organizations founded on or before the day and not deregistered or revoked at its close: id, founded."""
    existing = view.relation(organizations)
    return existing.filter(~nw.col("status").is_null() & ~nw.col("status").is_in(ENDED)).select("id", "founded")


def bodies(view: View) -> Frame:
    """Every party organization the ledger knows: id, founded, dissolved, kind and unit."""
    lives = (
        view.picture.facts("establishment")
        .select("party_organization", nw.col("start").alias("founded"), nw.col("end").alias("dissolved"))
        .rename({"party_organization": "id"})
    )
    particulars = view.on("party_organization_particulars").select("party_organization", "kind", "unit")
    return lives.join(particulars, left_on="id", right_on="party_organization", how="left")


def standing_bodies(view: View) -> Frame:
    """Party organizations founded on or before the day and not dissolved at its close."""
    day = view.when.on
    lasting = nw.col("dissolved").is_null() | (nw.col("dissolved") > day)
    return view.relation(bodies).filter((nw.col("founded") <= day) & lasting)


def covering(view: View) -> Frame:
    """Coverage in effect: pairs of a standing party organization and a counted organization, with mode and position."""
    pairs = view.on("coverage").select("party_organization", "organization", "mode", "position")
    standing = view.relation(standing_bodies).select("id")
    organization = view.relation(counted).select("id")
    return pairs.join(standing, left_on="party_organization", right_on="id", how="semi").join(
        organization, left_on="organization", right_on="id", how="semi"
    )


def covered(view: View) -> Frame:
    """Covered organizations, each once: id, first party organization, and the mode in which that one covers it."""
    pairs = view.relation(covering)
    first = pairs.group_by("organization").agg(nw.col("party_organization").min())
    return (
        first.join(pairs, on=["organization", "party_organization"], how="inner")
        .select("organization", "party_organization", "mode")
        .rename({"organization": "id"})
    )


def guided(view: View) -> Frame:
    """Organizations with an instructor or liaison on the day: id, since, title."""
    sent = view.on("guidance").filter(nw.col("title").is_in(GUIDING))
    return (
        sent.group_by("organization")
        .agg(nw.col("start").min().alias("since"), nw.col("title").min())
        .rename({"organization": "id"})
    )


def home_organizations(view: View) -> Frame:
    """For each party organization the first-listed organization it covers (counted ones first), and its mode."""
    listed = view.on("coverage").select("party_organization", "organization", "mode", "position")
    alive = view.relation(counted).select("id", nw.lit(0).alias("late"))
    ranked = listed.join(alive, left_on="organization", right_on="id", how="left").with_columns(
        (nw.col("position") + nw.col("late").fill_null(LAST)).alias("rank")
    )
    first = first_listed(ranked, "party_organization", "organization", rank="rank")
    return first.select("party_organization", "organization", "mode")


def first_listed(frame: Frame, entity: str, member: str, *, rank: str = "position") -> Frame:
    """The row of each ``entity`` that is listed first.

    Where a corrected list leaves two in one place on an earlier day, it is that of the lower ``member``: an entity has
    one home, or it would be counted twice.
    """
    first = frame.group_by(entity).agg(nw.col(rank).min())
    tied = frame.join(first, on=[entity, rank], how="inner")
    lowest = tied.group_by(entity).agg(nw.col(member).min())
    return tied.join(lowest, on=[entity, member], how="inner")


def hosts(view: View) -> Frame:
    """The first-listed participant of each contribution activity: contribution, organization."""
    listed = view.picture.facts("contribution_participant")
    return first_listed(listed, "contribution", "organization").select("contribution", "organization")


def members(view: View) -> Frame:
    """Persons whose relation to a party organization stands on the day: id, party organization, whether full."""
    standing = (
        view.on("affiliation")
        .group_by("person")
        .agg(nw.col("party_organization").min(), nw.col("start").min().alias("since"))
    )
    membership = (
        view.picture.facts("membership").group_by("person").agg(nw.col("full_on").min(), nw.col("category").min())
    )
    full = (nw.col("full_on") <= view.when.on) | (
        nw.col("full_on").is_null() & (nw.col("category") == str(MemberCategory.FULL))
    )
    return (
        standing.join(membership, on="person", how="left")
        .with_columns(full.fill_null(value=False).alias("full"))
        .select("person", "party_organization", "since", "full")
        .rename({"person": "id"})
    )


def full_members_by_body(view: View) -> Frame:
    """Full members of each party organization on the day: party organization, count."""
    full = view.relation(members).filter(nw.col("full"))
    return full.group_by("party_organization").agg(nw.len().alias("full_members"))


def readings(view: View) -> Frame:
    """Head counts taken on the very day asked for: id, staff, full members among full-time staff."""
    return view.on("headcount").select("organization", "staff", "full_time_full_members").rename({"organization": "id"})
