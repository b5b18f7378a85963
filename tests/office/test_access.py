"""Every address, opened by everybody: the access table says who gets in, and nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import NOBODY, ROLES, signed_in, words

from shejian.base.queries import unit_tree
from shejian.journal.models import Entry, ImportBatch
from shejian.office.access import NEEDS, Need, guarded
from shejian.office.urls import urlpatterns
from shejian.party.models import Affiliation, Coverage
from shejian.registry.models import Placement

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "evidence": ["covered"],
    "evidence-export": ["covered"],
    "ledger": ["members"],
    "ledger-export": ["members"],
    "ledger-views": ["members"],
    "ledger-view": ["members", 1],
    "batch": [1],
    "batch-undo": [1],
    **{
        f"upload{one}": ["0" * 32]
        for one in (*("", "-progress", "-apply", "-retry", "-stop", "-discard", "-faults"), "-marked", "-mapping")
    },
    "upload-mapping-forget": ["0" * 32, 1],
}
VERBS = {
    "organization-act": "correct",
    "organization-party-act": "guide",
    "party-organization-act": "correct",
    "person-act": "correct",
}
OWN = ("西河镇", "县教育局")
PERSONAL = ("person", "person-disclosure")
POSTED = {
    "ledger-view",
    "ledger-views",
    "person-disclosure",
    "sign-out",
    "appearance",
    "report-copy",
    "upload-apply",
    "upload-retry",
    "upload-stop",
    "upload-discard",
    "upload-mapping-forget",
}
IMPORTERS = {"boss", "clerk"}
CLERKS = {*IMPORTERS, "town"}
ALLOWED = {
    Need.ANYONE: {None, NOBODY, *ROLES},
    Need.SIGNED_IN: {NOBODY, *ROLES},
    Need.READER: set(ROLES),
    Need.CLERK: CLERKS,
    Need.WRITER: CLERKS,
    Need.IMPORTER: IMPORTERS,
    Need.REPORT_READER: {"boss", "clerk", "reader", "town"},
    Need.REPORT_WRITER: {"boss", "clerk", "town"},
}
"""The report is one of the town's: whoever reaches the town reads it, whoever is clerk there or above writes it."""


def arguments(name: str) -> list[object]:
    """What an address needs; the organization is one that both the town and the bureau reach."""
    if name.startswith("report"):
        return [town_report()] if name != "reports" else []
    if name in VERBS:
        return [*arguments(name.removesuffix("-act").removesuffix("-party")), VERBS[name]]
    if name == "entry":
        return [corrected(*arguments("organization"))]
    if name in PERSONAL:
        (body,) = arguments("party-organization")
        return [Affiliation.objects.known(None).filter(party_organization=body, end__isnull=True)[0].person_id]
    if name not in ("organization", "party-organization"):
        return list(ARGUMENTS.get(name, []))
    tree = unit_tree(TODAY)
    of = [set(Placement.objects.filter(unit=tree.find(unit).id).values_list("organization", flat=True)) for unit in OWN]
    both = of[0] & of[1]
    if name == "organization":
        return [min(both)]
    bodies = Affiliation.objects.known(None).filter(end__isnull=True).values("party_organization")
    covering = Coverage.objects.known(None).filter(organization__in=both, party_organization__in=bodies)
    return [min(covering.values_list("party_organization", flat=True))]


def town_report() -> int:
    """A draft of the town's report."""
    from tests.reports.writing import started

    return int(started("西河镇").pk)


def corrected(one: object) -> int:
    """An entry that a form made, about an organization."""
    from shejian.journal.services import posting
    from shejian.registry.services.organizations import correct_registration

    with posting(make_act(), "registry.correct") as made:
        correct_registration(made, {int(str(one)): {"industry": "养殖"}})
    return made.number


def names() -> list[str]:
    return [str(pattern.name) for pattern in urlpatterns]


def test_every_address_is_in_the_table_and_the_table_has_no_other() -> None:
    every = {
        f"{group.namespace}:{pattern.name}"
        for group in get_resolver().url_patterns
        for pattern in getattr(group, "url_patterns", [])
        if isinstance(pattern, URLPattern)
    }
    assert every == set(NEEDS)


