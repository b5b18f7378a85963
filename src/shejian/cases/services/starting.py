"""Starting cases, one by one or a whole register at once; handing them over, and closing them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shejian.cases.kept import DEVELOPMENT
from shejian.cases.models import Case, CaseEnding, CaseParticulars
from shejian.cases.queries.reading import Running, bare_cases, completed, picked, read_cases, resolved
from shejian.cases.queries.standing import standings_of
from shejian.cases.services.refusals import Refused
from shejian.core.procedures import load_procedures
from shejian.journal.services import Posting
from shejian.journal.services.holding import correct
from shejian.party.models import DevelopmentStep
from shejian.party.services.standing import require_standing
from shejian.people.models import SamePerson

KEY = "case_id"
About = tuple[str, int | None, int | None, int | None]
SUBJECTS = {"person": "一个人", "party_organization": "一个党组织", "organization": "一家社会组织"}
COLUMNS = (
    "procedure",
    "handled_by_id",
    "person_id",
    "party_organization_id",
    "organization_id",
    "recorded_since",
    "facts",
)


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A case about to be started: which procedure, handled by which party organization, about one thing.

    Attributes:
        recorded_since: from this day on every step is on record; ``None`` where that cannot be said.
        facts: what the procedure asks and the ledger has nowhere else, as JSON; empty if nothing.
    """

    procedure: str
    handled_by: int
    person: int | None = None
    party_organization: int | None = None
    organization: int | None = None
    recorded_since: date | None = None
    facts: str = ""

    @property
    def about(self) -> About:
        """What no second case may be open of at the same time."""
        return about_of(self)


def start_cases(made: Posting, drafts: Sequence[CaseDraft], *, today: date) -> range:
    """Start cases; returns their numbers, in the order given.

    Raises:
        Refused: one of that procedure about the same thing is still open, or the procedure is for other things.
        NotStanding: the party organization that would handle it does not stand today.
    """
    still = _open_cases({draft.about for draft in drafts}, today)
    for draft in drafts:
        _refuse_subject(draft)
        if draft.about in still:
            raise Refused("subject", f"已经有一件在办（办件 {still[draft.about]}），没有再开；请到那一件里接着办")
        if draft.recorded_since is not None and draft.recorded_since > today:
            raise Refused(
                "recorded_since", f"{draft.recorded_since} 还没有到（今天是 {today}），请改用今天或以前的日子"
            )
    require_standing({draft.handled_by for draft in drafts}, today, "handled_by")
    return _start(made, drafts)


def _refuse_subject(draft: CaseDraft) -> None:
    kind = str(load_procedures()[draft.procedure].subject)
    given = [name for name in SUBJECTS if getattr(draft, name) is not None]
    if given != [kind]:
        raise Refused("subject", f"这个程序是为{SUBJECTS[kind]}办的，请写明是哪{SUBJECTS[kind][1:]}")


def _open_cases(about: Collection[About], today: date) -> dict[About, int]:
    """Cases about certain things that have not come to an end."""
    same = [one for one in bare_cases(None) if about_of(one) in about]
    judged = standings_of(completed(same, None).values(), today, None)
    return {about_of(each.case): number for number, each in judged.items() if not each.is_over}


def about_of(case: Running | CaseDraft) -> About:
    """What no two cases may be open of at the same time."""
    return (case.procedure, case.person, case.party_organization, case.organization)


def start_register(made: Posting, *, recorded_since: date | None, among: Mapping[int, int] | None = None) -> range:
    """Start a case of member development for everybody who has steps on record and no such case; returns their numbers.

    Args:
        recorded_since: from this day on every step is on record. What is older than it, and not recorded, is unknown.
        among: for those persons only, each with the party organization that handles the case; ``None``: for all, each
            handled where his last step was taken.
    """
    handled = unstarted() if among is None else among
    drafts = [
        CaseDraft(DEVELOPMENT, body, person=person, recorded_since=recorded_since)
        for person, body in sorted(handled.items())
    ]
    return _start(made, drafts)


def unstarted() -> dict[int, int]:
    """Persons with steps of development and no case, each with the party organization of his last step."""
    same = dict(SamePerson.objects.known(None).values_list("person", "kept"))
    has = {resolved(same, one.person) for one in bare_cases(None) if one.procedure == DEVELOPMENT and one.person}
    found: dict[int, int] = {}
    for fact in picked(DevelopmentStep, "person_id", None, None):
        person = resolved(same, fact.person_id)
        if person not in has:
            found[person] = fact.party_organization_id
    return found


def _start(made: Posting, drafts: Sequence[CaseDraft]) -> range:
    numbers = made.record(Case, (), [()] * len(drafts))
    rows = [
        (
            number,
            each.procedure,
            each.handled_by,
            each.person,
            each.party_organization,
            each.organization,
            each.recorded_since,
            each.facts,
        )
        for number, each in zip(numbers, drafts, strict=True)
    ]
    made.record(CaseParticulars, (KEY, *COLUMNS), rows)
    made.statement["cases"] = len(rows)
    return numbers


def correct_cases(made: Posting, wrong: Mapping[int, Mapping[str, Any]]) -> None:
    """更正: who handles a case (``handled_by_id``), ``recorded_since`` or ``facts`` were wrong, or are now known."""
    correct(made, CaseParticulars, KEY, wrong)


def close_cases(made: Posting, endings: Mapping[int, tuple[date, str]], *, today: date) -> None:
    """Close cases before their procedure came to its end, each from a day on and for a reason.

    Raises:
        Refused: a case is closed already, nobody said why, or the day is yet to come or before a step.
    """
    cases = read_cases(None, endings)
    for number, (day, reason) in endings.items():
        case = cases.get(number)
        if case is None:
            raise Refused("case", f"账上没有办件 {number}，请回到列表重新选")
        if case.ended is not None:
            raise Refused("day", f"这一件已于 {case.ended[0]} 终止，没有再记")
        if day > today:
            raise Refused("day", f"{day} 还没有到（今天是 {today}），账上只记已经发生的")
        last = max((one.on for one in case.taken if one.on is not None), default=None)
        if last is not None and day < last:
            raise Refused("day", f"{day} 早于最后一步的日期 {last}，请改用不早于它的日期")
        if not reason:
            raise Refused("reason", "请写明为什么终止")
    rows = [(number, day, reason) for number, (day, reason) in endings.items()]
    made.record(CaseEnding, (KEY, "start", "reason"), rows)
