"""A store of this test's own, with one organization's registration in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.conftest import make_act

from shejian.base.services.units import UnitDraft, set_up
from shejian.journal.services import posting
from shejian.registry.models import Registration
from shejian.registry.services.organizations import OrganizationDraft, register


@pytest.fixture
def organization(transactional_db: None) -> int:
    """The id of an organization founded on 2015-03-02, recorded by entry 1."""
    with posting(make_act(), "test.found") as made:
        unit = set_up(made, [UnitDraft("云川县", "region", None)])[0]
        return register(made, [draft(unit)])[0]


def draft(unit: int, **registered: Any) -> OrganizationDraft:
    registration = {
        "name": "云川县养羊协会",
        "code": "51620699177763177J",
        "type": "association",
        "authority_id": unit,
        "industry": "农业",
        "legal_representative": "李建东",
        "address": "",
        "contact": "",
        "phone": "",
        "website": "",
    }
    return OrganizationDraft(founded=date(2015, 3, 2), registration=registration | registered)


@pytest.fixture
def registration_on(organization: int) -> Callable[..., dict[str, Any]]:
    """The registration that held on a day, as known at an entry."""

    def read(day: date, known: int | None = None) -> dict[str, Any]:
        return Registration.objects.on(day, known).filter(organization=organization).values().get()

    return read
