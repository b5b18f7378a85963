"""Every address, opened by everybody: one declared table says who gets in, and nobody else does or changes anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import NOBODY, PASSWORD, signed_in, words

from shejian.accounts.models import User
from shejian.activities.services.happenings import MeetingDraft, hold_meetings
from shejian.base.enums import Role
from shejian.base.queries import holdings, unit_tree
from shejian.base.services.staff import add_user
from shejian.cases.services.starting import CaseDraft, start_cases
from shejian.core.facts.terms import Line
from shejian.invitations.models import BranchRecorder, PersonAccount
from shejian.invitations.services.correcting import CorrectionDraft, ask_for_correction
from shejian.journal.models import Entry, ImportBatch
from shejian.journal.services import posting
from shejian.journal.services.papers import keep_file
from shejian.learning.services.studies import StatedStudy, record_studies
from shejian.office.access import NEEDS, guarded
from shejian.oversight.models import KeptFinding
from shejian.oversight.services.keeping import bring_up_to_date
from shejian.party.models import Affiliation, Coverage
from shejian.phone.presence import Code, sign_code
from shejian.registry.models import Placement
from shejian.registry.services.organizations import correct_registration

pytestmark = pytest.mark.django_db

# ---- who ----

PLACES: dict[str, tuple[str | None, Line]] = {
    "county": (None, Line.TERRITORY),
    "town": ("西河镇", Line.TERRITORY),
    "other-town": ("城关镇", Line.TERRITORY),
    "bureau": ("县教育局", Line.COMPETENT),
    "other-bureau": ("县卫生健康局", Line.COMPETENT),
    "committee": ("云川县社会组织综合党委", Line.PARTY),
}
ANONYMOUS = "anonymous"
HOLDERS = frozenset(f"{role}@{place}" for place in PLACES for role in Role)
MEMBER, RECORDER = "member", "recorder"
INSIDERS = frozenset({MEMBER, RECORDER})
"""Who came in by invitation, to the party organization of the town: they open no page of the office."""
SIGNED_IN = HOLDERS | {NOBODY} | INSIDERS
ANYBODY = SIGNED_IN | {ANONYMOUS}
ADMINISTRATORS = frozenset(one for one in HOLDERS if one.startswith("administrator@"))
CLERKS = frozenset(one for one in HOLDERS if not one.startswith("reader@"))


def at(*names: str) -> frozenset[str]:
    """Whoever holds a role at these places."""
    return frozenset(one for one in HOLDERS if one.partition("@")[2] in names)


# ---- the table ----

NOT_FOUND, UNPROCESSABLE, NOTHING, MOVED = 404, 422, 204, 302


@dataclass(frozen=True)
class Row:
    """Who opens an address, and with what answer; everybody else is refused.

    Attributes:
        of_the_town: who opens it when it is asked of 西河镇 along the territory; ``None`` if it is asked no question.
        posted: it takes a form only; the form sent is empty, so that whoever is let in changes nothing, either.
    """

    who: frozenset[str]
    status: int = 200
    of_the_town: frozenset[str] | None = None
    posted: bool = False


TOWNS = at("county", "town")
BOTH = at("county", "town", "bureau", "committee")
"""Whoever reaches an organization of 西河镇 that 县教育局 supervises and the committee leads."""
FIGURES = Row(HOLDERS, of_the_town=TOWNS)
IMPORTING = Row(CLERKS & at("county"), status=NOT_FOUND)
COMMANDED = Row(ADMINISTRATORS & TOWNS)
ONE_OF_EACH = {f"{role}@{place}" for role, place in zip([*Role, *Role], PLACES, strict=True)} | {NOBODY, ANONYMOUS}
ONE_OF_EACH |= INSIDERS
"""Figures and ledgers open for every role alike, and cost the most: without a unit asked, one role of each place; all
of them ask about the town below."""
TABLE: dict[str, Row] = {
    "sign-in": Row(ANYBODY, status=MOVED),
    "sign-out": Row(ANYBODY, status=MOVED, posted=True),
    "appearance": Row(ANYBODY, status=MOVED, posted=True),
    "password": Row(SIGNED_IN),
    "help": Row(SIGNED_IN),
    "my-account": Row(SIGNED_IN),
    "my-sessions": Row(SIGNED_IN, status=MOVED, posted=True),
    "workbench": FIGURES,
    "due": FIGURES,
    "due-month": FIGURES,
    "life": FIGURES,
    "due-calendar": Row(HOLDERS, status=MOVED, posted=True),
    "due-feed": Row(ANYBODY, status=NOT_FOUND),
    "coverage": FIGURES,
    "coverage-export": FIGURES,
    "coverage-ask": Row(CLERKS),
    "figures": FIGURES,
    "figures-catalogue": FIGURES,
    "figures-compare": FIGURES,
    "figures-table": FIGURES,
    "figures-table-export": FIGURES,
    "evidence": FIGURES,
    "evidence-export": FIGURES,
    "organizations": FIGURES,
    "organizations-export": FIGURES,
    "ledger": FIGURES,
    "ledger-export": FIGURES,
    "ledger-views": Row(HOLDERS, status=MOVED, posted=True),
    "ledger-view": Row(HOLDERS, status=MOVED, posted=True),
    "organization": Row(BOTH, of_the_town=TOWNS),
    "organization-new": Row(CLERKS),
    "organization-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "organization-party-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "party-organization": Row(BOTH, of_the_town=TOWNS),
    "party-organization-new": Row(CLERKS),
    "party-organization-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "party-organization-meetings": Row(BOTH, of_the_town=TOWNS),
    "party-organization-invitations": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "party-organization-invitation-new": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "party-organization-invitation-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "party-organization-handbook": Row(BOTH, of_the_town=TOWNS),
    "studies": FIGURES,
    "study-new": Row(CLERKS),
    "study-secretaries": Row(CLERKS),
    "study": Row(BOTH, of_the_town=TOWNS),
    "study-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "meeting": Row(BOTH, of_the_town=TOWNS),
    "meeting-minutes": Row(BOTH, of_the_town=TOWNS),
    "meeting-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "person": Row(BOTH, of_the_town=TOWNS),
    "person-new": Row(CLERKS),
    "person-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "person-correction": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "person-disclosure": Row(CLERKS & BOTH, status=UNPROCESSABLE, posted=True),
    "entry": Row(CLERKS & BOTH),
    "entry-paper": Row(BOTH),
    "cases": FIGURES,
    "case": Row(BOTH, of_the_town=TOWNS),
    "case-new": Row(CLERKS),
    "cases-register": Row(CLERKS),
    "case-step": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "case-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "findings": FIGURES,
    "findings-export": FIGURES,
    "findings-record": Row(CLERKS & at("county"), status=MOVED, posted=True),
    "finding": Row(BOTH, of_the_town=TOWNS),
    "finding-act": Row(CLERKS & BOTH, of_the_town=CLERKS & TOWNS),
    "reports": Row(HOLDERS),
    "report": Row(TOWNS),
    "report-check": Row(TOWNS, status=MOVED),
    "report-word": Row(TOWNS),
    "report-pdf": Row(TOWNS),
    "report-issue": Row(CLERKS & TOWNS),
    "report-withdraw": Row(CLERKS & TOWNS, status=MOVED),
    "report-copy": Row(CLERKS & TOWNS, status=MOVED, posted=True),
    "report-discard": Row(CLERKS & TOWNS),
    "report-restore": Row(CLERKS & TOWNS, status=MOVED, posted=True),
    "rules": FIGURES,
    "rule": FIGURES,
    "rule-act": Row(CLERKS, of_the_town=CLERKS & TOWNS),
    "instruments": FIGURES,
    "instrument": FIGURES,
    "import": Row(CLERKS & at("county")),
    "upload": IMPORTING,
    "upload-progress": Row(CLERKS & at("county"), status=NOTHING),
    "upload-apply": Row(CLERKS & at("county"), status=NOT_FOUND, posted=True),
    "upload-retry": Row(CLERKS & at("county"), status=NOT_FOUND, posted=True),
    "upload-stop": Row(CLERKS & at("county"), status=NOT_FOUND, posted=True),
    "upload-discard": Row(CLERKS & at("county"), status=NOT_FOUND, posted=True),
    "upload-faults": IMPORTING,
    "upload-marked": IMPORTING,
    "upload-mapping": IMPORTING,
    "upload-mapping-forget": Row(CLERKS & at("county"), status=NOT_FOUND, posted=True),
    "batch": Row(CLERKS & at("county")),
    "batch-undo": Row(CLERKS & at("county")),
    "accounts": Row(ADMINISTRATORS),
    "account-new": Row(ADMINISTRATORS),
    "account": COMMANDED,
    "account-give": COMMANDED,
    "account-end": COMMANDED,
    "account-hand-over": COMMANDED,
    "account-reset": COMMANDED,
    "account-disable": COMMANDED,
    "account-enable": COMMANDED,
    "account-unlock": COMMANDED,
    "account-sessions": COMMANDED,
    "phone:home": Row(INSIDERS),
    "phone:mine": Row(INSIDERS),
    "phone:join": Row(ANYBODY),
    "phone:meetings": Row(INSIDERS),
    "phone:record": Row(frozenset({RECORDER})),
    "phone:presence-code": Row(frozenset({RECORDER})),
    "phone:presence": Row(frozenset({MEMBER})),
    "phone:manifest": Row(ANYBODY),
    "phone:worker": Row(ANYBODY),
}
"""Objects are those of the town: an organization of its (and of 县教育局), a party organization and a person there, a
draft of its report, the account of a reader there. No upload is there; the batch is that of the county."""


# ---- what addresses are about ----


@pytest.fixture(scope="module")
def peopled(office: County, django_db_blocker: Any) -> County:
    """The office with somebody in every role at every place."""
    tree = unit_tree
    with django_db_blocker.unblock():
        for place, (unit, line) in PLACES.items():
            node = tree(TODAY).find(unit) if unit else tree(TODAY).root
            assert node is not None
            for role in Role:
                values = {"unit": node.id, "role": role, "line": line, "on": TODAY}
                name = f"{role}@{place}"
                add_user(act=make_act(), username=name, name=name, password=PASSWORD, **values)
        _let_in()
    return office


def _let_in() -> None:
    """One who is a member of the party organization of the town, and one who keeps its record."""
    member, recorder = (User.objects.create_user(name, name, PASSWORD) for name in (MEMBER, RECORDER))
    with posting(make_act(), "test.let_in") as made:
        made.record(PersonAccount, ("user_id", "person_id"), [(member.pk, person())])
        made.record(BranchRecorder, ("user_id", "party_organization_id"), [(recorder.pk, party_organization())])


def organization() -> int:
    """One of the town and of the bureau."""
    tree = unit_tree(TODAY)
    of = [
        set(Placement.objects.filter(unit=tree.find(unit).id).values_list("organization", flat=True))
        for unit in ("西河镇", "县教育局")
    ]
    return int(min(of[0] & of[1]))


def party_organization() -> int:
    """One that covers nothing but an organization of the town and of the bureau, and has members."""
    bodies = Affiliation.objects.known(None).filter(end__isnull=True).values("party_organization")
    covering = Coverage.objects.known(None).filter(organization=organization(), party_organization__in=bodies)
    return int(min(covering.values_list("party_organization", flat=True)))


def person() -> int:
    at_home = Affiliation.objects.known(None).filter(party_organization=party_organization(), end__isnull=True)
    return int(at_home[0].person_id)


def running_case() -> int:
    """A case of member development that the party organization of the town handles."""
    with posting(make_act(), "cases.start") as made:
        draft = CaseDraft("member-development", party_organization(), person=person())
        return int(start_cases(made, [draft], today=TODAY)[0])


def meeting() -> int:
    """Held by the party organization."""
    with posting(make_act(), "test.meeting") as made:
        return hold_meetings(made, [MeetingDraft(party_organization(), "theme_day", TODAY, "", None, None)])[0]


def correction() -> int:
    """That the person asked for."""
    with posting(make_act(), "invitations.ask_correction") as made:
        return int(ask_for_correction(made, [CorrectionDraft(person(), "党费", "三月的交了")])[0])


def recorder() -> int:
    """Of the party organization."""
    return int(BranchRecorder.objects.get(party_organization=party_organization()).pk)


def study() -> int:
    """Held by the party organization."""
    with posting(make_act(), "test.study") as made:
        stated = StatedStudy("micro_lesson", "学党章", TODAY, TODAY, party_organization=party_organization())
        return record_studies(made, [stated], TODAY)[0]


def report() -> int:
    from tests.reports.writing import started

    return int(started("西河镇").pk)


def entry() -> int:
    """A correction of the organization, on a paper."""
    paper = keep_file(b"%PDF-", kind="document", file_name="批复.pdf")
    with posting(make_act(paper=paper), "registry.correct") as made:
        correct_registration(made, {organization(): {"industry": "养殖"}})
    return made.number


def account() -> User:
    return User.objects.get(username="reader@town")


def held() -> list[int]:
    return [account().pk, holdings(account().pk)[0].id]


def finding() -> int:
    """Of the party organization: its term is over."""
    bring_up_to_date(make_act(), TODAY)
    return int(KeptFinding.objects.get(item="term_over", party_organization=party_organization()).finding_id)


UPLOAD = "0" * 32
MAKING: dict[str, Callable[[], list[Any]]] = {
    "due-feed": lambda: ["nosuchkey"],
    "evidence": lambda: ["covered"],
    "ledger": lambda: ["members"],
    "ledger-view": lambda: ["members", 1],
    "organization": lambda: [organization()],
    "organization-act": lambda: [organization(), "correct"],
    "organization-party-act": lambda: [organization(), "guide"],
    "party-organization-act": lambda: [party_organization(), "correct"],
    "person-act": lambda: [person(), "correct"],
    "party-organization": lambda: [party_organization()],
    "party-organization-meetings": lambda: [party_organization()],
    "party-organization-invitation-act": lambda: [party_organization(), "end", recorder()],
    "party-organization-handbook": lambda: [party_organization(), "docx"],
    "study": lambda: [study()],
    "study-act": lambda: [study(), "correct"],
    "meeting": lambda: [meeting()],
    "meeting-minutes": lambda: [meeting(), "docx"],
    "meeting-act": lambda: [meeting(), "correct"],
    "person": lambda: [person()],
    "person-correction": lambda: [person(), correction()],
    "case": lambda: [running_case()],
    "case-step": lambda: [running_case(), "application"],
    "case-act": lambda: [running_case(), "close"],
    "entry": lambda: [entry()],
    "finding": lambda: [finding()],
    "finding-act": lambda: [finding(), "assign"],
    "report": lambda: [report()],
    "rule": lambda: ["development.talk.limit"],
    "rule-act": lambda: ["development.talk.limit", "draft"],
    "instrument": lambda: ["development-rules-2026"],
    "upload": lambda: [UPLOAD],
    "upload-mapping-forget": lambda: [UPLOAD, 1],
    "batch": lambda: [ImportBatch.objects.get().pk],
    "account": lambda: [account().pk],
    "account-end": held,
    "account-hand-over": held,
    "phone:presence": lambda: [sign_code(Code(party_organization(), TODAY))],
}
ABOUT_NOTHING = {
    "study-new",
    "study-secretaries",
    "phone:presence-code",
    "account-new",
    "case-new",
    "cases",
    "cases-register",
    "findings",
    "findings-export",
    "findings-record",
    "import",
    "organization-new",
    "organizations",
    "organizations-export",
    "party-organization-new",
    "person-new",
    "reports",
}


def full(name: str) -> str:
    """The name of an address with its namespace, which is left out where it is the office's."""
    return name if ":" in name else f"office:{name}"


