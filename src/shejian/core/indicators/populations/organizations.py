"""Sets of social organizations."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import FormationMode, GuidanceTitle, Status
from shejian.core.indicators import relations
from shejian.core.indicators.judging import Because, Case, judged
from shejian.core.indicators.population import Judge, Nature, Part, Population, Subject
from shejian.core.indicators.view import View

MODES = {str(mode): mode.label for mode in FormationMode}
STATUSES = {str(status): status.label for status in Status}
TITLES = {str(title): title.label for title in GuidanceTitle}
MODE = "formation"
ZOMBIE = "僵尸"
MIN_FULL_MEMBERS = "party.branch.min_full_members"


def _organizations(view: View) -> Frame:
    frame = view.relation(relations.organizations)
    since = nw.col("status_since")
    return judged(
        frame,
        [
            Case(nw.col("founded") > view.when.on, verdict=False, because=Because("not_yet", day=nw.col("founded"))),
            Case(
                nw.col("status").is_in(relations.ENDED),
                verdict=False,
                because=Because("ended", day=since, word=nw.col("status")),
            ),
            Case(nw.col("status").is_null(), verdict=None, because=Because("no_status")),
        ],
        otherwise=(True, Because("founded", day=nw.col("founded"))),
    )


def _covered(view: View) -> Frame:
    pairs = view.relation(relations.covered)
    frame = view.relation(relations.counted).join(pairs, on="id", how="left")
    return judged(
        frame,
        [Case(nw.col("party_organization").is_null(), verdict=False, because=Because("not_covered"))],
        otherwise=(True, Because("covered", other=nw.col("party_organization"), word=nw.col("mode"))),
        traits={MODE: nw.col("mode")},
    )


def _work_covered(view: View) -> Frame:
    frame = (
        view.relation(relations.counted)
        .join(view.relation(relations.covered), on="id", how="left")
        .join(view.relation(relations.guided), on="id", how="left")
    )
    covered = ~nw.col("party_organization").is_null()
    guided = ~nw.col("title").is_null()
    return judged(
        frame,
        [
            Case(
                covered,
                verdict=True,
                because=Because("covered", other=nw.col("party_organization"), word=nw.col("mode")),
            ),
            Case(guided, verdict=True, because=Because("guided", day=nw.col("since"), word=nw.col("title"))),
        ],
        otherwise=(False, Because("neither")),
    )


def _ended(view: View) -> Frame:
    """Every deregistration the ledger knows, whenever it was."""
    ended = view.picture.facts("standing").filter(nw.col("status") == str(Status.DEREGISTERED))
    return (
        ended.group_by("organization")
        .agg(nw.col("start").min().alias("ended"), nw.col("reason").min())
        .rename({"organization": "id"})
    )


def _in_period(view: View, column: str) -> nw.Expr:
    return (nw.col(column) >= view.when.since) & (nw.col(column) <= view.when.on)


def _deregistered(view: View) -> Frame:
    return judged(
        view.relation(_ended),
        [
            Case(
                _in_period(view, "ended"),
                verdict=True,
                because=Because("ended", day=nw.col("ended"), word=nw.col("reason")),
            )
        ],
        otherwise=(False, Because("other_time", day=nw.col("ended"))),
    )


def _zombies(view: View) -> Frame:
    named = nw.col("reason").str.contains(ZOMBIE, literal=True).fill_null(value=False)
    return judged(
        view.relation(_ended),
        [
            Case(
                ~_in_period(view, "ended"),
                verdict=False,
                because=Because("other_time", day=nw.col("ended")),
            ),
            Case(named, verdict=True, because=Because("zombie", day=nw.col("ended"), word=nw.col("reason"))),
        ],
        otherwise=(False, Because("other_reason", day=nw.col("ended"), word=nw.col("reason"))),
    )


def _should_have_built(view: View) -> Frame:
    least = view.number(MIN_FULL_MEMBERS)
    uncovered = view.relation(relations.counted).join(view.relation(relations.covered), on="id", how="anti")
    frame = uncovered.join(view.relation(relations.readings), on="id", how="left")
    count = nw.col("full_time_full_members")
    return judged(
        frame,
        [
            Case(count.is_null(), verdict=None, because=Because("no_reading")),
            Case(count >= least, verdict=True, because=Because("enough", word=count)),
        ],
        otherwise=(False, Because("too_few", word=count)),
    )


def _charter(view: View) -> Frame:
    written = view.on("charter").select("organization", "party_building").rename({"organization": "id"})
    frame = view.relation(relations.counted).join(written, on="id", how="left")
    return judged(
        frame,
        [
            Case(nw.col("party_building").is_null(), verdict=None, because=Because("not_stated")),
            Case(nw.col("party_building"), verdict=True, because=Because("written")),
        ],
        otherwise=(False, Because("not_written")),
    )


def _commitments(view: View) -> Frame:
    signed = (
        view.picture.facts("commitment")
        .filter(nw.col("start") <= view.when.on)
        .group_by("organization")
        .agg(nw.col("start").max().alias("signed"))
        .rename({"organization": "id"})
    )
    frame = view.relation(relations.counted).join(signed, on="id", how="left")
    return judged(
        frame,
        [Case(nw.col("signed").is_null(), verdict=False, because=Because("not_signed"))],
        otherwise=(True, Because("signed", day=nw.col("signed"))),
    )


def _stock(
    key: str,
    judge: Judge,
    sentences: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> Population:
    """A set of organizations on a day; where a reason is ``covered``, it names a party organization."""
    others = {"covered": Subject.PARTY_ORGANIZATION} if "covered" in sentences else {}
    return Population(key, Subject.ORGANIZATION, Nature.STOCK, judge, sentences, others=others, words=words or {})


_COVERED = "由{other}覆盖（{word}）"

ORGANIZATION_POPULATIONS = (
    _stock(
        "organizations",
        _organizations,
        {
            "founded": "{day} 成立，当日存续",
            "not_yet": "{day} 才成立",
            "ended": "已于 {day} {word}",
            "no_status": "台账没有当日的存续状态",
        },
        words={"ended": STATUSES},
    ),
    _stock(
        "covered",
        _covered,
        {"covered": _COVERED, "not_covered": "没有存续的党组织与之挂接"},
        words={"covered": MODES},
    ),
    _stock(
        "work_covered",
        _work_covered,
        {
            "covered": _COVERED,
            "guided": "{day} 起选派了{word}",
            "neither": "没有党组织覆盖，也没有选派指导员、联络员",
        },
        words={"covered": MODES, "guided": TITLES},
    ),
    _stock(
        "should_have_built",
        _should_have_built,
        {
            "enough": "没有党组织覆盖，专职工作人员中有 {word} 名正式党员",
            "too_few": "没有党组织覆盖，专职工作人员中只有 {word} 名正式党员",
            "no_reading": "台账没有当日专职工作人员中正式党员的人数",
        },
    ),
    _stock(
        "charter",
        _charter,
        {"written": "章程已载明党建", "not_written": "章程未载明党建", "not_stated": "台账没有写明章程是否载明党建"},
    ),
    _stock("commitments", _commitments, {"signed": "{day} 签订党建承诺书", "not_signed": "没有签订党建承诺书的记录"}),
    Population(
        "deregistered",
        Subject.ORGANIZATION,
        Nature.FLOW,
        _deregistered,
        {"ended": "{day} 注销（{word}）", "other_time": "{day} 注销，不在时期内"},
    ),
    Population(
        "zombies_deregistered",
        Subject.ORGANIZATION,
        Nature.FLOW,
        _zombies,
        {
            "zombie": "{day} 注销（{word}）",
            "other_reason": "{day} 注销，原因是{word}",
            "other_time": "{day} 注销，不在时期内",
        },
    ),
)

COVERED_BY_MODE = tuple(
    Part(f"covered_{'unstated' if mode is None else mode}", "covered", MODE, mode and str(mode), MODES)
    for mode in (*FormationMode, None)
)
