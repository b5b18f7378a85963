"""The ledgers, each declared once and shown alike."""

from __future__ import annotations

from shejian.office.build.ledgers.declared import Ledger
from shejian.office.build.ledgers.happenings import CONTRIBUTIONS, MEETINGS
from shejian.office.build.ledgers.members import DEVELOPMENT, MEMBERS
from shejian.office.build.ledgers.party_organizations import LEDGER as PARTY_ORGANIZATIONS
from shejian.office.build.ledgers.posts import LEDGER as POSTS

LEDGERS: dict[str, Ledger] = {
    one.key: one for one in (PARTY_ORGANIZATIONS, MEMBERS, POSTS, DEVELOPMENT, MEETINGS, CONTRIBUTIONS)
}
