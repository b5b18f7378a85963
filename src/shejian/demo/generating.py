"""Making whole ledgers of invented counties from a seed; the same seed makes the same rows anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shejian.demo import story
from shejian.demo.branches import Founder
from shejian.demo.drawing import Draw, later
from shejian.demo.happenings import contributions, guidance, meetings
from shejian.demo.membership import Rolls
from shejian.demo.names import FIELDS, TOWNS, Place, person_name
from shejian.demo.numbers import BULK_CODES, MOST_CODES, MOST_COUNTIES, credit_code
from shejian.demo.people import People
from shejian.demo.registering import Register
from shejian.demo.rows import Ledgers, OrganizationRow, pooled

SEED = 2022
POOLED_OFFICE = "虚构市民政局"


def county(seed: int = SEED, number: int = 0) -> Ledgers:
    """One county's ledgers as of the end of 2022; number 0 is 澜川县, the demo.

    Counties of different numbers share no name of an organization or of a unit, no code and no identity number.
    """
    if not 0 <= number < MOST_COUNTIES:
        raise ValueError(f"there are {MOST_COUNTIES} invented counties, numbered from 0")
    draw, place = Draw(f"{seed}/{number}"), Place(number)
    people = People(draw, number)
    register = Register(place, people, draw)
    founder = Founder(register)
    founder.standing()
    zombies = register.zombies()
    founder.of_ended([*zombies, *register.former()])
    founder.lost()
    founder.settle()
    founder.elect()
    uncovered = register.uncovered()
    register.sign()
    rolls = Rolls(founder.branches, people, draw)
    rolls.fill()
    branches = founder.branches
    organizations = sorted(register.organizations, key=lambda one: one.founded)
    return Ledgers(
        office=place.authority,
        closing=story.CLOSING,
        organizations=organizations,
        party_organizations=[founder.committee(), *(one.row for one in branches)],
        members=[stay for one in branches for stay in sorted(one.stays, key=lambda stay: stay.start)],
        development=sorted(rolls.development, key=lambda row: row.application),
        guidance=sorted(guidance(uncovered, branches, register), key=lambda row: row.start),
        meetings=meetings(branches, draw),
        contributions=contributions(organizations, draw),
    )


def counties(count: int, seed: int = SEED) -> Iterator[Ledgers]:
    """So many counties, one after another."""
    return (county(seed, number) for number in range(count))


def merged(count: int, seed: int = SEED) -> Ledgers:
    """So many counties as one office's ledgers, for one import."""
    return pooled(POOLED_OFFICE, counties(count, seed))


def organizations(count: int, seed: int = SEED) -> Iterator[OrganizationRow]:
    """So many rows of 社会组织台账 of one county, made fast: plain rows without any story."""
    if count > MOST_CODES - BULK_CODES:
        raise ValueError(f"there are {MOST_CODES - BULK_CODES} codes for organizations without a story")
    draw, place = Draw(f"{seed}/organizations"), Place(0)
    first, last = story.REGISTERED
    span = last.toordinal() - first.toordinal()
    called = place.called(FIELDS, draw)
    names = [person_name(draw, male=bool(at % 3)) for at in range(500)]
    for at in range(count):
        one, again = called[at % len(called)], at // len(called)
        founded = date.fromordinal(first.toordinal() + at * 97 % span)
        yield OrganizationRow(
            name=f"{one.name}（{again + 1}）",
            code=credit_code(one.type, BULK_CODES + at),
            type=one.type,
            authority=place.authority,
            competent=(one.competent,),
            industry=one.industry,
            town=TOWNS[at % len(TOWNS)],
            founded=founded,
            representative=names[at % len(names)],
            staff=3 + at % 50,
            members=at % 5,
            charter=at % 20 != 0,
            signed=later(founded, 30 + at % 900),
        )


def bulk(count: int, seed: int = SEED) -> Ledgers:
    """``organizations`` as ledgers that can be written."""
    return Ledgers(Place(0).authority, story.CLOSING, organizations=list(organizations(count, seed)))
