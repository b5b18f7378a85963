"""Reading social organizations; every question takes both clocks."""

from shejian.registry.queries.facts import facts_of, is_within, knows, merged_into, organizations_reached
from shejian.registry.queries.listing import (
    NOT_STATED,
    Covered,
    Listed,
    OrganizationRow,
    Wish,
    list_organizations,
)
from shejian.registry.queries.table import Life, Order

__all__ = [
    "NOT_STATED",
    "Covered",
    "Life",
    "Listed",
    "Order",
    "OrganizationRow",
    "Wish",
    "facts_of",
    "is_within",
    "knows",
    "list_organizations",
    "merged_into",
    "organizations_reached",
]
