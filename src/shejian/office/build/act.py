"""The page of a form for a single record: its fields, what is wrong with them, and what somebody else did meanwhile."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe

from shejian.core.indicators import catalogue
from shejian.journal.models import Entry
from shejian.journal.wording import act_label
from shejian.office.act_pages import ActPage, Difference, FieldGroup, FieldView, Overtaking, Said, SheetLine, TrialView
from shejian.office.acting.conflict import Meanwhile
from shejian.office.acting.form import ActForm, Group
from shejian.office.acting.trial import Trial
from shejian.office.asking import Asking
from shejian.office.build.cells import evidence_href
from shejian.office.build.shell import shell
from shejian.office.ledger_pages import FactCard
from shejian.office.pages import Link
from shejian.office.visitors import Visitor
from shejian.office.wording import moment_text

NONE_YET = Meanwhile((), {})


def act_page(
    request: HttpRequest,
    one: Visitor,
    form: ActForm,
    *,
    others: tuple[Link, ...] = (),
    facts: tuple[FactCard, ...] = (),
    found: Meanwhile = NONE_YET,
    tried: Trial | None = None,
) -> ActPage:
    """A form as it stands: empty, or as it was handed in."""
    subject = form.subject
    ledger = form.home_link() or Link("台账", reverse("office:organizations"))
    about = (
        Link(subject.name, reverse(f"office:{subject.page}", args=[subject.number])) if subject else form.about_link()
    )
    title = f"{form.heading} · {about.label}" if about else form.heading
    groups = tuple(_group(form, each, found) for each in form.groups)
    return ActPage(
        shell=replace(shell(request, one, title, form.nav_place, form.posed), scope=None, clocks=None, past=None),
        crumbs=(ledger, about) if about else (ledger,),
        heading=form.heading,
        subject=about.label if about else "",
        lead=form.lead,
        groups=tuple(each for each in groups if each.fields or each.note),
        chosen=form.chosen(),
        hidden=mark_safe("".join(str(field) for field in form.hidden_fields())),  # noqa: S308 - rendered by the library
        button=form.button,
        warns=form.warns,
        back=Link("不办了", (about or ledger).href),
        others=others,
        facts=facts,
        problems=_problems(form),
        meanwhile=tuple(_meanwhile(entry) for entry in found.entries),
        trial=_trial(form, tried) if tried else None,
    )


def _group(form: ActForm, group: Group, found: Meanwhile) -> FieldGroup:
    views = {name: _field(form, name, found) for name in group.fields if name in form.fields}
    lines = tuple(
        SheetLine(
            line.name,
            line.note,
            tuple((heading, views[name]) for heading, name in zip(group.columns, line.fields, strict=True)),
        )
        for line in group.lines
    )
    return FieldGroup(group.title, group.note, tuple(views.values()), group.columns, lines, group.whose)


def _field(form: ActForm, name: str, found: Meanwhile) -> FieldView:
    bound, held = form[name], form.held.get(name)
    bid = bound.auto_id or name
    hint_id, error_id, present_id = f"{bid}-hint", f"{bid}-error", f"{bid}-present"
    hint = str(bound.help_text)
    described = [
        *([error_id] if bound.errors else []),
        *([hint_id] if hint else []),
        *([present_id] if held else []),
    ]
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    overtaken = found.fields.get(name)
    return FieldView(
        name=name,
        id=str(bid),
        label=str(bound.label),
        control=bound.as_widget(attrs=attrs),
        required=bound.field.required,
        group=isinstance(bound.field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect),
        check=isinstance(bound.field.widget, forms.CheckboxInput),
        hint=hint,
        hint_id=hint_id,
        errors=tuple(str(error) for error in bound.errors),
        error_id=error_id,
        present=held.text if held else "",
        since=held.span if held else "",
        fill=form.fills.get(name),
        overtaking=None
        if overtaken is None
        else Overtaking(
            text=f"{_who(overtaken.entry)}改了这一项",
            before=overtaken.before.text,
            now=overtaken.now.text,
            outcome="您填的还在下面，再提交就按您填的记。" if overtaken.mine else "您没有动过这一项，已换成新的。",
            take=f"改用“{overtaken.now.text}”" if overtaken.mine else "",
        ),
    )


def _trial(form: ActForm, tried: Trial) -> TrialView:
    differing = form.differing(form.cleaned_data)
    names = [name for group in form.groups for name in group.fields if name in differing]
    days = "、".join(f"截至 {day}" for day in tried.days)
    return TrialView(
        differing=(
            *(
                Difference(str(form[name].label), form.held[name].text, form.in_words(name, differing[name]))
                for name in names
            ),
            *(Difference(label, "", words) for label, words in form.besides(form.cleaned_data)),
        ),
        figures=tuple(
            Difference(
                f"{catalogue()[each.key].label}（{each.on}）",
                each.before,
                each.after,
                evidence_href(each.key, Asking(on=each.on)),
            )
            for each in tried.moved
        ),
        nothing=f"首页的几个数（{days}）都不变。",
        note=f"{days}，全部台账。照这张表试记一笔、取数、再全部退回得来的。",
    )


def _who(entry: Entry) -> str:
    return f"{entry.by.name} {moment_text(entry.moment)} "


def _meanwhile(entry: Entry) -> str:
    return f"{_who(entry)}记了第 {entry.number} 笔（{act_label(entry.act)}）"


def _problems(form: ActForm) -> tuple[Said, ...]:
    """What is wrong, in the order of the fields; what is about the whole form first."""
    if not form.is_bound:
        return ()
    whole = [Said(str(error)) for error in form.non_field_errors()]
    names = [name for group in form.groups for name in group.fields]
    at = [
        Said(str(error), str(form[name].label), f"#{form[name].auto_id}")
        for name in names
        for error in (form.errors.get(name) or ())
    ]
    lost = [Said(str(error)) for name in ("key", "seen", "first") for error in (form.errors.get(name) or ())]
    return (*whole, *lost, *at)
