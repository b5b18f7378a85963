"""Two recorded social organizations are one: the act that spans all that is said of them."""

from __future__ import annotations

from shejian.activities.models import ContributionParticipant
from shejian.journal.services import Posting
from shejian.journal.services.uniting import Same, join
from shejian.party.services.covered import merge_covered
from shejian.registry.services.merging import merge_registered

KEY = "organization_id"


def merge_organizations(made: Posting, same: Same) -> None:
    """Organizations are the same as others, which are kept; figures count each once, on every day.

    Raises:
        NotTheSame: the ledger does not have one of them; or it is merged already, or named on both sides.
    """
    merge_registered(made, same)
    merge_covered(made, same)
    join(made, ContributionParticipant, KEY, same, ("contribution_id",))
