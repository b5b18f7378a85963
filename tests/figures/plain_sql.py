"""Figures counted in plain SQL on the store's own tables, written from their definitions and from nothing else.

Portable between SQLite and PostgreSQL. Every fact is cut by both clocks where it is read: ``{on:alias}`` holds at the
close of the day, ``{known:alias}`` whatever its days; ``%(on)s``, ``%(since)s`` and ``%(known)s`` are the question.
"""

from __future__ import annotations

import re
from datetime import date

from django.db import connection

RELATIONS = """
WITH counted AS (
    SELECT s.organization_id AS id FROM registry_standing s
    WHERE {on:s} AND s.status NOT IN ('deregistered', 'revoked')
), alive AS (
    SELECT e.party_organization_id AS id, e.start AS founded FROM party_establishment e WHERE {on:e}
), covering AS (
    SELECT c.party_organization_id AS body, c.organization_id AS organization, c.mode AS mode, c.position AS place
    FROM party_coverage c WHERE {on:c}
    AND c.organization_id IN (SELECT id FROM counted) AND c.party_organization_id IN (SELECT id FROM alive)
), covered AS (
    SELECT DISTINCT organization AS id FROM covering
), described AS (
    SELECT p.party_organization_id AS id, p.kind AS kind FROM party_partyorganizationparticulars p WHERE {on:p}
), guided AS (
    SELECT DISTINCT g.organization_id AS id FROM party_guidance g
    WHERE {on:g} AND g.title IN ('instructor', 'liaison')
), member AS (
    SELECT a.person_id AS id, MIN(a.party_organization_id) AS body FROM party_affiliation a WHERE {on:a}
    GROUP BY a.person_id
), fully AS (
    SELECT DISTINCT m.person_id AS id FROM party_membership m WHERE {known:m}
    AND (m.full_on <= %(on)s OR (m.full_on IS NULL AND m.category = 'full'))
), counts AS (
    SELECT alive.id AS id,
        (SELECT COUNT(*) FROM member JOIN fully ON fully.id = member.id WHERE body = alive.id) AS full_members
    FROM alive WHERE alive.id IN (SELECT body FROM covering)
)
"""
BRANCHES = "('general_branch', 'branch', 'joint_branch', 'provisional_branch', 'functional')"
FIRST_MODE = """(SELECT mode FROM covering first WHERE first.organization = covered.id
    AND first.body = (SELECT MIN(body) FROM covering any_body WHERE any_body.organization = covered.id))"""
OWN_KINDS = "kind <> 'joint_branch'"
OF_RANK = """SELECT COUNT(*) FROM (SELECT organization, MIN(CASE WHEN kind IN ('work_committee', 'committee') THEN 0
    WHEN kind = 'general_branch' THEN 1 WHEN kind = 'joint_branch' THEN 3 ELSE 2 END) AS rank
    FROM covering JOIN described ON described.id = body GROUP BY organization) best WHERE rank """


def _step(stage: str) -> str:
    return f"""SELECT COUNT(DISTINCT d.person_id) FROM party_developmentstep d
    WHERE {{known:d}} AND {{within:d}} AND d.stage = '{stage}'"""


def _ended(more: str = "") -> str:
    return f"""SELECT COUNT(*) FROM registry_standing s
    WHERE {{known:s}} AND {{within:s}} AND s.status = 'deregistered' {more}"""


def _held(kind: str, what: str = "COUNT(*)") -> str:
    return f"""SELECT {what} FROM activities_contributionrecord r
    WHERE {{known:r}} AND {{within:r}} AND r.kind = '{kind}'"""


def _of_kind(kind: str) -> str:
    return f"""SELECT COUNT(*) FROM alive JOIN described ON described.id = alive.id
    WHERE described.kind = '{kind}' AND alive.id IN (SELECT body FROM covering)"""


def _covered_by(mode: str | None) -> str:
    return f"SELECT COUNT(*) FROM covered WHERE {FIRST_MODE} " + ("IS NULL" if mode is None else f"= '{mode}'")


