"""What figures an import would change: it is applied, the figures are read, and the whole is taken back."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from shejian.core.calendar import year_start
from shejian.exchange.planning import Plan
from shejian.exchange.services.importing import Progress, import_workbook, silent
from shejian.exchange.summaries import Effect, FigureEffect
from shejian.figures.answers import answer
from shejian.figures.asking import Question, ask
from shejian.journal.services import Act, AlreadyPosted, StaleFact
from shejian.journal.services.holding import OutOfOrder

KEYS = (
    "organizations",
    "party_organizations",
    "covered",
    "organization_coverage",
    "work_covered",
    "work_coverage",
    "members",
)
MOST_ROWS = 20_000
"""Above this, the trial would keep other writers waiting for too long."""


def try_import(*, act: Act, path: Path, plan: Plan, progress: Progress = silent) -> Effect:
    """What the headline figures would become on the ledger's day. Nothing lasts; the plan is used up."""
    rows = sum(sheet.counts["new"] + sheet.counts["changed"] for sheet in plan.sheets)
    if rows > MOST_ROWS:
        return Effect(problem=f"要写 {rows} 行，超过 {MOST_ROWS} 行的不作预算；入账以后看指标")
    question = Question(on=plan.context.closing, since=year_start(plan.context.closing))
    before = answer(ask(question), KEYS).figures
    try:
        with transaction.atomic():
            import_workbook(act=act, path=path, plan=plan, progress=progress)
            after = answer(ask(question), KEYS).figures
            transaction.set_rollback(True)
    except (OutOfOrder, StaleFact, AlreadyPosted) as refusal:
        return Effect(problem=f"照这样入账会被退回：{refusal}")
    changed = (FigureEffect(key, before[key].text, after[key].text) for key in KEYS)
    return Effect(question.on.isoformat(), tuple(changed))
