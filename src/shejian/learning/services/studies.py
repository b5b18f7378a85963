"""Recording studies with whoever took part, and saying them anew where they were wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shejian.core.calendar import long_date, next_day
from shejian.core.facts.terms import StudyKind
from shejian.core.sheets import fold
from shejian.journal.services import Posting
from shejian.journal.services.holding import Held, standing_facts
from shejian.journal.services.uniting import Same, give_way
from shejian.learning.models import Learner, Study, StudyRecord
from shejian.party.models import Establishment
from shejian.party.services.refusals import Refused

KEY, BODY = "study_id", "party_organization_id"
TENTHS = 10
HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class StatedStudy:
    """All that is said of one study.

    Attributes:
        first, last: the days on which it began and ended.
        party_organization, unit: who held it: one of the two.
        link: where the material lies, if not here; ``paper`` is the material as a file already registered.
        learners: who took part, each with his hours in tenths; ``None``: not known.
    """

    kind: str
    title: str
    first: date
    last: date
    party_organization: int | None = None
    unit: int | None = None
    place: str = ""
    lecturer: str = ""
    text: str = ""
    link: str = ""
    paper: int | None = None
    learners: Mapping[int, int | None] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """How many days it took."""
        return (self.last - self.first).days + 1

    @property
    def words(self) -> str:
        """The study in a few words."""
        return f"{self.first} {StudyKind(self.kind).label}“{self.title}”"


def study_hours_fault(tenths: int, days: int) -> str | None:
    """What cannot be about hours learned in so many days, in words; ``None`` if nothing."""
    if tenths < 0:
        return "学时不能是负数，请核对"
    if tenths > days * HOURS_A_DAY * TENTHS:
        return f"{days} 天里不会有 {tenths / TENTHS:g} 学时，请核对学时或起止日期"
    return None


def learner_place(person: int) -> str:
    """The place of a person's hours."""
    return f"hours-{person}"


def faults_of(stated: StatedStudy, today: date, number: int | None = None) -> list[tuple[str, str]]:
    """What cannot be of a study that is recorded (``None``) or said anew (its number): places and words."""
    found = [*_of_days(stated, today), *_of_holder(stated)]
    if not stated.title:
        found.append(("title", "请写题目"))
    for person, tenths in stated.learners.items():
        fault = None if tenths is None or stated.last < stated.first else study_hours_fault(tenths, stated.days)
        if fault is not None:
            found.append((learner_place(person), fault))
    twin = _twin(stated, number)
    if twin is not None:
        found.append(("title", f"{stated.words}账上已经有一次（第 {twin} 次学习活动）；要加人，请更正那一次"))
    return found


def _of_days(stated: StatedStudy, today: date) -> list[tuple[str, str]]:
    if stated.last < stated.first:
        return [("last", f"止日 {stated.last} 早于起日 {stated.first}，请核对")]
    if stated.last > today:
        return [("last", f"{stated.last} 还没有到（今天是 {long_date(today)}）；办完了再记")]
    return []


def _of_holder(stated: StatedStudy) -> list[tuple[str, str]]:
    if (stated.party_organization is None) == (stated.unit is None):
        return [("holder", "由党组织举办还是由单位举办，请选一个")]
    if stated.party_organization is None:
        return []
    lives = standing_facts(Establishment, BODY, [stated.party_organization]).get(stated.party_organization, [])
    life = lives[-1] if lives else None
    if life is not None and life.start is not None and stated.first < life.start:
        return [("first", f"这个党组织 {life.start} 才成立，请核对日期")]
    if life is not None and life.values["end"] is not None and stated.first >= life.values["end"]:
        return [("first", f"这个党组织已于 {life.values['end']} 撤销，请核对日期")]
    return []


def _twin(stated: StatedStudy, number: int | None) -> int | None:
    """Another study of the same holder, kind, title and first day."""
    same = StudyRecord.objects.known(None).filter(
        kind=stated.kind, start=stated.first, party_organization=stated.party_organization, unit=stated.unit
    )
    others = same.exclude(study=number).order_by("study_id").values_list("study_id", "title")
    return next((one for one, title in others if fold(title) == fold(stated.title)), None)


def record_studies(made: Posting, all_stated: Sequence[StatedStudy], today: date) -> range:
    """Record studies; returns their ids, in the order given.

    Raises:
        Refused: what ``faults_of`` says first; nothing is recorded.
    """
    for stated in all_stated:
        _refuse(stated, today)
    ids = made.record(Study, (), [()] * len(all_stated))
    for one, stated in zip(ids, all_stated, strict=True):
        columns = {KEY: one, **_columns(stated, made.paper)}
        made.record(StudyRecord, tuple(columns), [tuple(columns.values())])
        _add(made, one, stated, stated.learners)
    return ids


def restate_study(made: Posting, number: int, stated: StatedStudy, today: date) -> None:
    """What was recorded of a study was wrong: all of it is as it is stated now. Only what differs is written.

    Raises:
        Refused: what ``faults_of`` says first, or it is not on record; nothing is written.
    """
    held = standing_facts(StudyRecord, KEY, [number]).get(number)
    if not held:
        raise Refused("title", "账上没有这次学习活动，或者已经撤销，请刷新后重做")
    _refuse(stated, today, number)
    made.amend(StudyRecord, _differing(held[-1], _columns(stated, made.paper)))
    gone: list[int] = []
    amended: dict[int, dict[str, Any]] = {}
    left = dict(stated.learners)
    for fact in standing_facts(Learner, KEY, [number]).get(number, []):
        if fact.values["person_id"] not in left:
            gone.append(fact.id)
            continue
        tenths = left.pop(fact.values["person_id"])
        amended |= _differing(fact, {**_span(stated), "tenths": tenths})
    made.withdraw(Learner, gone)
    made.amend(Learner, amended)
    _add(made, number, stated, left)


def merge_learners(made: Posting, same: Same) -> None:
    """Persons are the same as others, which are kept; a study in which both took part counts one."""
    give_way(made, Learner, "person_id", same, KEY)


def _refuse(stated: StatedStudy, today: date, number: int | None = None) -> None:
    faults = faults_of(stated, today, number)
    if faults:
        raise Refused(*faults[0])


def _span(stated: StatedStudy) -> dict[str, Any]:
    return {"start": stated.first, "end": next_day(stated.last)}


def _columns(stated: StatedStudy, paper: int | None) -> dict[str, Any]:
    """The columns of its record; the paper of the act is its material, else the one that was there stays."""
    return {
        **_span(stated),
        "kind": str(stated.kind),
        "title": stated.title,
        BODY: stated.party_organization,
        "unit_id": stated.unit,
        "place": stated.place,
        "lecturer": stated.lecturer,
        "text": stated.text,
        "link": stated.link,
        "paper_id": paper if paper is not None else stated.paper,
    }


def _add(made: Posting, number: int, stated: StatedStudy, learners: Mapping[int, int | None]) -> None:
    span = _span(stated)
    made.record(
        Learner,
        (KEY, "start", "end", "person_id", "tenths"),
        [(number, span["start"], span["end"], person, tenths) for person, tenths in learners.items()],
    )


def _differing(fact: Held, values: Mapping[str, Any]) -> dict[int, dict[str, Any]]:
    found = {name: value for name, value in values.items() if fact.values[name] != value}
    return {fact.id: found} if found else {}
