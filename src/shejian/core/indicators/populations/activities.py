"""Sets of happenings: organization life and contributions, and who took part."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.facts.terms import ContributionKind, MeetingKind
from shejian.core.indicators import relations
from shejian.core.indicators.judging import Because, Case, judged
from shejian.core.indicators.population import Nature, Part, Population, Subject, Via
from shejian.core.indicators.view import View


def _joint_theme_days(view: View) -> Frame:
    days = view.within("meeting_record").filter(nw.col("kind") == str(MeetingKind.THEME_DAY))
    hosts = days.select("meeting", nw.col("party_organization").alias("host"))
    partners = (
        view.picture.facts("meeting_partner")
        .join(hosts, on="meeting", how="inner")
        .filter(nw.col("party_organization") != nw.col("host"))
        .group_by("meeting")
        .agg(nw.len().alias("partners"))
    )
    frame = days.join(partners, on="meeting", how="left").rename({"meeting": "id"})
    return judged(
        frame,
        [
            Case(
                nw.col("partners").is_null(),
                verdict=False,
                because=Because("alone", day=nw.col("start"), other=nw.col("party_organization")),
            )
        ],
        otherwise=(
            True,
            Because("joint", day=nw.col("start"), other=nw.col("party_organization"), word=nw.col("partners")),
        ),
        via=nw.col("party_organization"),
    )


KIND = "meeting_kind"
MEETING_KINDS = {str(kind): kind.label for kind in MeetingKind}


def _meetings(view: View) -> Frame:
    frame = view.within("meeting_record").rename({"meeting": "id"})
    host = nw.col("party_organization")
    return judged(
        frame,
        [],
        otherwise=(True, Because("held", day=nw.col("start"), other=host, word=nw.col("kind"))),
        via=host,
        traits={KIND: nw.col("kind")},
    )


def _attended(view: View) -> Frame:
    due, present, day, host = nw.col("due"), nw.col("present"), nw.col("start"), nw.col("party_organization")
    because = {code: Because(code, day=day, other=host) for code in ("counted", "not_stated", "nobody_due", "more")}
    return judged(
        view.within("meeting_record").rename({"meeting": "id"}),
        [
            Case(due.is_null() | present.is_null(), verdict=False, because=because["not_stated"]),
            Case(due <= 0, verdict=False, because=because["nobody_due"]),
            Case(present > due, verdict=False, because=because["more"]),
        ],
        otherwise=(True, because["counted"]),
        via=host,
        amounts={"due": due.fill_null(0), "present": present.fill_null(0)},
    )


def _activities_of(view: View, kind: ContributionKind) -> Frame:
    """Contribution activities of one kind, at any time: id, day, first participant, money."""
    return (
        view.picture.facts("contribution_record")
        .filter(nw.col("kind") == str(kind))
        .join(view.relation(relations.hosts), on="contribution", how="left")
        .rename({"contribution": "id"})
    )


AMOUNTS = ("people_served", "money_fen", "goods_fen")


def _held(kind: ContributionKind, key: str) -> Population:
    def judge(view: View) -> Frame:
        day = nw.col("start")
        return judged(
            _activities_of(view, kind),
            [
                Case(
                    (day >= view.when.since) & (day <= view.when.on),
                    verdict=True,
                    because=Because("held", day=day),
                )
            ],
            otherwise=(False, Because("other_time", day=day)),
            via=nw.col("organization"),
            amounts={amount: nw.col(amount).fill_null(0) for amount in AMOUNTS},
        )

    return Population(
        key,
        Subject.CONTRIBUTION,
        Nature.FLOW,
        judge,
        {"held": "{day} 开展", "other_time": "{day} 开展，不在时期内"},
        via=Via.ORGANIZATION,
    )


def _donating_organizations(view: View) -> Frame:
    since, on = view.when.since, view.when.on
    donations = view.picture.facts("contribution_record").filter(
        (nw.col("kind") == str(ContributionKind.DONATION)) & (nw.col("start") >= since) & (nw.col("start") <= on)
    )
    given = (
        view.picture.facts("contribution_participant")
        .join(donations.select("contribution", "start"), on="contribution", how="inner")
        .group_by("organization")
        .agg(nw.len().alias("times"), nw.col("start_right").min().alias("first"))
    )
    frame = view.relation(relations.organizations).join(given, left_on="id", right_on="organization", how="left")
    return judged(
        frame,
        [Case(nw.col("times").is_null(), verdict=False, because=Because("none"))],
        otherwise=(True, Because("gave", day=nw.col("first"), word=nw.col("times"))),
    )


ACTIVITY_POPULATIONS = (
    Population(
        "meetings",
        Subject.MEETING,
        Nature.FLOW,
        _meetings,
        {"held": "{day} 由{other}开展（{word}）"},
        via=Via.PARTY_ORGANIZATION,
        others={"held": Subject.PARTY_ORGANIZATION},
        words={"held": MEETING_KINDS},
    ),
    Population(
        "meetings_attended",
        Subject.MEETING,
        Nature.FLOW,
        _attended,
        {
            "counted": "{day} 由{other}开展，应到、实到都有记录",
            "not_stated": "{day} 由{other}开展，没有写应到或者实到",
            "nobody_due": "{day} 由{other}开展，应到写的是 0 人",
            "more": "{day} 由{other}开展，实到写得比应到还多，请核对",
        },
        via=Via.PARTY_ORGANIZATION,
        others=dict.fromkeys(("counted", "not_stated", "nobody_due", "more"), Subject.PARTY_ORGANIZATION),
    ),
    Population(
        "joint_theme_days",
        Subject.MEETING,
        Nature.FLOW,
        _joint_theme_days,
        {
            "joint": "{day} 由{other}联合 {word} 个党组织开展",
            "alone": "{day} 由{other}单独开展",
        },
        via=Via.PARTY_ORGANIZATION,
        others=dict.fromkeys(("joint", "alone"), Subject.PARTY_ORGANIZATION),
    ),
    _held(ContributionKind.PRACTICE, "practice_activities"),
    _held(ContributionKind.DONATION, "donation_activities"),
    Population(
        "donating_organizations",
        Subject.ORGANIZATION,
        Nature.FLOW,
        _donating_organizations,
        {"gave": "时期内参加捐款捐物 {word} 次，最早 {day}", "none": "时期内没有参加捐款捐物"},
    ),
)

MEETINGS_BY_KIND = tuple(Part(f"meetings_{kind}", "meetings", KIND, str(kind), MEETING_KINDS) for kind in MeetingKind)
