"""Whether social organizations are built into, and how many a joint branch holds."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.days import came_to, from_the_beginning, latest
from shejian.core.facts.terms import PartyOrganizationKind
from shejian.core.findings.checks.members import became_full, changes
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View, relations


def joint_too_many_units(view: View) -> Frame:
    """Joint branches of more social organizations than a joint branch usually has."""
    most = view.number("branch.joint.units_max")
    joint = view.relation(relations.standing_bodies).filter(nw.col("kind") == str(PartyOrganizationKind.JOINT_BRANCH))
    pairs = view.relation(relations.covering).group_by("party_organization").agg(nw.len().alias("units"))
    frame = joint.join(pairs, left_on="id", right_on="party_organization", how="left").with_columns(
        nw.col("units").fill_null(0)
    )
    many = nw.col("units") > most
    covers = view.picture.facts("coverage").join(
        frame.filter(many).select("id"), left_on="party_organization", right_on="id", how="semi"
    )
    stays = covers.select("party_organization", from_the_beginning(nw.col("start")).alias("start"), "end")
    since = came_to(changes(view, stays, "party_organization"), "party_organization", most + 1, enough=True)
    frame = frame.join(since, left_on="id", right_on="party_organization", how="left")
    number = nw.col("units")
    return rows(
        frame,
        [Case(many, verdict=True, because=Because("too_many", number=number))],
        otherwise=(False, Because("within", number=number)),
        since=latest(nw.col("came_to"), nw.col("founded")),
    )


def _employed(view: View) -> Frame:
    """Of each organization whose staff is on record: organization, full members for certain, and perhaps.

    ``surely`` are full members known to work there full-time; ``perhaps`` adds those of whom it is not known whether
    full-time.
    """
    full = view.relation(became_full).filter(nw.col("full_from") <= view.when.on)
    staff = view.on("employment").join(full, on="person", how="left")
    member = ~nw.col("full_from").is_null()
    flags = staff.select(
        "organization",
        nw.when(member & nw.col("full_time")).then(nw.lit(1)).otherwise(nw.lit(0)).alias("surely"),
        nw.when(member & nw.col("full_time").fill_null(value=True))
        .then(nw.lit(1))
        .otherwise(nw.lit(0))
        .alias("perhaps"),
    )
    return flags.group_by("organization").agg(nw.col("surely").sum(), nw.col("perhaps").sum())


def _uncovered(view: View) -> Frame:
    return view.relation(relations.counted).join(view.relation(relations.covered), on="id", how="anti")


def _left_uncovered(view: View) -> Frame:
    """Until when an organization was covered last: organization, uncovered."""
    lives = view.relation(relations.bodies).select("id", "dissolved")
    pairs = view.picture.facts("coverage").join(lives, left_on="party_organization", right_on="id", how="left")
    ends = pairs.select("organization", nw.min_horizontal(nw.col("end"), nw.col("dissolved")).alias("over"))
    past = ends.filter(nw.col("over") <= view.when.on)
    return past.group_by("organization").agg(nw.col("over").max().alias("uncovered"))


def should_have_built(view: View) -> Frame:
    """Counted organizations that no party organization covers, though enough full members work there full-time.

    Who works there decides, where it is on record; else the head count taken on the very day; else it is unknown.
    """
    least = view.number("party.branch.min_full_members")
    readings = view.on("headcount").select("organization", "full_time_full_members", nw.col("start").alias("read"))
    frame = _uncovered(view)
    for part in (readings, view.relation(_employed), view.relation(_left_uncovered)):
        frame = frame.join(part, left_on="id", right_on="organization", how="left")
    surely, perhaps, count = nw.col("surely"), nw.col("perhaps"), nw.col("full_time_full_members")
    stays = (
        view.picture.facts("employment")
        .filter(nw.col("full_time").fill_null(value=False))
        .join(frame.filter(surely >= least).select("id"), left_on="organization", right_on="id", how="semi")
        .join(view.relation(became_full), on="person", how="inner")
        .select("organization", latest(from_the_beginning(nw.col("start")), nw.col("full_from")).alias("start"), "end")
    )
    since = came_to(changes(view, stays, "organization"), "organization", least, enough=True)
    frame = frame.join(since, left_on="id", right_on="organization", how="left")
    return rows(
        frame,
        [
            Case(surely >= least, verdict=True, because=Because("employed", number=surely)),
            Case(perhaps >= least, verdict=None, because=Because("perhaps", number=perhaps)),
            Case(~perhaps.is_null(), verdict=False, because=Because("employed_few", number=perhaps)),
            Case(count >= least, verdict=True, because=Because("counted", number=count)),
            Case(~count.is_null(), verdict=False, because=Because("counted_few", number=count)),
        ],
        otherwise=(None, Because("not_recorded")),
        since=latest(
            nw.col("founded"),
            nw.col("uncovered"),
            nw.when(surely >= least).then(nw.col("came_to")).otherwise(nw.col("read")),
        ),
    )
