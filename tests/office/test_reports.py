"""Reports in the office: written by those who may, side by side, issued once, and checked against the ledger later."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import TODAY, County, make_act
from tests.office.conftest import signed_in, words
from tests.reports import writing
from tests.reports.reading import Word

from shejian.base.queries import unit_tree
from shejian.journal.models import Entry
from shejian.journal.services import posting
from shejian.journal.services.papers import kept_file
from shejian.registry.models import Registration
from shejian.registry.services import organizations as register
from shejian.reports.manuscripts import read_manuscript
from shejian.reports.models import Comment, Draft, Issue, KeptNumber, Passage, Withdrawal

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def clerk(office: County) -> Client:
    return signed_in("clerk")


def address(draft: Draft, name: str = "report") -> str:
    return reverse(f"office:{name}", args=[draft.pk])


def fields(response: HttpResponse) -> dict[str, str]:
    """What the page's form would send: hidden fields and texts."""
    page = response.content.decode()
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.S):
        found[name] = unescape(text)
    found.pop("csrfmiddlewaretoken", None)
    return found


def form(client: Client, draft: Draft) -> dict[str, str]:
    return fields(client.get(address(draft)))


def post(client: Client, draft: Draft, said: dict[str, str], **button: str) -> HttpResponse:
    response: Any = client.post(address(draft), said | button)
    return response


def state() -> tuple[int, ...]:
    return tuple(one.objects.count() for one in (Entry, Issue, Draft, Passage, Comment, KeptNumber, Withdrawal))


# ---- the list ----


def test_the_list_says_honestly_that_there_is_none_and_starts_one(clerk: Client) -> None:
    page = clerk.get("/reports/")
    assert "还没有报告 选单位和年度起一份" in words(page)
    assert '<a href="/reports/" aria-current="page">' in page.content.decode()
    said = {**fields(page), "unit": str(writing.started().unit_id), "own": "0", "year": "2022"}
    Draft.objects.all().delete()
    said["key"] = re.search(r'name="key" value="([0-9a-f]{32})"', page.content.decode()).group(1)  # type: ignore[union-attr]
    first, second = (clerk.post("/reports/", said) for _ in range(2))
    (draft,) = Draft.objects.all()
    assert first["Location"] == second["Location"] == address(draft)
    assert (draft.year, draft.on.isoformat(), draft.line, draft.own) == (2022, "2022-12-31", "territory", False)
    assert "2022 年度述职报告 云川县 · 含下级 2022-12-31 草稿" in words(clerk.get("/reports/"))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"year": "2027"}, "2027 年还没有开始，没有数可写；最晚是 2026"),
        ({"year": "去年"}, "年度要写成四位数，例如 2025"),
        ({"unit": "999999"}, "请从列出的单位里选"),
        ({"key": "x"}, "请刷新页面再起稿"),
    ],
)
def test_what_cannot_be_started_is_said_at_its_field(clerk: Client, said: dict[str, str], why: str) -> None:
    before = state()
    unit = str(signed_unit("云川县"))
    response = clerk.post("/reports/", {"key": "0" * 32, "unit": unit, "own": "0", "year": "2022"} | said)
    assert (response.status_code, why in words(response), state()) == (200, True, before)


def signed_unit(name: str) -> int:
    return unit_tree(TODAY).find(name).id


def test_everybody_sees_the_reports_of_his_units_only(office: County) -> None:
    county, town = writing.started(), writing.started("西河镇")
    assert "西河镇" in words(signed_in("reader").get("/reports/"))
    seen = words(signed_in("town").get("/reports/"))
    assert "2022 年度述职报告 西河镇" in seen
    assert "云川县 · 含下级" not in seen
    for name in ("report", "report-check", "report-word", "report-pdf", "report-issue"):
        refused = signed_in("town").get(address(county, name))
        assert refused.status_code == 403
        assert "云川县" not in words(refused).replace("经办人 · 云川县", "")
    assert signed_in("bureau").get(address(town)).status_code == 403


