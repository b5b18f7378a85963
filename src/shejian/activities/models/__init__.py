"""Happenings: what was done on which day, who took part, and what is planned."""

from shejian.activities.models.contributions import Contribution, ContributionParticipant, ContributionRecord
from shejian.activities.models.meetings import (
    Attendance,
    Meeting,
    MeetingParticulars,
    MeetingPartner,
    MeetingRecord,
    Resolution,
)
from shejian.activities.models.plans import MeetingPlan, PlannedMeeting

__all__ = [
    "Attendance",
    "Contribution",
    "ContributionParticipant",
    "ContributionRecord",
    "Meeting",
    "MeetingParticulars",
    "MeetingPartner",
    "MeetingPlan",
    "MeetingRecord",
    "PlannedMeeting",
    "Resolution",
]
