"""更正 on a phone: a meeting that its recorder put on record himself, for the branch whose record he keeps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import QueryDict

from shejian.activities.models import Attendance, Meeting, MeetingParticulars
from shejian.activities.queries import bodies_of_meeting
from shejian.activities.services.stated import StatedMeeting
from shejian.office.acting.finding import Listing
from shejian.office.acting.form import Present
from shejian.office.acting.meeting_fields import LIST, NUMBERS, Invited, invited
from shejian.office.acting.meeting_forms import CorrectMeeting
from shejian.office.acting.sheets import MOST
from shejian.office.build.meeting import meeting_subject
from shejian.office.insiders import Insider
from shejian.office.visitors import visitor
from shejian.phone.branches import pose_of
from shejian.phone.recording import NOT_ASKED
from shejian.snapshot.frames import SNAPSHOT

LEFT_ALONE = (*NOT_ASKED, "plan")
"""What a phone does not ask; partners and guests are left alone, too. All of it stays as it is on record."""
OTHERS = ("partner-", "observer-")


def recorded_by(one: Insider, meetings: Collection[int]) -> frozenset[int]:
    """Those of some meetings that he put on record himself."""
    mine = Meeting.objects.filter(pk__in=meetings, entry__by=one.user.pk)
    return frozenset(mine.values_list("pk", flat=True))


def holder_of(meeting: int) -> int | None:
    """The party organization that held a meeting; ``None`` if the ledger has none of that number."""
    return next(iter(bodies_of_meeting(SNAPSHOT.picture(None), meeting)), None)


class PhoneCorrection(CorrectMeeting):
    """更正 of a meeting, with what a phone asks; whatever else is on record of it stays."""

    reason = None  # type: ignore[assignment]  # not asked on a phone
    heading = "更正记过的会"
    planned = None
    scanned: frozenset[int] = frozenset()

    @property
    def with_whom(self) -> Listing:
        """Partners are put right in the office."""
        return Listing([])

    def build(self) -> None:
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        self.states = {fact.person_id: fact.state for fact in self.subject.held(Attendance)}
        super().build()
        numbers = ("due", "present") if self.states else ("tenths",)
        dropped = {*LEFT_ALONE, *numbers, *(name for name in self.fields if name.startswith(OTHERS))}
        self.fields = {name: field for name, field in self.fields.items() if name not in dropped}

    def roster(self, day: date) -> tuple[Invited, ...]:
        """The members of a day, if a list is on record; of numbers alone no list is made. Whoever was no member on
        another day falls off with it; who is listed for another reason stays."""
        if not self.states:
            return ()
        members, held = self._members(day), self.record_held.start
        own = {each.person for each in members}
        fallen = {each.person for each in self._members(held)} - own if held is not None and held != day else set()
        listed = {each.person for each in members[:MOST]} | fallen
        self.kept = {person: state for person, state in self.states.items() if person not in listed}
        return members[:MOST]

    def _members(self, day: date) -> tuple[Invited, ...]:
        return tuple(invited(self.posed, {self.holder: ""}, min(day, self.today)))

    def customs(self) -> Mapping[str, Mapping[str, str]]:
        """Nothing is filled in: it is on record."""
        return {}

    def present(self, known: int) -> Mapping[str, Present]:
        return {name: each for name, each in super().present(known).items() if name in self.fields}

    def prefilled(self) -> dict[str, Any]:
        return {}

    def differing(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return super().differing(self._counted_how(said))

    def _counted_how(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {**said, "how": LIST if self.states else NUMBERS}

    def check(self, said: dict[str, Any]) -> None:
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        seen = said.get("seen")
        if seen is None or self.subject.touched_since(seen):
            self.add_error(None, "您打开以后，这次会又有了新的记录，这次没有记账；请回到会议，重新打开再改")
        elif self.states and not self.people:
            self.add_error(None, "名单上的人那一天都不在这个支部，手机上改不了；请告诉上级经办人更正")
        else:
            super().check(self._counted_how(said))

    def stated(self, said: Mapping[str, Any], day: date) -> StatedMeeting:
        """What was said, with all that is not asked as it is on record."""
        assert self.subject is not None  # noqa: S101 - opened on a meeting
        stated = super().stated(self._counted_how(said), day)
        stated = replace(stated, partners=tuple(fact.party_organization_id for fact in self._partners(None)))
        held = self.subject.latest(MeetingParticulars)
        if held is None:
            return stated
        return replace(stated, host=held.host_id, guest_host=held.guest_host, agenda=held.agenda, plan=held.plan_id)

    def faults(self) -> dict[str, str]:
        """What cannot be, by field; under an empty name what is about none of them."""
        return {"" if name == "__all__" else name: "；".join(map(str, said)) for name, said in self.errors.items()}


def correction_on(one: Insider, meeting: int, body: int, data: QueryDict | None, asked: QueryDict) -> PhoneCorrection:
    """The form on a meeting of one branch, as the ledger stands."""
    posed = pose_of(one, body)
    return PhoneCorrection(visitor(one.user, one.today), posed, meeting_subject(posed, meeting), data, asked)
