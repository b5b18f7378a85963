"""Who the demo's secretaries are, and what its office recorded of learning: a round for them, and two micro-lessons
with what was said."""

from __future__ import annotations

from datetime import date

from shejian.base.queries import head_number, unit_tree
from shejian.core.facts.terms import PostTitle, StudyKind
from shejian.demo.drawing import later
from shejian.journal.services import Posting
from shejian.learning.services.studies import StatedStudy, record_studies
from shejian.party.models import Post
from shejian.party.queries import body_names, members_of, secretaries_known_by_name
from shejian.snapshot.frames import SNAPSHOT

ROUND_BEFORE, LESSONS_BEFORE = 60, (35, 20)
DAY_OF_LEARNING, SHORT_LESSON = 80, 5  # tenths of an hour
TITLES = ("支部书记讲党章", "社会组织党组织怎样发挥作用")
SAID = "一、党员的权利和义务。二、本支部今年要办的三件事。三、讨论。"
AWAY_EACH = 6


def secretaries_of(today: date) -> dict[int, int]:
    """Who the named secretaries are, by party organization: its one member who bears the name."""
    head = head_number()
    found = secretaries_known_by_name(SNAPSHOT.picture(), today, head, set(body_names(head)))
    own = {
        each.party_organization: [person for person, body in each.namesakes if body == each.party_organization]
        for each in found
    }
    return {body: persons[0] for body, persons in own.items() if len(persons) == 1}


def learn(made: Posting, today: date) -> range:
    """A round of two days for all secretaries but every sixth, and a micro-lesson in two of their branches."""
    posts = Post.objects.known(None).filter(title=str(PostTitle.SECRETARY), person__isnull=False, end__isnull=True)
    leads = dict(posts.order_by("party_organization_id").values_list("party_organization_id", "person_id"))
    came = [person for at, person in enumerate(dict.fromkeys(leads.values())) if at % AWAY_EACH]
    root = unit_tree(today).root
    first = later(today, -ROUND_BEFORE)
    held = [
        StatedStudy(
            kind=str(StudyKind.YEARLY_ROUND),
            title="社会组织党组织书记年度轮训",
            first=first,
            last=later(first, 1),
            unit=None if root is None else root.id,
            place="县委党校",
            learners=dict.fromkeys(came, 2 * DAY_OF_LEARNING),
        )
    ]
    picture = SNAPSHOT.picture()
    for title, days, body in zip(TITLES, LESSONS_BEFORE, leads, strict=False):
        members = [member.person for member in members_of(picture, today, body)]
        day = later(today, -days)
        held.append(
            StatedStudy(
                kind=str(StudyKind.MICRO_LESSON),
                title=title,
                first=day,
                last=day,
                party_organization=body,
                text=SAID,
                learners=dict.fromkeys(members, SHORT_LESSON),
            )
        )
    return record_studies(made, held, today)