def test_who_reads_only_is_offered_no_field_and_a_post_changes_nothing(office: County) -> None:
    draft = writing.started("西河镇")
    page = signed_in("reader").get(address(draft))
    assert "这里只能看。写由西河镇或它上级的经办人办理。" in words(page)
    assert "<textarea" not in page.content.decode()
    before = state()
    refused = post(signed_in("reader"), draft, {"text-1.1": "改", "base-1.1": "x"})
    assert (refused.status_code, state()) == (403, before)


def test_who_writes_nowhere_is_told_who_does_and_starts_nothing(office: County) -> None:
    page = signed_in("reader").get("/reports/")
    assert "写报告要在那个单位或它的上级任经办人；这里只能看。" in words(page)
    before = state()
    refused = signed_in("reader").post("/reports/", {"key": "0" * 32, "unit": "1", "own": "0", "year": "2022"})
    assert (refused.status_code, state()) == (403, before)
    assert "写报告由经办人办理" in words(refused)


def test_the_list_asks_the_store_a_few_times_however_long_it_is(clerk: Client) -> None:
    for _ in range(3):
        writing.started()
    with CaptureQueriesContext(
        connection,
    ) as few:
        clerk.get("/reports/")
    writing.issue(writing.finished())
    for _ in range(9):
        writing.started("西河镇")
    with CaptureQueriesContext(connection) as many:
        clerk.get("/reports/")
    assert (len(few), len(many)) == (7, 7)


# ---- writing ----


def test_figures_on_the_paper_lead_to_their_rows(clerk: Client) -> None:
    page = clerk.get(address(writing.started())).content.decode()
    links = re.findall(r'<a class="lf" href="([^"]+)" title="[^"]*">([^<]+)</a>', page)
    assert len(links) == 21
    said = {text: unescape(href) for href, text in links}
    question = {"line": "territory", "unit": "云川县", "on": "2022-12-31", "since": "2022-01-01"}
    assert dict(parse_qsl(urlsplit(said["86.9%"]).query)) == question
    assert "计入 153 未计入" in words(clerk.get(said["86.9%"]))


def test_words_are_stored_and_stand_on_the_paper_with_their_figures(clerk: Client) -> None:
    draft = writing.started()
    said = form(clerk, draft) | {"text-3": "力争{党组织覆盖率}再提高。\n<b>不是标记</b>"}
    assert post(clerk, draft, said).status_code == 302
    page = clerk.get(address(draft))
    assert "力争 86.9% 再提高。" in words(page)
    assert "&lt;b&gt;不是标记&lt;/b&gt;" in page.content.decode()
    assert "第 2 稿" in words(page)
    assert post(clerk, draft, said).status_code == 302
    assert (Passage.objects.count(), Draft.objects.get().version) == (1, 2)


def test_the_second_to_save_sees_the_firsts_words_beside_her_own(clerk: Client) -> None:
    draft = writing.started("西河镇")
    mine, theirs = form(clerk, draft), form(signed_in("town"), draft)
    post(signed_in("town"), draft, theirs | {"text-3": "镇里写的。"})
    answer = post(clerk, draft, mine | {"text-3": "县里写的。", "text-1.1": "另一处。"})
    assert answer.status_code == 409
    said = words(answer)
    assert "1 处没有存：您写的时候，别人也改了" in said
    assert "镇里写的。" in said
    assert fields(answer)["text-3"] == "县里写的。"
    stored = dict(Passage.objects.values_list("place", "text"))
    assert stored == {"3": "镇里写的。", "1.1": "另一处。"}
    assert post(clerk, draft, fields(answer)).status_code == 302
    assert Passage.objects.get(place="3").text == "县里写的。"


def test_the_others_words_can_be_taken(clerk: Client) -> None:
    draft = writing.started("西河镇")
    mine = form(clerk, draft)
    writing.write(draft, {"3": "别人的。"})
    answer = post(clerk, draft, mine | {"text-3": "我的。"})
    assert post(clerk, draft, fields(answer), take="3").status_code == 302
    assert Passage.objects.get().text == "别人的。"
    assert form(clerk, draft)["text-3"] == "别人的。"


