"""Sets of persons: members, and those on the way to becoming members."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import DevelopmentStage
from shejian.core.indicators import relations
from shejian.core.indicators.judging import Because, Case, judged
from shejian.core.indicators.population import Nature, Population, Subject, Via
from shejian.core.indicators.view import View


def _members(view: View) -> Frame:
    ever = (
        view.picture.facts("affiliation")
        .group_by("person")
        .agg(
            nw.col("start").min().alias("first"), nw.col("end").max().alias("last"), nw.col("party_organization").min()
        )
    )
    now = view.relation(relations.members).select("id", "since", nw.col("party_organization").alias("body"))
    frame = ever.join(now, left_on="person", right_on="id", how="left").rename({"person": "id"})
    return judged(
        frame,
        [
            Case(
                ~nw.col("body").is_null(),
                verdict=True,
                because=Because("stands", day=nw.col("since"), other=nw.col("body")),
            ),
            Case(nw.col("first") > view.when.on, verdict=False, because=Because("not_yet", day=nw.col("first"))),
        ],
        otherwise=(False, Because("left", day=nw.col("last"))),
        via=nw.when(nw.col("body").is_null()).then(nw.col("party_organization")).otherwise(nw.col("body")),
    )


def _step(stage: DevelopmentStage, key: str, sentence: str) -> Population:
    def judge(view: View) -> Frame:
        steps = view.picture.facts("development_step").filter(nw.col("stage") == str(stage))
        since, on = view.when.since, view.when.on
        within = steps.filter((nw.col("start") >= since) & (nw.col("start") <= on))
        inside = within.group_by("person").agg(nw.col("start").max().alias("taken"))
        frame = (
            steps.group_by("person")
            .agg(nw.col("party_organization").max(), nw.col("start").max().alias("latest"))
            .join(inside, on="person", how="left")
            .rename({"person": "id"})
        )
        return judged(
            frame,
            [
                Case(
                    ~nw.col("taken").is_null(),
                    verdict=True,
                    because=Because("taken", day=nw.col("taken"), other=nw.col("party_organization")),
                )
            ],
            otherwise=(False, Because("other_time", day=nw.col("latest"))),
            via=nw.col("party_organization"),
        )

    return Population(
        key,
        Subject.PERSON,
        Nature.FLOW,
        judge,
        {"taken": f"{{day}} {sentence}（{{other}}）", "other_time": f"{{day}} {sentence}，不在时期内"},
        via=Via.PARTY_ORGANIZATION,
        others={"taken": Subject.PARTY_ORGANIZATION},
    )


PERSON_POPULATIONS = (
    Population(
        "members",
        Subject.PERSON,
        Nature.STOCK,
        _members,
        {
            "stands": "组织关系自 {day} 起在{other}",
            "not_yet": "{day} 才转入",
            "left": "已于 {day} 转出",
        },
        via=Via.PARTY_ORGANIZATION,
        others={"stands": Subject.PARTY_ORGANIZATION},
    ),
    _step(DevelopmentStage.APPLICATION, "applicants", "递交入党申请书"),
    _step(DevelopmentStage.ACTIVIST, "activists", "确定为入党积极分子"),
    _step(DevelopmentStage.ADMISSION, "admitted", "接收为预备党员"),
)
