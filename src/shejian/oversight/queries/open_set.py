"""The findings on the list, open and closed, as the ledger knew them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from shejian.core.findings import checks
from shejian.core.indicators import Subject
from shejian.core.procedures import load_procedures
from shejian.core.rules import Severity
from shejian.oversight.models import KeptFinding
from shejian.oversight.queries.wanted import Key

SUBJECTS = {
    Subject.PERSON: "person_id",
    Subject.ORGANIZATION: "organization_id",
    Subject.PARTY_ORGANIZATION: "party_organization_id",
}
"""Of whom a finding is, the first that is named: a person's names his party organization, too."""
COLUMNS = (
    "id",
    "finding_id",
    "source",
    "item",
    "case_id",
    "severity",
    "because",
    "clause",
    "remedy",
    "since",
    "start",
    "end",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding on the list."""

    fact: int
    number: int
    source: str
    item: str
    subject: Subject
    subject_number: int
    via: int | None
    case: int | None
    severity: Severity
    because: str
    clause: str
    remedy: str
    since: date | None
    opened: date
    closed: date | None

    @property
    def key(self) -> Key:
        return (self.source, self.item, str(self.subject), self.subject_number, self.case or 0)


def item_label(item: str) -> str:
    """What an item is called: that of the check, or that of the procedure of a case."""
    if item in checks():
        return checks()[item].label
    return f"办件：{load_procedures()[item.split('.')[0]].label}"


def open_findings(known: int | None = None) -> list[Kept]:
    """Those that were not closed, in the order in which they were opened."""
    return _kept(Q(end__isnull=True), known)


def closed_findings(known: int | None = None) -> list[Kept]:
    """Those that were closed, the last closed first."""
    return sorted(
        _kept(Q(end__isnull=False), known), key=lambda one: (one.closed or date.min, one.number), reverse=True
    )


def findings_numbered(numbers: Iterable[int], known: int | None = None) -> list[Kept]:
    """The findings of these numbers that the ledger knew."""
    return _kept(Q(finding__in=list(numbers)), known)


def _kept(condition: Q, known: int | None) -> list[Kept]:
    rows = KeptFinding.objects.known(known).filter(condition).order_by("finding_id")
    found = []
    for row in rows.values(*COLUMNS, *SUBJECTS.values()):
        subject = next(one for one, column in SUBJECTS.items() if row[column] is not None)
        found.append(
            Kept(
                fact=row["id"],
                number=row["finding_id"],
                source=row["source"],
                item=row["item"],
                subject=subject,
                subject_number=row[SUBJECTS[subject]],
                via=row["party_organization_id"] if subject is Subject.PERSON else None,
                case=row["case_id"],
                severity=Severity(row["severity"]),
                because=row["because"],
                clause=row["clause"],
                remedy=row["remedy"],
                since=row["since"],
                opened=row["start"],
                closed=row["end"],
            )
        )
    return found
