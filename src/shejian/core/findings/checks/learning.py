"""Hours of learning in the last year that is over, as far as they are on record."""

from __future__ import annotations

import narwhals as nw

from shejian.core.calendar import next_day
from shejian.core.facts import Frame
from shejian.core.findings.rows import Because, Case, rows
from shejian.core.indicators import View, relations
from shejian.core.indicators.learning import MEMBER_HOURS, SECRETARY_HOURS, Enough, closing, held_to_standard

__all__ = ["closing", "hours_below"]


def hours_below(view: View) -> Frame:
    """Persons whose hours of the last closed year are on record, and under the standard of that year.

    Whose hours are only partly on record, and too few as far as they are, is not known.
    """
    last = closing(view.when.on)
    body = view.relation(relations.members).select("id", nw.col("party_organization").alias("body"))
    frame = view.relation(held_to_standard).join(body, on="id", how="left")
    leads, number, day, state = nw.col("leading"), nw.col("tenths"), nw.lit(last), nw.col("enough")
    short = state == str(Enough.NO)
    return rows(
        frame,
        [
            *(
                Case(state == str(one), verdict=None, because=Because(str(one), number=number, day=day))
                for one in (Enough.NOT_STATED, Enough.IN_PART)
            ),
            Case(short & leads, verdict=True, because=Because("secretary_below", number=number, day=day)),
            Case(short, verdict=True, because=Because("below", number=number, day=day)),
        ],
        otherwise=(False, Because("enough", number=number, day=day)),
        since=nw.lit(next_day(last)),
        rule=nw.when(leads).then(nw.lit(SECRETARY_HOURS)).otherwise(nw.lit(MEMBER_HOURS)),
        via=nw.col("body"),
    )
