"""What a post to a draft's page does: whatever button was pressed, everything typed is stored first."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from shejian import clock
from shejian.core.documents import Bound, NotASlot, Writing, notation, objection_to
from shejian.core.indicators import catalogue
from shejian.office.build.writing import PLAIN, Typed, anchor, latest_day, token_of, writing_page
from shejian.office.visitors import Visitor
from shejian.reports.manuscripts import Manuscript, Mark, mended, read_manuscript
from shejian.reports.models import Draft
from shejian.reports.services import drafting
from shejian.reports.services.drafting import Edit, NotWritable, TooLong, version_of

OK, CONFLICT, BAD_REQUEST = 200, 409, 400
LONGEST_KEY = 32


def write(request: HttpRequest, one: Visitor, draft: Draft) -> HttpResponse:
    """Store what was typed, then do what the button says. What cannot be stored is shown again as it was typed."""
    made = read_manuscript(draft, one.today)
    typed = _typed(request, made)
    try:
        edits = _edits(request, typed)
        saved = drafting.save(draft.pk, edits, by=one.user.pk, moment=clock.now())
        at = "" if saved.conflicts else _do(request, one, draft, typed)
    except NotWritable as refusal:
        messages.warning(request, f"{refusal}；刚才输入的没有存。")
        return redirect("office:report", draft.pk)
    except NotASlot as refusal:
        typed.said = typed.picker = str(refusal)
        return _again(request, one, draft, typed, BAD_REQUEST)
    except TooLong as refusal:
        typed.said = f"{refusal}；这一次没有保存，写的都还在下面。"
        typed.problems[refusal.place] = str(refusal)
        return _again(request, one, draft, typed, BAD_REQUEST)
    if saved.conflicts:
        typed.conflicts = saved.conflicts
        typed.texts = {place: text for place, text in typed.texts.items() if place in saved.conflicts}
        typed.said = f"{len(saved.conflicts)} 处没有存：您写的时候，别人也改了。两边的文字都在下面；别处都存了。"
        return _again(request, one, draft, typed, CONFLICT)
    left = {place: text for place, text in typed.remarks.items() if place != request.POST.get("remark")}
    if left:  # a remark that is being written is not lost because another button was pressed
        return _again(request, one, draft, Typed(remarks=left), OK)
    return redirect(reverse("office:report", args=[draft.pk]) + (f"#{anchor(at)}" if at else ""))


def _again(request: HttpRequest, one: Visitor, draft: Draft, typed: Typed, status: int) -> HttpResponse:
    draft.refresh_from_db()
    made = read_manuscript(draft, one.today)
    return render(request, "office/writing.html", {"page": writing_page(request, one, made, typed)}, status=status)


def _typed(request: HttpRequest, made: Manuscript) -> Typed:
    said = request.POST
    texts = {place: said[f"text-{place}"] for place in made.texts if f"text-{place}" in said}
    taken = said.get("take", "")
    texts.pop(taken, None)
    remarks = {place: said[f"remark-{place}"] for place in made.texts if said.get(f"remark-{place}", "").strip()}
    return Typed(texts, remarks)


def _edits(request: HttpRequest, typed: Typed) -> list[Edit]:
    """The words of each place, with the figure that is to be inserted put to the end of its place."""
    said = request.POST
    texts = dict(typed.texts)
    place = said.get("insert-place", "")
    if "insert" in said and place in texts:
        texts[place] = texts[place].rstrip() + _figure(said.get("insert-figure", ""), said.get("insert-writing", ""))
    return [Edit(place, text, said.get(f"base-{place}", "")) for place, text in texts.items()]


def _figure(key: str, writing: str) -> str:
    """A figure in the notation.

    Raises:
        NotASlot: none was chosen, or it is not written that way.
    """
    if key not in catalogue():
        raise NotASlot("没有插入：请先选一个数；刚才输入的还没有存，请再按一次")
    bound = Bound(key, Writing(writing) if writing in list(Writing) else Writing.EXACT)
    if writing not in (PLAIN, *Writing):
        raise NotASlot("没有插入：请选写法；刚才输入的还没有存，请再按一次")
    objection = objection_to(bound)
    if objection:
        label = catalogue()[key].label
        raise NotASlot(f"没有插入：{label}{objection}。刚才输入的还没有存，请换一种写法再按一次")
    return notation(bound)


def _do(request: HttpRequest, one: Visitor, draft: Draft, typed: Typed) -> str:
    """What the pressed button asks for; returns the place at which the page is to open, if it is one."""
    for name, act in ACTS.items():
        if name in request.POST:
            return act(request, one, draft, request.POST[name], typed)
    return ""


def _insert(request: HttpRequest, one: Visitor, draft: Draft, said: str, typed: Typed) -> str:
    return request.POST.get("insert-place", "")


def _take(request: HttpRequest, one: Visitor, draft: Draft, said: str, typed: Typed) -> str:
    return said


def _keep(request: HttpRequest, one: Visitor, draft: Draft, said: str, typed: Typed) -> str:
    mark = _mark(one, draft, said)
    if mark is not None:
        drafting.keep_number(
            draft.pk, mark.place, mark.claim.key, mark.claim.clause, by=one.user.pk, moment=clock.now()
        )
    return said.partition("|")[0]


def _bind(request: HttpRequest, one: Visitor, draft: Draft, said: str, typed: Typed) -> str:
    mark = _mark(one, draft, said)
    if mark is not None:
        now = read_manuscript(draft, one.today).texts[mark.place]
        edit = Edit(mark.place, mended(now, mark), version_of(now))
        drafting.save(draft.pk, [edit], by=one.user.pk, moment=clock.now())
    return said.partition("|")[0]


def _mark(one: Visitor, draft: Draft, token: str) -> Mark | None:
    """The mark that a form names, if the text it stood in is still that text: a second try finds it settled."""
    made = read_manuscript(draft, one.today)
    return next((mark for mark in made.marks if token_of(mark) == token), None)


def _remark(request: HttpRequest, one: Visitor, draft: Draft, said: str, typed: Typed) -> str:
    text = typed.remarks.get(said, "")
    if text:
        key = sha256(f"{request.POST.get('key', '')}|{said}|{text}".encode()).hexdigest()[:LONGEST_KEY]
        drafting.remark(draft.pk, said, text, by=one.user.pk, moment=clock.now(), key=key)
    else:
        messages.info(request, "批注是空的，没有记。")
    return said


def _resolve(request: HttpRequest, one: Visitor, draft: Draft, said: str, typed: Typed) -> str:
    if said.isascii() and said.isdigit():
        drafting.resolve(draft.pk, int(said), by=one.user.pk, moment=clock.now())
        return str(draft.comments.filter(pk=int(said)).values_list("place", flat=True).first() or "")
    return ""


def _until(request: HttpRequest, one: Visitor, draft: Draft, said: str, typed: Typed) -> str:
    drafting.bring_to(draft.pk, latest_day(one, draft), by=one.user.pk, moment=clock.now())
    return ""


ACTS: dict[str, Callable[[HttpRequest, Visitor, Draft, str, Typed], str]] = {
    "insert": _insert,
    "take": _take,
    "keep": _keep,
    "bind": _bind,
    "remark": _remark,
    "resolve": _resolve,
    "until": _until,
}