def _meetings(kind: str | None) -> str:
    """Meetings of one kind in the period, or of all."""
    return "SELECT COUNT(*) FROM activities_meetingrecord m WHERE {known:m} AND {within:m}" + (
        "" if kind is None else f" AND m.kind = '{kind}'"
    )


COUNTS = {
    "meetings": _meetings(None),
    "meetings_general_meeting": _meetings("general_meeting"),
    "meetings_committee_meeting": _meetings("committee_meeting"),
    "meetings_group_meeting": _meetings("group_meeting"),
    "meetings_lecture": _meetings("lecture"),
    "meetings_theme_day": _meetings("theme_day"),
    "meetings_life_meeting": _meetings("life_meeting"),
    "meetings_appraisal": _meetings("appraisal"),
    "meetings_heart_talk": _meetings("heart_talk"),
    "organizations": "SELECT COUNT(*) FROM counted",
    "party_organizations": "SELECT COUNT(*) FROM alive WHERE id IN (SELECT body FROM covering)",
    "covered": "SELECT COUNT(*) FROM covered",
    "work_covered": """SELECT COUNT(*) FROM counted
        WHERE id IN (SELECT id FROM covered) OR id IN (SELECT id FROM guided)""",
    "covered_separate": _covered_by("separate"),
    "covered_joint": _covered_by("joint"),
    "covered_dispatched": _covered_by("dispatched"),
    "covered_fallback": _covered_by("fallback"),
    "covered_at_source": _covered_by("at_source"),
    "covered_attached": _covered_by("attached"),
    "covered_functional": _covered_by("functional"),
    "covered_unstated": _covered_by(None),
    "work_committees": _of_kind("work_committee"),
    "committees": _of_kind("committee"),
    "general_branches": _of_kind("general_branch"),
    "branches": _of_kind("branch"),
    "joint_branches": _of_kind("joint_branch"),
    "provisional_branches": _of_kind("provisional_branch"),
    "functional_party_organizations": _of_kind("functional"),
    "branches_new": f"""SELECT COUNT(*) FROM party_establishment e
        JOIN described ON described.id = e.party_organization_id
        WHERE {{known:e}} AND {{within:e}} AND described.kind IN {BRANCHES}""",
    "under_three_full_members": "SELECT COUNT(*) FROM counts WHERE full_members < 3",
    "deregistered": _ended(),
    "zombies_deregistered": _ended("AND s.reason LIKE '%%僵尸%%'"),
    "commitments": """SELECT COUNT(*) FROM counted WHERE id IN (
        SELECT c.organization_id FROM registry_commitment c WHERE {known:c} AND c.start <= %(on)s)""",
    "members": "SELECT COUNT(*) FROM member",
    "applicants": _step("application"),
    "activists": _step("activist"),
    "admitted": _step("admission"),
    "joint_theme_days": """SELECT COUNT(*) FROM activities_meetingrecord m
        WHERE {known:m} AND {within:m} AND m.kind = 'theme_day' AND EXISTS (
        SELECT 1 FROM activities_meetingpartner p
        WHERE {known:p} AND p.meeting_id = m.meeting_id AND p.party_organization_id <> m.party_organization_id)""",
    "practice_activities": _held("practice"),
    "people_served": _held("practice", "COALESCE(SUM(r.people_served), 0)"),
    "donation_activities": _held("donation"),
    "donating_organizations": """SELECT COUNT(DISTINCT p.organization_id) FROM activities_contributionparticipant p
        JOIN activities_contributionrecord r ON r.contribution_id = p.contribution_id
        WHERE {known:p} AND {known:r} AND {within:r} AND r.kind = 'donation'""",
    "built_separately": f"""SELECT COUNT(DISTINCT organization) FROM covering
        JOIN described ON described.id = body WHERE {OWN_KINDS}""",
    "built_separately_committee": OF_RANK + "= 0",
    "built_separately_general_branch": OF_RANK + "= 1",
    "built_separately_branch": OF_RANK + "= 2",
    "built_jointly": OF_RANK + "= 3",
    "not_built": "SELECT COUNT(*) FROM counted WHERE id NOT IN (SELECT id FROM covered)",
    "not_built_guided": """SELECT COUNT(*) FROM counted WHERE id NOT IN (SELECT id FROM covered) AND id IN (
        SELECT g.organization_id FROM party_guidance g WHERE {on:g} AND g.title = 'instructor')""",
    "instructed": """SELECT COUNT(*) FROM counted WHERE id IN (
        SELECT g.organization_id FROM party_guidance g WHERE {on:g} AND g.title = 'instructor')""",
    "instructors": """SELECT COUNT(*) FROM party_guidance g JOIN counted ON counted.id = g.organization_id
        WHERE {on:g} AND g.title = 'instructor'""",
}
FEN = {
    "donated_money": _held("donation", "COALESCE(SUM(r.money_fen), 0)"),
    "donated_goods": _held("donation", "COALESCE(SUM(r.goods_fen), 0)"),
}
# Figures that may be unknown: how many rows are in, and of how many the ledger does not know.
PARTLY_KNOWN = {
    "charter": (
        """SELECT COUNT(*) FROM counted WHERE id IN (
            SELECT c.organization_id FROM registry_charter c WHERE {on:c} AND c.party_building = %(yes)s)""",
        """SELECT COUNT(*) FROM counted WHERE id NOT IN (
            SELECT c.organization_id FROM registry_charter c WHERE {on:c})""",
    ),
    "should_have_built": (
        """SELECT COUNT(*) FROM counted WHERE id NOT IN (SELECT id FROM covered) AND id IN (
            SELECT h.organization_id FROM registry_headcount h WHERE {on:h} AND h.full_time_full_members >= 3)""",
        """SELECT COUNT(*) FROM counted WHERE id NOT IN (SELECT id FROM covered) AND id NOT IN (
            SELECT h.organization_id FROM registry_headcount h
            WHERE {on:h} AND h.full_time_full_members IS NOT NULL)""",
    ),
    "staff": (
        """SELECT COALESCE(SUM(h.staff), 0) FROM registry_headcount h
            JOIN counted ON counted.id = h.organization_id WHERE {on:h}""",
        """SELECT COUNT(*) FROM counted WHERE id NOT IN (
            SELECT h.organization_id FROM registry_headcount h WHERE {on:h} AND h.staff IS NOT NULL)""",
    ),
}
BY_TOWN = """
SELECT home.unit, COUNT(*) FROM (
    SELECT counted.id, COALESCE((
        SELECT MIN(p.unit_id) FROM registry_placement p WHERE {on:p} AND p.organization_id = counted.id
        AND p.line = 'territory' AND p.position = (
            SELECT MIN(q.position) FROM registry_placement q
            WHERE {on:q} AND q.organization_id = counted.id AND q.line = 'territory')
    ), r.authority_id) AS unit
    FROM counted JOIN registry_registration r ON r.organization_id = counted.id WHERE {on:r}
) home GROUP BY home.unit
"""

CUTS = {
    "known": "({0}.entry_id <= %(known)s AND ({0}.superseded_by_id IS NULL OR {0}.superseded_by_id > %(known)s))",
    "on": "({{known:{0}}} AND ({0}.start IS NULL OR {0}.start <= %(on)s)"
    """ AND ({0}."end" IS NULL OR {0}."end" > %(on)s))""",
    "within": "({0}.start BETWEEN %(since)s AND %(on)s)",
}


def select(query: str, on: date, since: date, known: int) -> list[tuple[object, ...]]:
    """The rows of a query put to the relations above."""
    text = RELATIONS + query
    while re.search(r"\{(on|known|within):(\w+)\}", text):
        text = re.sub(r"\{(on|known|within):(\w+)\}", lambda found: CUTS[found[1]].format(found[2]), text)
    asked = {"on": on.isoformat(), "since": since.isoformat(), "known": known, "yes": True}
    with connection.cursor() as cursor:
        cursor.execute(text, asked)
        return list(cursor.fetchall())


def number(query: str, on: date, since: date, known: int) -> int:
    """The one number that a query gives."""
    ((found,),) = select(query, on, since, known)
    return int(str(found))
