"""Records that pages hand out on paper: the minutes of a meeting, and where they are found."""

from __future__ import annotations

from django.urls import reverse

from shejian.activities.queries import accounts_of, bodies_of_meeting
from shejian.core.documents import Book
from shejian.office.asking import Posed
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.reach import reaches_body
from shejian.office.visitors import Visitor
from shejian.party.queries import members_of
from shejian.reports.minutes import minutes
from shejian.reports.pdf import has_typesetter

FORMS = {"docx": "Word", "pdf": "PDF"}


def offered_forms() -> list[str]:
    """The forms in which a record can be had on this machine."""
    return [form for form in FORMS if form == "docx" or has_typesetter()]


def minutes_card(posed: Posed, number: int) -> FactCard:
    """Where the minutes of a meeting are found."""
    lines = tuple(
        FactLine(
            "导出会议记录",
            FORMS[form],
            href=reverse("office:meeting-minutes", args=[number, form]) + posed.asking.query(),
        )
        for form in offered_forms()
    )
    return FactCard("带走", lines, foot="按名单写姓名，主持人、记录人的签字处留空。")


def minutes_of(one: Visitor, posed: Posed, number: int) -> Book:
    """The minutes of a meeting that the ledger knows; those whom the visitor does not reach are counted, not named."""
    picture = posed.asked.picture
    (account,) = accounts_of([number], posed.known)
    reached = (body for body in bodies_of_meeting(picture, number) if reaches_body(one, posed, body))
    persons = frozenset(member.person for body in reached for member in members_of(picture, account.day, body))
    return minutes(number, posed.known, posed.today, persons)