def address(name: str) -> str:
    """An address with what it needs: by its own name, or by the longest beginning of it."""
    if name in ABOUT_NOTHING:
        return reverse(full(name))
    known = [one for one in MAKING if name == one or name.startswith(f"{one}-")]
    return reverse(full(name), args=MAKING[max(known, key=len)]() if known else [])


def browser_of(who: str) -> Client:
    return Client() if who == ANONYMOUS else signed_in(who)


def everything() -> dict[str, tuple[Any, ...]]:
    """All that an act could change: how many rows each table has; of small tables, what they say."""
    found: dict[str, tuple[Any, ...]] = {}
    for model in apps.get_models():
        if model._meta.app_label in {"sessions", "axes", "contenttypes", "auth"}:
            continue
        rows = model._default_manager.all()
        count = rows.count()
        few = list(rows.order_by("pk").values()) if count < 60 else []
        for row in few:
            row.pop("last_login", None)
        found[model._meta.label] = (count, few)
    return found


def test_every_address_is_in_the_tables_and_the_tables_have_no_other() -> None:
    every = {
        f"{group.namespace}:{pattern.name}"
        for group in get_resolver().url_patterns
        for pattern in getattr(group, "url_patterns", [])
        if isinstance(pattern, URLPattern)
    }
    assert every == set(NEEDS)
    assert {full(name) for name in TABLE} == every


