"""Run in a store of its own (``python -m tests.browser.phone_branch``): a branch of twelve, and its recorder."""

from __future__ import annotations

import os

RECORDER, PASSWORD = "jilu", "lanchuan-xugou-2022"
SURNAMES, GIVEN = "马李张韩曹王刘陈杨赵周吴", ("建国", "桂芳")


def fill() -> None:
    """The branch, its members, a plan for today, and the recorder."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "shejian.settings.base"
    django.setup()
    from tests.conftest import make_act
    from tests.ledgers import SmallLedger
    from tests.office.test_person import record

    from shejian import clock
    from shejian.accounts.models import User
    from shejian.activities.services.plans import PlanDraft, plan_meetings
    from shejian.invitations.models import BranchRecorder
    from shejian.journal.services import posting
    from shejian.people.services.persons import PersonDraft

    ledger = SmallLedger()
    body = ledger.branch(ledger.organization())
    for at, surname in enumerate(SURNAMES):
        record(body, PersonDraft(surname + GIVEN[at % len(GIVEN)], ""))
    user = User.objects.create_user(RECORDER, "马建国", PASSWORD)
    with posting(make_act(), "test.seat") as made:
        made.record(BranchRecorder, ("user_id", "party_organization_id"), [(user.pk, body)])
        plan_meetings(made, [PlanDraft(body, "lecture", clock.today(), "讲党课")], clock.today())


if __name__ == "__main__":
    fill()
