"""Sets of party organizations."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import BRANCH_KINDS, FormationMode, PartyOrganizationKind
from shejian.core.indicators import relations
from shejian.core.indicators.judging import Because, Case, judged
from shejian.core.indicators.population import Judge, Nature, Part, Population, Subject
from shejian.core.indicators.populations.organizations import MIN_FULL_MEMBERS, MODE, MODES
from shejian.core.indicators.view import View

KIND = "kind"
BRANCHES = [str(kind) for kind in BRANCH_KINDS]
KINDS = {str(kind): kind.label for kind in PartyOrganizationKind}


def _covering_bodies(view: View) -> Frame:
    """Party organizations that stand and cover a counted organization."""
    covering = view.relation(relations.covering)
    return view.relation(relations.standing_bodies).join(
        covering, left_on="id", right_on="party_organization", how="semi"
    )


def _party_organizations(view: View) -> Frame:
    counts = view.relation(relations.covering).group_by("party_organization").agg(nw.len().alias("organizations"))
    homes = view.relation(relations.home_organizations).select("party_organization", "mode")
    frame = (
        view.relation(relations.bodies)
        .join(counts, left_on="id", right_on="party_organization", how="left")
        .join(homes, left_on="id", right_on="party_organization", how="left")
    )
    return judged(
        frame,
        [
            Case(nw.col("founded") > view.when.on, verdict=False, because=Because("not_yet", day=nw.col("founded"))),
            Case(
                nw.col("dissolved") <= view.when.on,
                verdict=False,
                because=Because("dissolved", day=nw.col("dissolved")),
            ),
            Case(nw.col("organizations").is_null(), verdict=False, because=Because("covers_none")),
        ],
        otherwise=(True, Because("covers", day=nw.col("founded"), word=nw.col("organizations"))),
        traits={MODE: nw.col("mode"), KIND: nw.col("kind")},
    )


def _branches_new(view: View) -> Frame:
    frame = view.relation(relations.bodies).filter(nw.col("kind").is_in(BRANCHES))
    founded = nw.col("founded")
    return judged(
        frame,
        [
            Case(
                (founded >= view.when.since) & (founded <= view.when.on),
                verdict=True,
                because=Because("founded", day=founded, word=nw.col("kind")),
            )
        ],
        otherwise=(False, Because("other_time", day=founded)),
    )


def _alive_in_period(view: View) -> Frame:
    """Branches that stood on some day of the period, with the first and the last such year."""
    since, on = view.when.since, view.when.on
    frame = view.relation(relations.bodies).filter(
        nw.col("kind").is_in(BRANCHES)
        & (nw.col("founded") <= on)
        & (nw.col("dissolved").is_null() | (nw.col("dissolved") > since))
    )
    begun = nw.col("founded").dt.year()
    gone = nw.col("dissolved").dt.year()
    return frame.with_columns(
        nw.when(nw.col("founded") > since).then(begun).otherwise(nw.lit(since.year)).cast(nw.Int64).alias("first_year"),
        nw.when(nw.col("dissolved") <= on).then(gone).otherwise(nw.lit(on.year)).cast(nw.Int64).alias("last_year"),
    )


def _branches_reelected(view: View) -> Frame:
    """The mark 是否换届 speaks of one year. A branch is in by an election in the period that its year's mark calls a
    re-election; it is unknown when some year of the period that it lived through bears no mark."""
    since, on = view.when.since, view.when.on
    marks = view.picture.facts("reelection_mark").with_columns(nw.col("start").dt.year().cast(nw.Int64).alias("year"))
    held = (
        view.within("election")
        .select("party_organization", nw.col("start").alias("held"))
        .with_columns(nw.col("held").dt.year().cast(nw.Int64).alias("year"))
        .join(
            marks.select("party_organization", "year", "reelected"),
            on=["party_organization", "year"],
            how="inner",
        )
    )
    yes = held.filter(nw.col("reelected")).group_by("party_organization").agg(nw.col("held").max())
    no = held.filter(~nw.col("reelected")).group_by("party_organization").agg(nw.col("held").max().alias("first"))
    marked = (
        marks.filter((nw.col("year") >= since.year) & (nw.col("year") <= on.year))
        .group_by("party_organization")
        .agg(nw.col("year").n_unique().cast(nw.Int64).alias("marked"))
    )
    frame = view.relation(_alive_in_period)
    for part in (yes, no, marked):
        frame = frame.join(part, left_on="id", right_on="party_organization", how="left")
    lived = nw.col("last_year") - nw.col("first_year") + 1
    return judged(
        frame,
        [
            Case(~nw.col("held").is_null(), verdict=True, because=Because("reelected", day=nw.col("held"))),
            Case(nw.col("marked").fill_null(0) < lived, verdict=None, because=Because("no_mark")),
            Case(~nw.col("first").is_null(), verdict=False, because=Because("marked_no", day=nw.col("first"))),
        ],
        otherwise=(False, Because("no_election")),
    )


def _under_three(view: View) -> Frame:
    least = view.number(MIN_FULL_MEMBERS)
    counts = view.relation(relations.full_members_by_body)
    frame = (
        view.relation(_covering_bodies)
        .join(counts, left_on="id", right_on="party_organization", how="left")
        .with_columns(nw.col("full_members").fill_null(0))
    )
    return judged(
        frame,
        [
            Case(
                nw.col("full_members") < least,
                verdict=True,
                because=Because("too_few", word=nw.col("full_members")),
            )
        ],
        otherwise=(False, Because("enough", word=nw.col("full_members"))),
    )


def _stock(
    key: str,
    judge: Judge,
    sentences: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> Population:
    return Population(key, Subject.PARTY_ORGANIZATION, Nature.STOCK, judge, sentences, words=words or {})


def _flow(
    key: str,
    judge: Judge,
    sentences: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> Population:
    return Population(key, Subject.PARTY_ORGANIZATION, Nature.FLOW, judge, sentences, words=words or {})


KIND_KEYS = {
    PartyOrganizationKind.WORK_COMMITTEE: "work_committees",
    PartyOrganizationKind.COMMITTEE: "committees",
    PartyOrganizationKind.GENERAL_BRANCH: "general_branches",
    PartyOrganizationKind.BRANCH: "branches",
    PartyOrganizationKind.JOINT_BRANCH: "joint_branches",
    PartyOrganizationKind.PROVISIONAL_BRANCH: "provisional_branches",
    PartyOrganizationKind.FUNCTIONAL: "functional_party_organizations",
}

PARTY_POPULATIONS = (
    _stock(
        "party_organizations",
        _party_organizations,
        {
            "covers": "{day} 成立，覆盖 {word} 家在册社会组织",
            "not_yet": "{day} 才成立",
            "dissolved": "已于 {day} 撤销",
            "covers_none": "没有覆盖在册的社会组织",
        },
    ),
    _stock(
        "under_three_full_members",
        _under_three,
        {"too_few": "当日有 {word} 名正式党员", "enough": "当日有 {word} 名正式党员，已够"},
    ),
    _flow(
        "branches_new",
        _branches_new,
        {"founded": "{day} 成立，{word}", "other_time": "{day} 成立，不在时期内"},
        words={"founded": KINDS},
    ),
    _flow(
        "branches_reelected",
        _branches_reelected,
        {
            "reelected": "{day} 换届，台账标记为是",
            "no_mark": "台账没有时期内各年度的换届标记",
            "marked_no": "{day} 的选举不是换届，台账标记为否",
            "no_election": "时期内没有换届",
        },
    ),
)

PARTY_ORGANIZATIONS_BY_KIND = tuple(
    Part(key, "party_organizations", KIND, str(kind), KINDS) for kind, key in KIND_KEYS.items()
)
PARTY_ORGANIZATIONS_BY_MODE = tuple(
    Part(
        f"party_organizations_{'unstated' if mode is None else mode}",
        "party_organizations",
        MODE,
        mode and str(mode),
        MODES,
    )
    for mode in (*FormationMode, None)
)
