"""Hours of learning on a person's page: what counts, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from shejian.core.calendar import year_start
from shejian.core.facts.terms import LearningKind, StudyKind
from shejian.core.findings.wording import hours_text
from shejian.learning.queries import Hours, hours_of, studies_of
from shejian.office.build.body_words import BodyWords
from shejian.office.build.dossier import Dossier
from shejian.office.ledger_pages import FactCard, FactLine
from shejian.party.models import Learning

TITLE = "学时"


def learning_card(facts: Dossier[BodyWords], person: int) -> FactCard:
    """The hours of the year up to the day, the studies of that year, and the totals that were stated of any year."""
    on, known = facts.posed.on, facts.posed.known
    year = hours_of(facts.posed.asked.picture, [person], on).get(person)
    lines = [] if year is None else list(_counted(year, on.year))
    lines += [
        FactLine(
            str(fact.start),
            f"{fact.title}（{StudyKind(fact.kind).label}）",
            note="没有写学时" if tenths is None else f"{hours_text(tenths)} 学时",
            href=facts.href("study", fact.study_id),
        )
        for fact, tenths in studies_of(person, year_start(on), on, known)
    ]
    lines += [
        facts.line(fact, f"全年累计 {LearningKind(fact.kind).label}", f"{fact.hours} 学时")
        for fact in reversed(facts.up_to(Learning))
    ]
    return FactCard(TITLE, tuple(lines), "当日以前没有学时的记录；没有记录就是不知道，不算没有学。")


def _counted(year: Hours, number: int) -> Iterator[FactLine]:
    """What counts of a year, and why, where its two accounts differ."""
    label = f"{number} 年到当日"
    if year.tenths is None:
        yield FactLine(label, "参加过学习，都没有写学时")
        return
    notes = []
    if year.stated is not None and year.items:
        notes.append(f"全年累计 {hours_text(year.stated)}，逐次合计 {hours_text(year.summed)}，按多的算，不相加")
    if not year.whole:
        notes.append(f"还有 {year.open} 次没有写学时")
    yield FactLine(label, f"{hours_text(year.tenths)} 学时", note="；".join(notes))