def test_what_is_too_long_is_refused_and_shown_again(clerk: Client) -> None:
    draft = writing.started()
    before = state()
    answer = post(clerk, draft, form(clerk, draft) | {"text-3": "长" * 20_001, "text-2": "短"})
    assert (answer.status_code, state()) == (400, before)
    assert "一处最多 20000 个字，这里有 20001 个，请删短一些；这一次没有保存，写的都还在下面。" in words(answer)
    place = answer.content.decode().partition('id="place-3"')[2]
    assert '<p class="err" role="alert">一处最多 20000 个字，这里有 20001 个，请删短一些</p>' in place
    assert fields(answer)["text-2"] == "短"


def test_a_figure_is_inserted_in_the_wanted_words_and_only_once(clerk: Client) -> None:
    draft = writing.started()
    said = form(clerk, draft) | {"text-3": "共", "insert-place": "3", "insert-writing": "多"}
    refused = post(clerk, draft, said | {"insert-figure": "organization_coverage"}, insert="1")
    assert (refused.status_code, "党组织覆盖率是百分比，不写约数" in words(refused)) == (400, True)
    assert fields(refused)["text-3"] == "共"
    for _ in range(2):
        assert post(clerk, draft, said | {"insert-figure": "donating_organizations"}, insert="1").status_code == 302
    assert Passage.objects.get().text == "共{捐款捐物的社会组织|多}"
    assert "共 100多" in words(clerk.get(address(draft)))


def test_a_typed_number_that_the_ledger_contradicts_is_marked_bound_or_kept(clerk: Client) -> None:
    draft = writing.started()
    said = form(clerk, draft) | {"text-3": "建立党组织139个，覆盖社会组织153家，党组织覆盖率达到87.9%。"}
    post(clerk, draft, said)
    page = clerk.get(address(draft))
    tokens = re.findall(r'name="bind" value="([^"]+)"', page.content.decode())
    assert [token.split("|")[:2] for token in tokens] == [["3", "party_organizations"], ["3", "organization_coverage"]]
    assert '<mark class="dm">139个</mark>' in page.content.decode()
    assert "原文 党组织 139个 账上 143 个 为何 截至 2022-12-31，账上是 143" in words(page)
    for _ in range(2):
        post(clerk, draft, form(clerk, draft), bind=tokens[0])
    text = "建立党组织{党组织}个，覆盖社会组织153家，党组织覆盖率达到87.9%。"
    assert Passage.objects.get().text == text
    (kept,) = re.findall(r'name="keep" value="([^"]+)"', clerk.get(address(draft)).content.decode())
    for _ in range(2):
        post(clerk, draft, form(clerk, draft), keep=kept)
    assert (KeptNumber.objects.count(), "与账不符" in words(clerk.get(address(draft)))) == (1, False)
    post(clerk, draft, form(clerk, draft) | {"text-3": text.replace("达到87.9", "已达87.9")})
    assert "与账不符" in words(clerk.get(address(draft)))


def test_an_anniversary_that_cannot_be_is_marked_and_mended(clerk: Client) -> None:
    draft = writing.started()
    post(clerk, draft, form(clerk, draft) | {"text-3": "庆祝建党1011周年，又说建党1011周年。"})
    page = clerk.get(address(draft))
    assert "周年数不对 原文 建党 1011周年 为何 建党是 1921 年，到 2022 年是 101 周年 改为 101周年" in words(page)
    assert page.content.decode().count('<mark class="dm">1011周年</mark>') == 2
    mine, kept = re.findall(r'name="bind" value="([^"]+)"', page.content.decode())
    for _ in range(2):
        post(clerk, draft, form(clerk, draft), bind=mine)
    assert Passage.objects.get().text == "庆祝建党101周年，又说建党1011周年。"
    (kept,) = re.findall(r'name="keep" value="([^"]+)"', clerk.get(address(draft)).content.decode())
    post(clerk, draft, form(clerk, draft), keep=kept)
    assert KeptNumber.objects.get().clause == "又说建党1011周年"
    assert "周年数不对" not in words(clerk.get(address(draft)))


def test_remarks_are_made_once_and_dealt_with(clerk: Client) -> None:
    draft = writing.started()
    said = form(clerk, draft) | {"remark-1.2": "这里再核一下"}
    for _ in range(2):
        assert post(clerk, draft, said, remark="1.2")["Location"].endswith("#place-1-2")
    comment = Comment.objects.get()
    assert (comment.place, comment.text, comment.by.username) == ("1.2", "这里再核一下", "clerk")
    assert "批注未处理 1 处" in words(clerk.get(address(draft)))
    for _ in range(2):
        post(clerk, draft, form(clerk, draft), resolve=str(comment.pk))
    comment.refresh_from_db()
    assert comment.resolved_by is not None
    assert "批注未处理" not in words(clerk.get(address(draft)))