def test_an_address_that_is_not_in_the_table_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        guarded("secret", lambda request: None)  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("who", [None, NOBODY, *ROLES])
def test_each_address_opens_for_whom_the_table_allows_and_for_nobody_else(
    office: County, name: str, who: str | None
) -> None:
    client = signed_in(who) if who else Client()
    address = reverse(f"office:{name}", args=arguments(name))
    before = (Entry.objects.count(), ImportBatch.objects.count())
    response = client.post(address) if name in POSTED else client.get(address)
    need = NEEDS[f"office:{name}"]
    if who in ALLOWED[need]:
        missing = name.startswith("upload") and need is Need.IMPORTER
        unsaid = {422} if name == "person-disclosure" else set()
        opened = {404} if missing and name != "upload-progress" else {200, 204, 302} | unsaid
        assert response.status_code in opened
        assert response.get("Location", "").startswith("/sign-in/") is (name == "sign-out")
    elif who is None:
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/sign-in/")
    else:
        assert response.status_code == 403
    assert (Entry.objects.count(), ImportBatch.objects.count()) == before


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/figures/", "/figures/members/", "/organizations/", "/organizations/export.xlsx"),
        *("/ledgers/members/", "/ledgers/contributions/export.xlsx"),
    ],
)
@pytest.mark.parametrize(
    ("who", "unit", "status"),
    [
        ("reader", "云川县", 200),
        ("reader", "云川县/西河镇", 200),
        ("reader", "县教育局", 200),
        ("town", "西河镇", 200),
        ("town", "云川县/西河镇", 200),
        ("town", "城关镇", 403),
        ("town", "云川县", 403),
        ("town", "县教育局", 403),
        ("town", "云川县民政局", 403),
        ("bureau", "县教育局", 200),
        ("bureau", "西河镇", 403),
        ("town", "没有镇", 404),
    ],
)
@pytest.mark.parametrize("more", [{}, {"on": "2022-12-31", "known": "1"}])
def test_figures_are_shown_of_units_within_reach_only(
    office: County, address: str, who: str, unit: str, status: int, more: dict[str, str]
) -> None:
    response = signed_in(who).get(address, {"unit": unit, **more})
    assert response.status_code == status
    if status == 403:
        assert "这个单位不在您的范围" in words(response)
        assert "kpi" not in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/figures/members/", "/organizations/", "/organizations/export.xlsx"])
@pytest.mark.parametrize(
    ("who", "line", "status"),
    [
        *(("reader", line, 200) for line in ("territory", "competent", "party")),
        *(("town", line, 200 if line == "territory" else 403) for line in ("territory", "competent", "party")),
        *(("bureau", line, 200 if line == "competent" else 403) for line in ("territory", "competent", "party")),
    ],
)
def test_a_role_reaches_along_its_own_line_only(office: County, address: str, who: str, line: str, status: int) -> None:
    unit = {"town": "西河镇", "bureau": "县教育局"}.get(who, "云川县")
    for asked in ({"line": line}, {"line": line, "unit": unit}):
        assert signed_in(who).get(address, asked).status_code == status


def test_without_a_unit_it_is_ones_own(office: County) -> None:
    assert "西河镇 · 属地 · 含下级" in words(signed_in("town").get("/figures/"))
    assert "县教育局 · 主管 · 含下级" in words(signed_in("bureau").get("/figures/"))


def test_a_unit_that_was_not_yet_known_shows_nothing_rather_than_everything(office: County) -> None:
    response = signed_in("town").get("/", {"known": "0"})
    assert response.status_code == 404
    assert "那时还没有西河镇" in words(response)


def test_who_has_no_role_is_told_whom_to_ask(office: County) -> None:
    response = signed_in(NOBODY).get("/figures/")
    assert response.status_code == 403
    assert "请找管理员boss某，给您安排单位和角色" in words(response)


def test_who_may_not_import_is_told_who_does_and_is_not_offered_it(office: County) -> None:
    page = signed_in("town").get("/figures/")
    assert 'href="/import/' not in page.content.decode()
    refused = words(signed_in("town").get("/import/"))
    assert "您的角色是：经办人 · 西河镇。" in refused
    assert "只由云川县的经办人或管理员办理" in refused


def test_a_refused_post_changes_nothing(office: County) -> None:
    batch = ImportBatch.objects.get()
    before = Entry.objects.count()
    for who in (NOBODY, "reader", "town", "bureau"):
        assert signed_in(who).post(f"/import/batches/{batch.pk}/undo/").status_code == 403
    assert Client().post(f"/import/batches/{batch.pk}/undo/").status_code == 302
    assert (Entry.objects.count(), Entry.objects.filter(reverses__isnull=False).count()) == (before, 0)


def test_a_disabled_account_is_out_at_once(office: County) -> None:
    from shejian.accounts.models import User

    client = signed_in("clerk")
    assert client.get("/figures/").status_code == 200
    User.objects.filter(username="clerk").update(is_active=False)
    assert client.get("/figures/")["Location"] == "/sign-in/?next=/figures/"
