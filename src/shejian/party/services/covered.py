"""What party organizations hold of social organizations of which two turn out to be one."""

from __future__ import annotations

from shejian.journal.services import Posting
from shejian.journal.services.uniting import Same, fill_days, join
from shejian.party.models import Coverage, Employment, Guidance

KEY = "organization_id"


def merge_covered(made: Posting, same: Same) -> None:
    """Coverage, guidance and work of the others are of those that are kept; covered twice by one, it is covered
    once."""
    join(made, Coverage, KEY, same, ("party_organization_id",))
    fill_days(made, Employment, KEY, same, "person_id")
    join(made, Guidance, KEY, same, ("title", "name"))