def test_a_draft_that_is_given_up_leaves_the_list_and_is_written_no_more(clerk: Client) -> None:
    draft = writing.started()
    said = form(clerk, draft)
    assert "放弃 2022 年度述职报告？" in words(clerk.get(address(draft, "report-discard")))
    assert clerk.post(address(draft, "report-discard"))["Location"] == "/reports/"
    assert "2022 年度述职报告" not in words(clerk.get("/reports/"))
    before = state()
    assert post(clerk, draft, said | {"text-3": "晚了"}).status_code == 302
    page = words(clerk.get(address(draft)))
    assert "这份文书已放弃，不能再改；刚才输入的没有存。" in page
    assert state() == before


def test_what_was_given_up_is_taken_up_again_as_it_was(clerk: Client) -> None:
    draft = writing.started("西河镇")
    post(clerk, draft, form(clerk, draft) | {"text-3": "写过的。"})
    assert "已放弃 1 份" not in words(clerk.get("/reports/"))
    early = clerk.post(address(draft, "report-restore"))
    assert (early.status_code, Draft.objects.get().state) == (302, "open")
    clerk.post(address(draft, "report-discard"))
    assert "已放弃 1 份" in words(clerk.get("/reports/"))
    assert "2022 年度述职报告 西河镇 · 含下级 2022-12-31 已放弃" in words(clerk.get("/reports/?shown=discarded"))
    assert "取回这份草稿" in words(clerk.get(address(draft)))
    assert "取回这份草稿" not in words(signed_in("reader").get(address(draft)))
    before = state()
    assert signed_in("reader").post(address(draft, "report-restore")).status_code == 403
    assert (Draft.objects.get().state, state()) == ("discarded", before)
    for _ in range(2):
        assert clerk.post(address(draft, "report-restore"))["Location"] == address(draft)
    assert (Draft.objects.get().state, form(clerk, draft)["text-3"]) == ("open", "写过的。")
    assert "没有已放弃的草稿" in words(clerk.get("/reports/?shown=discarded"))
    done = issued(clerk)
    clerk.post(address(done, "report-restore"))
    done.refresh_from_db()
    assert done.state == "issued"


def test_a_remark_that_is_being_written_stays_when_another_button_is_pressed(clerk: Client) -> None:
    draft = writing.started()
    said = form(clerk, draft) | {"text-3": "写了。", "remark-1.2": "批到一半", "remark-3": "批完了"}
    answer = post(clerk, draft, said, save="1")
    assert (answer.status_code, Passage.objects.get().text, Comment.objects.count()) == (200, "写了。", 0)
    assert fields(answer)["remark-1.2"] == "批到一半"
    answer = post(clerk, draft, fields(answer), remark="3")
    left = fields(answer)
    assert (Comment.objects.get().text, left["remark-1.2"], left["remark-3"]) == ("批完了", "批到一半", "")


def test_the_figures_of_a_running_year_can_be_brought_to_today(clerk: Client) -> None:
    from datetime import date

    draft = writing.started(year=2026, on=date(2026, 11, 1))
    assert "改为截至2026年11月22日" in words(clerk.get(address(draft)))
    for _ in range(2):
        assert post(clerk, draft, form(clerk, draft), until="1").status_code == 302
    draft.refresh_from_db()
    assert (draft.on, draft.version) == (date(2026, 11, 22), 2)
    assert "改为截至" not in words(clerk.get(address(draft)))
    assert "改为截至" not in words(clerk.get(address(writing.started())))


# ---- issuing ----


def test_what_is_not_finished_is_listed_with_the_way_to_it(clerk: Client) -> None:
    draft = writing.started()
    page = clerk.get(address(draft, "report-issue"))
    assert "还不能签发 还有 9 处没有办完。账没有动，草稿也没有动。" in words(page)
    assert f'href="{address(draft)}#place-1-2"' in page.content.decode()
    before = state()
    refused = clerk.post(address(draft, "report-issue"), {"seen": "x", "number": ""})
    assert (refused.status_code, state(), Draft.objects.get().state) == (409, before, "open")