def test_an_address_that_is_not_in_the_table_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        guarded("secret", lambda request: None)  # type: ignore[arg-type,return-value]


def _asking(row: Row) -> frozenset[str]:
    """Everybody; on PostgreSQL two whom it opens for and two who are refused, for the page is the same there."""
    if connection.vendor == "sqlite":
        return ANYBODY
    seeing, refused = sorted(row.who & HOLDERS) or sorted(row.who), sorted(ANYBODY - row.who)
    return frozenset([*seeing[:: max(1, len(seeing) - 1)], *refused[:: max(1, len(refused) - 1)]])


@pytest.mark.parametrize("name", TABLE)
def test_each_address_opens_for_whom_the_table_allows_and_for_nobody_else(peopled: County, name: str) -> None:
    row, where = TABLE[name], address(name)
    before = everything()
    found = {}
    for who in sorted((ANYBODY if row is not FIGURES else ONE_OF_EACH) & _asking(row)):
        client = browser_of(who)
        response = client.post(where) if row.posted else client.get(where)
        if who == ANONYMOUS and who not in row.who:
            assert (response.status_code, response["Location"].split("?")[0]) == (MOVED, "/sign-in/")
        elif name == "sign-in":
            assert response.status_code == (200 if who == ANONYMOUS else MOVED)
        else:
            found[who] = response.status_code
    assert found == {who: row.status if who in row.who else 403 for who in found}
    assert everything() == before


