"""Records that pages hand out on paper, minutes and record books, and where they are found."""

from __future__ import annotations

from django.urls import reverse

from shejian.activities.queries import accounts_of, bodies_of_meeting
from shejian.core.calendar import previous_day, year_end, year_start
from shejian.core.documents import Book
from shejian.office.asking import Posed
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.office.reach import reaches_body, reaches_person
from shejian.office.visitors import Visitor
from shejian.party.queries import members_of
from shejian.reports.handbook import handbook, read_year
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


def handbook_card(posed: Posed, number: int) -> FactCard:
    """Where the record books of a party organization are found: of the year of the day, and of the one before."""
    lines = []
    for on in (posed.on, previous_day(year_start(posed.on))):
        query = posed.asking.with_(on=on, since=None).query()
        note = "" if on == year_end(on) else f"截至 {on}"
        for form in offered_forms():
            href = reverse("office:party-organization-handbook", args=[number, form]) + query
            lines.append(FactLine(f"{on.year} 年", FORMS[form], href=href, note=note))
    return FactCard("工作手册", tuple(lines), foot="一年的记录装订成册，写党员姓名，请按内部资料保管。")


def handbook_of(posed: Posed, number: int) -> Book:
    """The record book of the year of the day asked.

    Raises:
        NoSuchBook: the party organization was not there in that year.
    """
    return handbook(read_year(number, posed.on, posed.known), posed.today)


def minutes_of(one: Visitor, posed: Posed, number: int) -> Book:
    """The minutes of a meeting that the ledger knows; those whom the visitor does not reach are counted, not named."""
    picture = posed.asked.picture
    (account,) = accounts_of([number], posed.known)
    reached = (body for body in bodies_of_meeting(picture, number) if reaches_body(one, posed, body))
    persons = frozenset(member.person for body in reached for member in members_of(picture, account.day, body))
    persons |= {person for person in account.observers if reaches_person(one, posed, person)}
    return minutes(number, posed.known, posed.today, persons)
