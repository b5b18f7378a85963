"""Saying who it is that holds a post, where the ledger knew a name alone."""

from __future__ import annotations

from collections.abc import Mapping

from shejian.core.facts.terms import PostTitle
from shejian.journal.services import Posting
from shejian.journal.services.holding import standing_facts
from shejian.party.models import Post
from shejian.party.services.refusals import Refused
from shejian.people.models import PersonParticulars

KEY, WHO = "party_organization_id", "person_id"
GONE = "账上的书记已经不是这样了，请重新打开这张表"


def holder_place(body: int) -> str:
    """Where the holder of the post in a party organization is named, for refusals."""
    return f"who-{body}"


def know_secretaries(made: Posting, holders: Mapping[int, int]) -> None:
    """Say which persons the present secretaries of party organizations are: a correction, their posts stand as before.

    Args:
        holders: the person, by party organization.

    Raises:
        Refused: a party organization has no secretary, it is known who he is, or he has another name than the person.
    """
    posts = standing_facts(Post, KEY, holders, title=str(PostTitle.SECRETARY), end__isnull=True)
    persons = standing_facts(PersonParticulars, WHO, set(holders.values()))
    known = {}
    for body, person in holders.items():
        if body not in posts or posts[body][-1].values[WHO] is not None:
            raise Refused(holder_place(body), GONE)
        post = posts[body][-1]
        if person not in persons or persons[person][-1].values["name"] != post.values["name"]:
            raise Refused(holder_place(body), "这个人和书记不同名，对不上；书记的姓名记错了的，请先更正书记")
        known[post.id] = {WHO: person}
    made.amend(Post, known)
