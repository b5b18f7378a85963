"""What party organizations hold of social organizations of which two turn out to be one."""

from __future__ import annotations

from shejian.journal.services import Posting
from shejian.journal.services.uniting import Same, join
from shejian.party.models import Coverage, Guidance

KEY = "organization_id"


def merge_covered(made: Posting, same: Same) -> None:
    """Coverage and guidance of the others are of those that are kept; covered twice by one, it is covered once."""
    join(made, Coverage, KEY, same, ("party_organization_id",))
    join(made, Guidance, KEY, same, ("title", "name"))
