"""Sets for the statutory yearly table 《社会组织法人单位建立党的基层组织情况》: who has built what, and who has not."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import GuidanceTitle, PartyOrganizationKind
from shejian.core.indicators import relations
from shejian.core.indicators.judging import Because, Case, judged
from shejian.core.indicators.population import Judge, Nature, Part, Population, Subject
from shejian.core.indicators.populations.organizations import MIN_FULL_MEMBERS
from shejian.core.indicators.view import View

BUILT = "built"
JOINT = 3
RANKS = {
    PartyOrganizationKind.WORK_COMMITTEE: 0,
    PartyOrganizationKind.COMMITTEE: 0,
    PartyOrganizationKind.GENERAL_BRANCH: 1,
    PartyOrganizationKind.JOINT_BRANCH: JOINT,
}
BRANCH_RANK = 2
RANK_CODES = {0: "committee", 1: "general_branch", BRANCH_RANK: "branch", JOINT: "joint_branch"}
BUILT_WORDS = {"committee": "党委", "general_branch": "党总支", "branch": "党支部", "joint_branch": "联合党支部"}
INSTRUCTOR = str(GuidanceTitle.INSTRUCTOR)


def building(view: View) -> Frame:
    """Counted organizations with what covers them: id, rank (0 committee, 1 general branch, 2 branch, 3 joint branch
    only; null if nothing), and that party organization."""
    kinds = view.relation(relations.bodies).select("id", "kind")
    rank = nw.lit(BRANCH_RANK)
    for kind, value in RANKS.items():
        rank = nw.when(nw.col("kind") == str(kind)).then(nw.lit(value)).otherwise(rank)
    pairs = (
        view.relation(relations.covering)
        .join(kinds, left_on="party_organization", right_on="id", how="left")
        .with_columns(rank.alias("rank"))
    )
    best = pairs.group_by("organization").agg(nw.col("rank").min())
    bodies = (
        pairs.join(best, on=["organization", "rank"], how="inner")
        .group_by("organization", "rank")
        .agg(nw.col("party_organization").min())
    )
    return view.relation(relations.counted).join(bodies, left_on="id", right_on="organization", how="left")


def _readings(view: View) -> Frame:
    return view.relation(building).join(view.relation(relations.readings), on="id", how="left")


def _rank_word() -> nw.Expr:
    word = nw.lit(None, dtype=nw.String)
    for rank, code in RANK_CODES.items():
        word = nw.when(nw.col("rank") == rank).then(nw.lit(code)).otherwise(word)
    return word


def _built_separately(view: View) -> Frame:
    body = nw.col("party_organization")
    return judged(
        view.relation(building),
        [
            Case(nw.col("rank").is_null(), verdict=False, because=Because("nothing")),
            Case(nw.col("rank") == JOINT, verdict=False, because=Because("joint", other=body)),
        ],
        otherwise=(True, Because("own", other=body, word=_rank_word())),
        traits={BUILT: _rank_word()},
    )


def _built_jointly(view: View) -> Frame:
    body = nw.col("party_organization")
    return judged(
        view.relation(building),
        [
            Case(nw.col("rank").is_null(), verdict=False, because=Because("nothing")),
            Case(nw.col("rank") == JOINT, verdict=True, because=Because("joint", other=body)),
        ],
        otherwise=(False, Because("own", other=body, word=_rank_word())),
    )


def _joint_with_enough(view: View) -> Frame:
    least = view.number(MIN_FULL_MEMBERS)
    count = nw.col("full_time_full_members")
    return judged(
        _readings(view).filter(nw.col("rank") == JOINT),
        [
            Case(count.is_null(), verdict=None, because=Because("no_reading")),
            Case(count >= least, verdict=True, because=Because("enough", word=count)),
        ],
        otherwise=(False, Because("too_few", word=count)),
    )


def _not_built(view: View) -> Frame:
    return judged(
        view.relation(building),
        [Case(nw.col("rank").is_null(), verdict=True, because=Because("nothing"))],
        otherwise=(False, Because("built", other=nw.col("party_organization"))),
    )


def _not_built_by_count(*, none: bool) -> Judge:
    def judge(view: View) -> Frame:
        least = view.number(MIN_FULL_MEMBERS)
        count = nw.col("full_time_full_members")
        wanted = count == 0 if none else (count > 0) & (count < least)
        return judged(
            _readings(view).filter(nw.col("rank").is_null()),
            [
                Case(count.is_null(), verdict=None, because=Because("no_reading")),
                Case(wanted, verdict=True, because=Because("members", word=count)),
            ],
            otherwise=(False, Because("members", word=count)),
        )

    return judge


def _not_built_guided(view: View) -> Frame:
    sent = view.on("guidance").filter(nw.col("title") == INSTRUCTOR)
    since = sent.group_by("organization").agg(nw.col("start").min().alias("since"), nw.len().alias("sent"))
    frame = (
        view.relation(building)
        .filter(nw.col("rank").is_null())
        .join(since, left_on="id", right_on="organization", how="left")
    )
    return judged(
        frame,
        [Case(nw.col("sent").is_null(), verdict=False, because=Because("unguided"))],
        otherwise=(True, Because("guided", day=nw.col("since"))),
    )


def _staffed(view: View) -> Frame:
    frame = _readings(view)
    staff = nw.col("staff")
    return judged(
        frame,
        [Case(staff.is_null(), verdict=None, because=Because("no_reading"))],
        otherwise=(True, Because("staffed", word=staff)),
        amounts={"staff": staff.fill_null(0)},
    )


def _instructed(view: View) -> Frame:
    sent = view.on("guidance").filter(nw.col("title") == INSTRUCTOR)
    counts = sent.group_by("organization").agg(nw.len().alias("sent"))
    frame = view.relation(relations.counted).join(counts, left_on="id", right_on="organization", how="left")
    return judged(
        frame,
        [Case(nw.col("sent").is_null(), verdict=False, because=Because("unguided"))],
        otherwise=(True, Because("guided", word=nw.col("sent"))),
        amounts={"instructors": nw.col("sent").fill_null(0)},
    )


def _stock(key: str, judge: Judge, sentences: Mapping[str, str]) -> Population:
    named = {code: Subject.PARTY_ORGANIZATION for code, template in sentences.items() if "{other}" in template}
    words = {"own": BUILT_WORDS} if "own" in sentences else {}
    return Population(key, Subject.ORGANIZATION, Nature.STOCK, judge, sentences, others=named, words=words)


_NOTHING = "没有建立党组织"
_NO_READING = "台账没有当日专职工作人员中正式党员的人数"

BUILDING_POPULATIONS = (
    _stock(
        "built_separately",
        _built_separately,
        {"own": "已建立{word}（{other}）", "joint": "只参加了联合党支部（{other}）", "nothing": _NOTHING},
    ),
    _stock(
        "built_jointly",
        _built_jointly,
        {"own": "已单独建立{word}（{other}）", "joint": "参加联合党支部（{other}）", "nothing": _NOTHING},
    ),
    _stock(
        "built_jointly_with_three",
        _joint_with_enough,
        {
            "enough": "参加联合党支部，专职工作人员中有 {word} 名正式党员",
            "too_few": "参加联合党支部，专职工作人员中有 {word} 名正式党员，不足",
            "no_reading": _NO_READING,
        },
    ),
    _stock("not_built", _not_built, {"nothing": _NOTHING, "built": "已由{other}覆盖"}),
    _stock(
        "not_built_few_members",
        _not_built_by_count(none=False),
        {"members": "没有建立党组织，专职工作人员中有 {word} 名正式党员", "no_reading": _NO_READING},
    ),
    _stock(
        "not_built_no_members",
        _not_built_by_count(none=True),
        {"members": "没有建立党组织，专职工作人员中有 {word} 名正式党员", "no_reading": _NO_READING},
    ),
    _stock(
        "not_built_guided",
        _not_built_guided,
        {"guided": "没有建立党组织，{day} 起有党建指导员", "unguided": "没有建立党组织，也没有党建指导员"},
    ),
    _stock("staffed", _staffed, {"staffed": "当日从业人员 {word} 人", "no_reading": "台账没有当日的从业人员数"}),
    _stock("instructed", _instructed, {"guided": "当日有党建指导员 {word} 人次", "unguided": "当日没有党建指导员"}),
)

BUILT_BY_KIND = tuple(
    Part(f"built_separately_{code}", "built_separately", BUILT, code, BUILT_WORDS)
    for code in ("committee", "general_branch", "branch")
)
