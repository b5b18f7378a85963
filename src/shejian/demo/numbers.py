"""Codes and numbers that pass every check and belong to nobody: their division 699421 does not exist."""

from __future__ import annotations

from datetime import date

from shejian.core.facts.terms import OrganizationType, Sex
from shejian.core.identifiers import (
    credit_code_check_character,
    identity_number_check_character,
    organization_code_check_character,
)

DIVISION = "699421"
MOST_COUNTIES = 400
CODES_PER_COUNTY = 1_000  # the counties' codes end where those of ``organizations(n)`` begin
BULK_CODES = MOST_COUNTIES * CODES_PER_COUNTY
MOST_CODES = 10**6

_TYPES = {OrganizationType.ASSOCIATION: "51", OrganizationType.SERVICE: "52", OrganizationType.FOUNDATION: "53"}
_SCATTER = 617_327  # shares no factor with MOST_CODES, so that different numbers stay different
# No operator's range among those published begins with 154, and no area code is 0699.
_MOBILE = "154"
_AREA = "0699"


def credit_code(kind: OrganizationType, number: int) -> str:
    """The unified social credit code of the organization of a number below a million."""
    inner = f"MJ{number * _SCATTER % MOST_CODES:06d}"
    first = f"{_TYPES[kind]}{DIVISION}{inner}{organization_code_check_character(inner)}"
    return first + credit_code_check_character(first)


def identity_number(born: date, sex: Sex, county: int) -> str:
    """An identity number; each county has one sequence number for men and one for women, so it is only once."""
    sequence = 2 * county + (1 if sex is Sex.MALE else 2)
    first = f"{DIVISION}{born:%Y%m%d}{sequence:03d}"
    return first + identity_number_check_character(first)


def mobile(county: int, number: int) -> str:
    return f"{_MOBILE}{county:03d}{number:05d}"


def landline(county: int, number: int) -> str:
    return f"{_AREA}-{5_000_000 + county * CODES_PER_COUNTY + number}"
