"""Forms on the Party building of a social organization, where they are offered, and who reaches them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import TODAY, County
from tests.ledgers import SmallLedger, figures_on
from tests.office.conftest import signed_in, words
from tests.office.handing_in import hand_in
from tests.office.test_body_acts import name_of, take_back
from tests.office.test_ledger import county_clerk
from tests.office.test_party_organization import covering
from tests.party.bodies import AFTER, BEFORE, DAY, breaches, counts

from shejian.base.queries import head_number, unit_tree
from shejian.party.models import Affiliation, Coverage, Guidance
from shejian.registry.models import Placement

pytestmark = pytest.mark.django_db


def acts(organization: int, verb: str) -> str:
    return f"/organizations/{organization}/party-acts/{verb}/"


def test_one_is_covered_by_a_party_organization_that_there_is() -> None:
    ledger = SmallLedger()
    one, two = ledger.organization(name="甲协会"), ledger.organization(name="乙协会")
    body = ledger.branch(one)
    client, head = county_clerk(ledger), head_number()
    for said, says in (
        ({"day": "2009-12-31", "body": name_of(body)}, "覆盖日 2009-12-31 早于成立登记日期 2010-01-04"),
        ({"day": "2020-06-01", "body": "没有的"}, "没有叫“没有的”的党组织"),
        ({"day": "", "body": name_of(body)}, "请填写从哪一天起覆盖"),
    ):
        response = hand_in(client, acts(two, "cover"), **said)
        assert (response.status_code, head_number()) == (422, head)
        assert says in words(response)
    good = {"day": "2020-06-01", "body": name_of(body), "mode": "attached"}
    assert hand_in(client, acts(two, "cover"), **good).status_code == 302
    assert [counts(day) for day in (BEFORE, DAY)] == [(1, 1, 0), (1, 2, 0)]
    held = Coverage.objects.on(DAY, None).order_by("position")
    assert list(held.values_list("organization", "mode")) == [(one, "separate"), (two, "attached")]
    twice = hand_in(client, acts(two, "cover"), **good)
    assert (twice.status_code, head_number()) == (422, head + 1)
    assert "它已经覆盖这家社会组织" in words(twice)
    take_back(client, head + 1)
    assert counts(DAY) == (1, 1, 0)
    assert breaches() == []


def test_somebody_is_sent_and_called_back() -> None:
    ledger = SmallLedger()
    one = ledger.organization(name="甲协会")
    client, head = county_clerk(ledger), head_number()
    assert "账上现在没有派在这里的人" in words(client.get(acts(one, "end-guidance")))
    said = {"title": "instructor", "name": "王慧敏", "sent_by": str(ledger.units["清河县"]), "start": "2020-06-01"}
    early = hand_in(client, acts(one, "guide"), **(said | {"start": "2009-12-31"}))
    assert (early.status_code, head_number()) == (422, head)
    assert "选派日期 2009-12-31 早于成立登记日期" in words(early)
    assert hand_in(client, acts(one, "guide"), **said).status_code == 302
    fact = Guidance.objects.get()
    assert (fact.name, fact.start, fact.end, fact.sent_by_id) == ("王慧敏", DAY, None, ledger.units["清河县"])
    assert [figures_on(day)["instructors"].value for day in (BEFORE, DAY)] == [0, 1]
    twice = hand_in(client, acts(one, "guide"), **said)
    assert (twice.status_code, head_number()) == (422, head + 1)
    page = client.get(acts(one, "end-guidance"))
    assert "党建指导员 王＊敏，2020-06-01 起" in words(page)
    before = hand_in(client, acts(one, "end-guidance"), guidance=str(fact.pk), day="2020-05-31")
    assert (before.status_code, head_number()) == (422, head + 1)
    assert "2020-06-01 才派出" in words(before)
    assert hand_in(client, acts(one, "end-guidance"), guidance=str(fact.pk), day="2021-06-01").status_code == 302
    assert [figures_on(day)["instructors"].value for day in (date(2021, 5, 31), date(2021, 6, 1))] == [1, 0]
    assert breaches() == []


CLERKS = {"boss", "clerk", "town"}


def the(thing: str) -> int:
    """An organization that both the town and the bureau reach, a party organization that covers it, or its member."""
    tree = unit_tree(TODAY)
    of = [
        set(Placement.objects.filter(unit=tree.find(unit).id).values_list("organization", flat=True))
        for unit in ("西河镇", "县教育局")
    ]
    both = of[0] & of[1]
    if thing == "organization":
        return min(both)
    relations = Affiliation.objects.known(None).filter(end__isnull=True)
    covering_both = Coverage.objects.known(None).filter(
        organization__in=both, party_organization__in=relations.values("party_organization")
    )
    body = min(covering_both.values_list("party_organization", flat=True))
    return body if thing == "party-organization" else relations.filter(party_organization=body)[0].person_id


LISTED = {
    "organization": ("建立党组织", "纳入覆盖", "选派指导员", "结束选派"),
    "party-organization": ("更正", "调整", "书记任免", "合并", "撤销", "登记党员"),
    "person": ("更正", "转移组织关系", "转正", "转出", "并为一人"),
}
PAGES = {"organization": "organizations", "party-organization": "party-organizations", "person": "persons"}


@pytest.mark.parametrize("thing", list(LISTED))
def test_clerks_are_offered_the_forms_readers_are_not_and_the_past_offers_none(office: County, thing: str) -> None:
    address = f"/{PAGES[thing]}/{the(thing)}/"
    for who, writes in (("clerk", True), ("town", True), ("reader", False), ("bureau", False)):
        shown = signed_in(who).get(address)
        assert shown.status_code == 200
        page = shown.content.decode()
        assert all((f"</svg>{label}</a>" in page) is writes for label in LISTED[thing]), (who, thing)
    past = signed_in("clerk").get(address, {"on": "2022-12-31"})
    assert "以往的情况只能看；要办理，请回到今日" in words(past)
    assert "-acts/" not in past.content.decode()
    assert f"{address}acts/" not in past.content.decode()


@pytest.mark.parametrize(
    ("thing", "verb"),
    [("organization", "party-acts/guide"), ("party-organization", "acts/dissolve"), ("person", "acts/move-out")],
)
def test_only_clerks_who_reach_the_thing_open_its_forms_and_only_today(office: County, thing: str, verb: str) -> None:
    address = f"/{PAGES[thing]}/{the(thing)}/{verb}/"
    head = head_number()
    for who in ("boss", "clerk", "town", "reader", "bureau", "nobody"):
        status = 200 if who in CLERKS else 403
        assert signed_in(who).get(address).status_code == status
    past = signed_in("clerk").get(address, {"on": "2022-12-31"})
    assert past.status_code == 409
    assert "改的总是现在的账" in words(past)
    missing = signed_in("clerk").get(address.replace(verb, f"{verb.split('/')[0]}/nothing"))
    assert (missing.status_code, "没有这张表" in words(missing)) == (404, True)
    unknown = signed_in("clerk").get(f"/{PAGES[thing]}/99999/{verb}/")
    assert unknown.status_code == 404
    assert head_number() == head


def elsewhere() -> int:
    """A party organization that the town does not reach."""
    return min(set(covering("城关镇")) - set(covering("西河镇")))


def test_what_lies_elsewhere_is_neither_opened_nor_named(office: County) -> None:
    town, body = signed_in("town"), elsewhere()
    own = the("party-organization")
    person = Affiliation.objects.known(None).filter(party_organization=body, end__isnull=True)[0].person_id
    assert town.get(f"/party-organizations/{body}/acts/correct/").status_code == 403
    assert town.get(f"/persons/{person}/acts/move/").status_code == 403
    form = town.get(f"/party-organizations/{own}/acts/merge/").content.decode()
    assert f'value="{name_of(body)}"' not in form
    head = head_number()
    refused = hand_in(town, f"/party-organizations/{own}/acts/merge/", into=name_of(body), day="2026-01-01")
    assert (refused.status_code, head_number()) == (422, head)
    assert f"在您的范围里没有叫“{name_of(body)}”的党组织" in words(refused)
    prefilled = town.get(f"/persons/new/?body={body}").content.decode()
    assert name_of(body) not in prefilled


def test_the_ledgers_lead_to_registering(office: County) -> None:
    for who, offered in (("town", True), ("reader", False)):
        for ledger, address in (("party-organizations", "/party-organizations/new/"), ("members", "/persons/new/")):
            page = signed_in(who).get(f"/ledgers/{ledger}/").content.decode()
            assert (f'href="{address}"' in page) is offered
    for ledger, said in (("members", {"on": "2022-12-31"}), ("posts", {})):
        assert "/persons/new/" not in signed_in("town").get(f"/ledgers/{ledger}/", said).content.decode()


def test_the_countys_figures_follow_a_dissolution_on_both_sides_of_the_day(office: County) -> None:
    """50 of its rows would do as well; here are all 143 party organizations of the county."""
    client, known = signed_in("clerk"), head_number()
    body = the("party-organization")
    eve, day = date(2024, 2, 29), date(2024, 3, 1)
    keys = ("party_organizations", "covered", "members")
    before = [tuple(figures_on(on)[key].value for key in keys) for on in (eve, day)]
    covers = set(Coverage.objects.on(day, None).filter(party_organization=body).values_list("organization", flat=True))
    others = Coverage.objects.on(day, None).exclude(party_organization=body)
    alone = covers - set(others.values_list("organization", flat=True))
    successor = next(each for each in covering("西河镇") if each != body)
    address = f"/party-organizations/{body}/acts/dissolve/"
    response = hand_in(client, address, day="2024-03-01", successor=name_of(successor))
    assert response.status_code == 302, words(response)
    after = [tuple(figures_on(on)[key].value for key in keys) for on in (eve, day)]
    assert before[0] == after[0]
    assert after[1] == (before[1][0] - 1, before[1][1] - len(alone), before[1][2])
    assert tuple(figures_on(day, known=known)[key].value for key in keys) == before[1]
    take_back(client, known + 1)
    for on in (eve, day, AFTER, date(2026, 11, 22)):
        now, then = figures_on(on), figures_on(on, known=known)
        assert {key: figure.value for key, figure in now.items()} == {key: each.value for key, each in then.items()}