def issued(client: Client) -> Draft:
    return issued_of(client, writing.finished())


def issued_of(client: Client, draft: Draft, **more: str) -> Draft:
    page = client.get(address(draft, "report-issue"))
    client.post(address(draft, "report-issue"), fields(page) | {"number": ""} | more)
    draft.refresh_from_db()
    return draft


def test_issuing_twice_issues_once_and_the_document_is_frozen(clerk: Client) -> None:
    draft = writing.finished()
    said = fields(clerk.get(address(draft, "report-issue"))) | {"number": "云社工委〔2026〕31 号"}
    before = Entry.objects.count()
    for _ in range(2):
        assert clerk.post(address(draft, "report-issue"), said)["Location"] == address(draft)
    assert (Entry.objects.count(), Issue.objects.count()) == (before + 1, 1)
    page = clerk.get(address(draft))
    assert "已签发" in words(page)
    assert "云社工委〔2026〕31 号" in words(page)
    assert "凭据 21 项" in words(page)
    assert "<textarea" not in page.content.decode()
    assert f"known={before}" in page.content.decode()
    refused = post(clerk, draft, {"text-3": "再改"})
    assert (refused.status_code, Passage.objects.filter(text="再改").count()) == (302, 0)


def test_whoever_looked_at_older_words_looks_again(clerk: Client) -> None:
    draft = writing.finished()
    said = fields(clerk.get(address(draft, "report-issue")))
    writing.write(draft, {"3": "又改了。"})
    before = state()
    answer = clerk.post(address(draft, "report-issue"), said | {"number": "一号"})
    assert (answer.status_code, state()) == (409, before)
    assert "您看过以后，文字改过，或者账上的数变了" in words(answer)
    assert 'value="一号"' in answer.content.decode()
    assert clerk.post(address(draft, "report-issue"), fields(answer)).status_code == 302


def test_a_number_that_is_too_long_is_said_at_its_field_and_nothing_is_issued(clerk: Client) -> None:
    draft = writing.finished()
    said = fields(clerk.get(address(draft, "report-issue")))
    before = state()
    answer = clerk.post(address(draft, "report-issue"), said | {"number": "长" * 65})
    assert (answer.status_code, state(), Draft.objects.get().state) == (409, before, "open")
    page = answer.content.decode()
    assert '<span class="err" id="number-error">文号最多 64 个字，这里有 65 个，请写短一些</span>' in page
    assert f'value="{"长" * 65}"' in page


def test_a_year_that_is_not_over_is_not_issued_without_its_being_said(clerk: Client) -> None:
    draft = writing.finished(year=2026, on=TODAY)
    writing.write(draft, {"1.2": "换届的数要到年末才知道。"})
    page = words(clerk.get(address(draft, "report-issue")))
    assert "截至 2026-11-22，以最新的账" in page
    assert "注意：数不到年末（2026-12-31），是年中的数" in page
    assert "注意：数不到年末" not in words(clerk.get(address(writing.finished(), "report-issue")))


def test_a_figure_that_does_not_exist_is_said_at_its_place_and_kept_as_typed(clerk: Client) -> None:
    draft = writing.started()
    post(clerk, draft, form(clerk, draft) | {"text-3": "共{没有的数}家，{党组识}个。"})
    page = clerk.get(address(draft))
    assert "写法不认识：没有“没有的数”这个指标" in words(page)
    assert "写法不认识：没有“党组识”这个指标；是否 党组织？" in words(page)
    assert fields(page)["text-3"] == "共{没有的数}家，{党组识}个。"
    before = state()
    refused = clerk.post(address(draft, "report-issue"), {"seen": "x", "number": ""})
    assert (refused.status_code, state()) == (409, before)


