"""Which tables of facts this app's models fill."""

from __future__ import annotations

from shejian.activities import models
from shejian.snapshot.registry import register


def register_tables() -> None:
    """Register every fact of this app with the snapshot."""
    register("meeting_record", models.MeetingRecord)
    register("meeting_partner", models.MeetingPartner)
    register("attendance", models.Attendance, only="lecture")
    register("contribution_record", models.ContributionRecord)
    register("contribution_participant", models.ContributionParticipant)