@pytest.mark.once
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.of_the_town is not None])
def test_a_question_about_the_town_is_answered_to_whom_the_table_allows(peopled: County, name: str) -> None:
    """Whoever is refused the page is refused its fragment, too."""
    where, asked = address(name), {"unit": "西河镇", "line": "territory"}
    drawer = {"HX-Request": "true", "HX-Target": "drawer"}
    found, fragments = {}, {}
    allowed = TABLE[name].of_the_town or frozenset()
    for who in sorted(HOLDERS):
        client = browser_of(who)
        found[who] = client.get(where, asked).status_code
        if who not in allowed:
            fragments[who] = client.get(where, asked, headers=drawer).status_code
    assert found == {who: 200 if who in allowed else 403 for who in found}
    assert set(fragments.values()) == {403}


@pytest.mark.once
@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.who != ANYBODY])
def test_whoever_is_refused_changes_nothing_by_any_form(peopled: County, name: str) -> None:
    """With all that a form would say, and as a fragment, too."""
    row, where = TABLE[name], address(name)
    before = everything()
    said = {
        "key": "0123456789abcdef" * 2,
        "on": "2026-11-22",
        "reason": "试试",
        "purpose": "试试",
        "name": "某某",
        "role": "administrator",
        "place": f"{unit_tree(TODAY).find('云川县').id}-territory",
        "username": "intruder",
        "to": str(User.objects.get(username="clerk").pk),
        "unit": str(unit_tree(TODAY).find("西河镇").id),
        "year": "2022",
        "own": "0",
        "act": "delete",
    }
    for who in sorted(ANYBODY - row.who):
        client = browser_of(who)
        answer, fragment = (client.post(where, said, headers=headers) for headers in ({}, {"HX-Request": "true"}))
        if who == ANONYMOUS:
            assert (answer.status_code, answer["Location"]) == (MOVED, "/sign-in/?next=/")
            assert fragment["HX-Redirect"].startswith("/sign-in/")
        else:
            assert {answer.status_code, fragment.status_code} in ({403}, {405})  # 405: the address takes no form at all
    assert everything() == before


@pytest.mark.once
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


@pytest.mark.once
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


def test_who_has_no_role_is_told_whom_to_ask(peopled: County) -> None:
    response = signed_in(NOBODY).get("/figures/")
    assert response.status_code == 403
    assert "请找管理员boss某、administrator@county，给您安排单位和角色" in words(response)


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
