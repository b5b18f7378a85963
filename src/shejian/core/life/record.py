"""What is on record of organization life: who held what on which day, and since when there are records at all."""

from __future__ import annotations

from datetime import date

import narwhals as nw

from shejian.core.facts import Frame, Picture


def held(picture: Picture, on: date) -> Frame:
    """Every meeting up to ``on`` of every party organization that took part: party_organization, kind, start.

    A joint one (联合开展) counts once for each that is named, host or partner. What was recorded late counts on the
    day it was held.
    """
    records = (
        picture.facts("meeting_record")
        .filter(nw.col("start") <= on)
        .select("meeting", "kind", "start", nw.col("party_organization").alias("host"))
    )
    partners = picture.facts("meeting_partner").select("meeting", "party_organization").unique()
    joint = partners.join(records, on="meeting", how="inner").filter(nw.col("party_organization") != nw.col("host"))
    columns = ("party_organization", "kind", "start")
    own = records.select(nw.col("host").alias("party_organization"), "kind", "start")
    return nw.concat([own.select(*columns), joint.select(*columns)])


def recorded(bodies: Frame, meetings: Frame) -> Frame:
    """Party organizations with ``first``, the day of the first meeting on record (null: none), and ``began``.

    ``began`` is since when the unit in whose ledger one stands records organization life at all: the day of the first
    meeting of any of its party organizations. What was before is not known, and nobody is behind for it.

    Args:
        bodies: every party organization, also those that were dissolved: id, founded, kind, unit.
        meetings: ``held`` up to the day.
    """
    firsts = meetings.group_by("party_organization").agg(nw.col("start").min().alias("first"))
    frame = bodies.join(firsts, left_on="id", right_on="party_organization", how="left")
    of_unit = frame.filter(~nw.col("unit").is_null()).group_by("unit").agg(nw.col("first").min().alias("unit_first"))
    began = nw.when(nw.col("unit_first").is_null()).then(nw.col("first")).otherwise(nw.col("unit_first"))
    return frame.join(of_unit, on="unit", how="left").with_columns(began.alias("began"))