def test_checking_says_what_drifted_by_which_row_and_entry(clerk: Client) -> None:
    draft = issued(clerk)
    assert "21 个都相同，账上现在还这样说" in words(clerk.get(address(draft, "report-check")))
    one = min(Registration.objects.filter(superseded_by=None).values_list("organization", flat=True))
    with posting(make_act(), "test.correct") as made:
        register.correct_founding(made, {one: date_of(2023)})
    page = words(clerk.get(address(draft, "report-check")))
    name = Registration.objects.get(organization=one, superseded_by=None).name
    assert "176 → 175" in page
    assert f"减：{name}：2023-01-01 才成立；签发时由" in page
    assert f"由 第 {made.number} 笔" in page
    assert "原件和指纹都和签发时一样" in page


def date_of(year: int) -> Any:
    from datetime import date

    return date(year, 1, 1)


def test_the_word_of_what_was_issued_is_the_kept_file_and_a_draft_says_that_it_is_one(clerk: Client) -> None:
    draft = writing.finished()
    before = Word.of(clerk.get(address(draft, "report-word")).content)
    heads = [name for name in before.parts if name.startswith("word/header")]
    assert all("草稿，数未冻结" in before.parts[name].decode() for name in heads)
    assert len(heads) == 2
    done = issued(clerk)
    assert done.issue is not None
    got = clerk.get(address(done, "report-word"))
    assert got.content == kept_file(done.issue.paper.sha256)
    assert "filename*=UTF-8''2022%E5%B9%B4%E5%BA%A6" in got["Content-Disposition"]
    assert not [name for name in Word.of(got.content).parts if name.startswith("word/header")]


def test_pdf_or_how_to_install_it(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = issued(clerk)
    made = clerk.get(address(draft, "report-pdf"))
    assert (made["Content-Type"], made.content[:5]) == ("application/pdf", b"%PDF-")
    monkeypatch.setattr("shejian.reports.pdf.rendering.find_spec", lambda name: None)
    missing = clerk.get(address(draft, "report-pdf"))
    assert missing.status_code == 501
    assert "pip install 'shejian[pdf]'" in words(missing)


def test_withdrawing_is_said_everywhere_and_a_copy_can_be_started(clerk: Client) -> None:
    draft = issued(clerk)
    before = state()
    empty = clerk.post(address(draft, "report-withdraw"), {"reason": " "})
    assert (empty.status_code, state()) == (400, before)
    assert "请写明为什么作废" in words(empty)
    for _ in range(2):
        clerk.post(address(draft, "report-withdraw"), {"reason": "引用的数有误"})
    assert Withdrawal.objects.count() == 1
    page = clerk.get(address(draft))
    assert "原因：引用的数有误" in words(page)
    assert "已作废" in words(clerk.get("/reports/"))
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page.content.decode()).group(1)  # type: ignore[union-attr]
    first, second = (clerk.post(address(draft, "report-copy"), {"key": key}) for _ in range(2))
    assert first["Location"] == second["Location"]
    made = Draft.objects.latest("id")
    assert (made.source_id, made.state) == (draft.pk, "open")
    assert read_manuscript(made, writing.DATED).texts == read_manuscript(draft, writing.DATED).texts


def test_a_kept_file_that_is_gone_is_said(clerk: Client) -> None:
    from shejian.journal.services.papers import forget_file

    draft = issued(clerk)
    assert draft.issue is not None
    forget_file(draft.issue.paper.sha256)
    assert "原件取不出来" in words(clerk.get(address(draft, "report-word")))
    assert "有不符的地方" in words(clerk.get(address(draft, "report-check")))


def test_there_is_no_report_of_that_number(clerk: Client) -> None:
    for number in ("999", "9" * 30):
        answer = clerk.get(f"/reports/{number}/")
        assert (answer.status_code, "没有这份报告" in words(answer)) == (404, True)


def test_what_cannot_be_seen_is_dropped_from_what_is_typed(clerk: Client) -> None:
    draft = writing.finished()
    post(clerk, draft, form(clerk, draft) | {"text-3": "一\x00二\x07三。", "remark-3": "看\x00看"}, remark="3")
    assert (Passage.objects.get(place="3").text, Comment.objects.get().text) == ("一二三。", "看看")
    post(clerk, draft, form(clerk, draft), resolve=str(Comment.objects.get().pk))
    post(clerk, draft, form(clerk, draft), resolve="9" * 30)
    done = issued_of(clerk, draft, number="一\x00\n号")
    assert done.issue is not None
    assert done.issue.paper.number == "一 号"
