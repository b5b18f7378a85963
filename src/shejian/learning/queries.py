"""Reading studies, and the hours of persons; every question is asked as the ledger knew it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw
from django.db.models import Q

from shejian.core.facts import Picture
from shejian.core.indicators.learning import hours
from shejian.journal.models import DatedFact
from shejian.learning.models import Learner, StudyRecord
from shejian.registry.queries.facts import HIGHEST


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a person in a calendar year up to a day, in tenths; see ``core.indicators.learning.hours``.

    Attributes:
        tenths: what counts; ``None``: it is only on record that he took part.
        stated: the total of the year that was stated; ``None`` if none was.
        summed: what single items come to, as far as their hours are known.
        items, open: how many items, and of how many the hours are not known.
        whole: whether ``tenths`` is all of it.
        leading: whether he is held to the hours of secretaries.
    """

    tenths: int | None
    stated: int | None
    summed: int
    items: int
    open: int
    whole: bool
    leading: bool


def hours_of(picture: Picture, persons: Collection[int], on: date) -> Mapping[int, Hours]:
    """Hours of some persons in the year of ``on``, up to its close; who has nothing on record is not among them."""
    found = hours(picture, on).filter(nw.col("id").is_in(list(persons))).collect()
    return {
        row["id"]: Hours(*(row[name] for name in ("tenths", "stated", "summed", "items", "open", "whole", "leading")))
        for row in found.rows(named=True)
    }


def facts_of_study(study: int) -> list[DatedFact]:
    """Every fact that was ever recorded of a study."""
    if study > HIGHEST:
        return []
    found: list[DatedFact] = []
    for model in (StudyRecord, Learner):
        found += model.objects.filter(study=study).order_by("entry_id", "id")
    return found


def study_known(study: int, known: int) -> StudyRecord | None:
    """What the ledger, as known then, says of a study; ``None`` if it has no such study."""
    if study > HIGHEST:
        return None
    fact: StudyRecord | None = StudyRecord.objects.known(known).filter(study=study).first()
    return fact


def studies_until(on: date, known: int, body: int | None = None) -> list[StudyRecord]:
    """Studies that began by a day, the latest first: all, or those of one party organization."""
    found = StudyRecord.objects.known(known).filter(start__lte=on).order_by("-start", "-study_id")
    return list(found if body is None else found.filter(party_organization=body))


def count_learners(studies: Collection[int], known: int) -> dict[int, int]:
    """How many took part in each of some studies; a study without anybody is not among them."""
    found: dict[int, int] = {}
    for study in Learner.objects.known(known).filter(study__in=studies).values_list("study_id", flat=True):
        found[study] = found.get(study, 0) + 1
    return found


def studies_of(person: int, first: date, on: date, known: int) -> list[tuple[StudyRecord, int | None]]:
    """The studies between two days in which a person took part, the latest first, each with his hours in tenths."""
    taken = Learner.objects.known(known).filter(person=person, start__gte=first, start__lte=on)
    tenths = dict(taken.values_list("study_id", "tenths"))
    records = StudyRecord.objects.known(known).filter(study__in=tenths).order_by("-start", "-study_id")
    return [(fact, tenths[fact.study_id]) for fact in records]


def materials_for(person: int, bodies: Collection[int], on: date, known: int) -> list[StudyRecord]:
    """Studies with a material that concern a person, the latest first: those in which he took part, and those of the
    party organizations to which he belongs."""
    taken = Learner.objects.known(known).filter(person=person).values_list("study_id", flat=True)
    mine = Q(study__in=list(taken)) | Q(party_organization__in=bodies)
    has = ~Q(text="") | ~Q(link="") | Q(paper__isnull=False)
    return list(StudyRecord.objects.known(known).filter(mine, has, start__lte=on).order_by("-start", "-study_id"))
