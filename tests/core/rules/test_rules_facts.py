"""What the regulations say, rule by rule: every one of the fact sheet has its parameter, and the edges come out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from shejian.core.rules import NotYetInForce, Repealed, Severity, TextRead, load_law

SHEET = {
    "dev.age_min": ("party.member.min_age", "18周岁"),
    "dev.talk_deadline": ("development.talk.limit", "1个月"),
    "dev.contact_persons": ("development.contacts.min", "1名"),
    "dev.activist_review_interval": ("development.review.interval", "6个月"),
    "dev.cultivation_min": ("development.cultivation.min", "1年"),
    "dev.object_superior_action": ("development.object.superior_action", "同意"),
    "dev.object_publicity_min": ("development.publicity.min", "5个工作日"),
    "dev.sponsors": ("development.sponsors", "2名"),
    "dev.training_min": ("development.training.days", "3天"),
    "dev.leaving_soon": ("development.leaving.limit", "3个月"),
    "dev.prereview_to_meeting": ("development.meeting.after_prereview", "1个月"),
    "dev.meeting_quorum": ("development.meeting.quorum", "超过应到会的 1/2"),
    "dev.meeting_pass": ("development.meeting.majority", "超过应到会的 1/2"),
    "dev.superior_approval": ("development.approval.limit", "3个月"),
    "dev.superior_approval_max": ("development.approval.limit_special", "6个月"),
    "dev.oath_deadline": ("development.oath.limit", "1个月"),
    "dev.probation": ("development.probation.length", "1年"),
    "dev.probation_extend": ("development.probation.extension_min", "6个月"),
    "dev.full_approval": ("development.conversion.approval_limit", "3个月"),
    "dev.transfer_postpone_max": ("development.conversion.postponement_max", "6个月"),
    "branch.min_full_members": ("party.branch.min_full_members", "3名"),
    "branch.max_members": ("branch.members.max", "50名"),
    "branch.joint_max_units": ("branch.joint.units_max", "5家"),
    "branch.committee_threshold": ("branch.committee.threshold", "7名"),
    "branch.committee_size": ("branch.committee.size_min", "3人"),
    "branch.project_min": ("branch.project.min", "6个月"),
    "branch.reply": ("branch.reply.limit", "1个月"),
    "org.general_branch": ("general_branch.members_min", "50名"),
    "org.committee": ("committee.members_min", "100名"),
    "life.general_meeting": ("life.general_meeting", "每季度1次"),
    "life.committee": ("life.committee_meeting", "每月1次"),
    "life.group": ("life.group_meeting", "每月1次"),
    "life.theme_day": ("life.theme_day", "每月1次"),
    "life.org_meeting": ("life.life_meeting", "每年1次"),
    "life.appraisal": ("life.appraisal", "每年1次"),
    "life.talk": ("life.talk", "每年1次"),
    "elect.term_branch": ("election.term.branch", "3年"),
    "elect.term_village": ("election.term.village", "5年"),
    "elect.term_committee": ("election.term.committee", "5年"),
    "elect.shift_max": ("election.shift.max", "1年"),
    "elect.remind_before": ("election.remind.before", "6个月"),
    "elect.quorum": ("election.quorum", "不少于应到会的 4/5"),
    "elect.surplus": ("election.surplus", "不少于应选名额的 1/5"),
    "elect.pass": ("election.majority", "超过实到会的 1/2"),
    "dues.band": (
        "dues.bands",
        "3000元/月以下（含）0.5%，5000元/月以下（含）1%，10000元/月以下（含）1.5%，再高的 2%",
    ),
    "dues.retired": ("dues.retired_bands", "5000元/月以下（含）0.5%，再高的 1%"),
    "dues.unpaid_removal": ("dues.unpaid.limit", "6个月"),
    "train.member": ("education.member.hours", "32学时/年"),
    "train.secretary": ("education.secretary.hours", "56学时/年"),
    "member.transfer_if_away": ("membership.transfer_away", "6个月"),
    "member.lost": ("membership.lost", "6个月"),
    "member.lost_removal": ("membership.lost_removal", "2年"),
    "member.rectify_max": ("membership.rectify_max", "1年"),
    "member.letter_max": ("membership.letter_max", "90日"),
    "so.change_filing": ("organization.change.filing", "30日"),
    "so.annual_to_sponsor": ("organization.annual.to_competent_unit", "3月31日"),
    "so.annual_to_mca": ("organization.annual.to_authority", "5月31日"),
    "so.foundation_annual": ("organization.annual.to_authority_foundation", "3月31日"),
    "so.charity_report": ("organization.annual.charity_report", "3月31日"),
    "so.due_cutoff": ("organization.annual.due_cutoff", "6月30日"),
    "so.deregister": ("organization.deregistration.after_liquidation", "15日"),
    "so.spotcheck_county": ("organization.spot_check.county", "不少于在册社会组织的 3/100"),
    "so.spotcheck_city": ("organization.spot_check.city", "不少于在册社会组织的 4/100"),
    "so.spotcheck_province": ("organization.spot_check.province", "不少于在册社会组织的 5/100"),
    "so.abnormal_to_serious": ("organization.credit.abnormal_to_serious", "24个月"),
    "so.abnormal_auto_exit": ("organization.credit.abnormal_auto_exit", "6个月"),
    "so.serious_min": ("organization.credit.serious_min", "24个月"),
    "so.eval_validity": ("organization.evaluation.validity", "5年"),
    "so.eval_reapply_window": ("organization.evaluation.reapply_window", "4年"),
    "so.zombie_missed_checks": ("organization.zombie.missed_checks", "2次"),
    "so.party_lead_forms": ("organization.registration.party_forms", "党建工作承诺书、党员情况调查表"),
    "sec.log_retention": ("security.log_retention", "6个月"),
    "sec.pia_retention": ("security.pia_retention", "3年"),
}
"""The rules of the sheet of facts, with their parameters and what these are on the day below."""
BEYOND = {
    "dev.contact_persons": ("development.contacts.max", "2名"),
    "dev.training_min": ("development.training.hours", "24学时"),
    "dev.probation_extend": ("development.probation.extension_max", "1年"),
    "branch.committee_size": ("branch.committee.size_usual_max", "5人"),
    "branch.committee_size (<=7)": ("branch.committee.size_max", "7人"),
    "so.change_filing (民非)": ("organization.change.filing_private", "30日"),
    "so.annual_to_sponsor (民非)": ("organization.annual.to_competent_unit_private", "3月31日"),
    "so.annual_to_mca (民非)": ("organization.annual.to_authority_private", "5月31日"),
}
"""Rules that the sheet writes as one and that are several."""
REGISTER = {
    "I1": "development-rules-2014",
    "I2": "development-rules-2026",
    "I3": "branch-regulations-2018",
    "I4": "election-regulations-2020",
    "I5": "term-opinion-2018",
    "I6": "education-regulations-2019",
    "I7": "dues-provisions-2008",
    "I8": "floating-members-opinion-2024",
    "I9": "party-building-opinion-2015",
    "I10": "reform-opinion-2016",
    "I11": "registration-party-notice-2016",
    "I12": "charter-notice-2018",
    "I13": "charter-notice-2019",
    "I14": "standardization-opinion-2024",
    "I15": "association-regulations-2016",
    "I16": "private-regulations-1998",
    "I17": "foundation-regulations-2004",
    "I18": "charity-law-2023",
    "I19": None,  # a draft that was never promulgated: it is nowhere in force, and no instrument
    "I20": "association-annual-2026",
    "I21": "private-annual-2005",
    "I22": "foundation-annual-2006",
    "I23": "evaluation-measures-2026",
    "I24": "credit-measures-2018",
    "I25": "name-measures-2024",
    "I26": "spotcheck-measures-2017",
    "I27": "penalty-procedure-2021",
    "I28": "debrief-measures-2019",
    "I29": "official-document-format-2012",
    "I30": "credit-code-standard-2015",
    "I31": "official-document-regulations-2012",
}
DAY = date(2026, 11, 22)


def law():
    return load_law().on(DAY)


@pytest.mark.parametrize(("key", "words"), [*SHEET.values(), *BEYOND.values()])
def test_every_rule_of_the_sheet_has_its_parameter(key, words):
    assert str(law().value(key)) == words


def test_the_sheet_is_whole():
    assert len(SHEET) == 73
    assert len({key for key, _ in (*SHEET.values(), *BEYOND.values())}) == 81
    assert [name for name, id_ in REGISTER.items() if id_ is not None and id_ not in load_law().instruments] == []


def test_how_much_there_is_and_how_much_of_it_was_read():
    values = [value for key in load_law().keys for value in load_law().parameter(key).values]
    read = {one.id for one in load_law().instruments.values() if one.read is TextRead.OFFICIAL}
    assert (len(load_law().keys), len(load_law().instruments)) == (155, 46)
    assert (len(values), sum(value.confirmed for value in values)) == (218, 71)
    assert read == {
        "development-rules-2026",
        "education-regulations-2019",
        "association-regulations-2016",
        "private-regulations-1998",
        "foundation-regulations-2004",
        "charity-law-2023",
        "personal-information-law-2021",
    }


def test_what_was_only_remembered_is_a_hint():
    for key in load_law().keys:
        for value in load_law().parameter(key).values:
            if not any(cite.instrument.read is TextRead.OFFICIAL for cite in value.citations):
                assert (value.confirmed, value.severity) == (False, Severity.HINT)


def test_quoted_words_are_of_the_text_and_say_the_number():
    """Each quotation is Chinese text without our own writing in it; where the rule counts, it counts too."""
    cites = [cite for key in load_law().keys for value in load_law().parameter(key).values for cite in value.citations]
    quoted = [cite for cite in cites if cite.confirmed]
    assert [
        cite.article for cite in quoted if not re.fullmatch(r"第[一二三四五六七八九十]+条(第（六）项)?", cite.article)
    ] == []
    assert [cite.words for cite in quoted if cite.words.endswith(("。", "，", "；")) or " " in cite.words] == []


@pytest.mark.parametrize(
    ("base", "due"),
    [
        ("3000", "15.00"),
        ("3000.01", "30.00"),
        ("5000", "50.00"),
        ("5000.01", "75.00"),
        ("10000", "150.00"),
        ("10000.01", "200.00"),
    ],
)
def test_dues_of_a_salary(base, due):
    assert str(law().bands("dues.bands").due(Decimal(base))) == due


@pytest.mark.parametrize(
    ("base", "due"), [("5000", "25.00"), ("5000.01", "50.00"), ("2863", "14.32"), ("6000", "60.00")]
)
def test_dues_of_a_pension(base, due):
    assert str(law().bands("dues.retired_bands").due(Decimal(base))) == due


def test_dues_of_who_has_no_income():
    value = law().value("dues.smallest")
    assert (value.amount, str(value)) == (Decimal("0.2"), "0.2元/月")


def test_a_closed_last_day_became_a_half_open_end():
    """The sheet lets 备案 hold until 2026-05-10."""
    action = load_law().parameter("development.object.superior_action")
    assert [(str(one), one.since, one.until) for one in action.values] == [
        ("备案", date(2014, 5, 28), date(2026, 5, 11)),
        ("同意", date(2026, 5, 11), None),
    ]


@pytest.mark.parametrize(
    "key", ["development.publicity.min", "development.meeting.after_prereview", "development.oath.limit"]
)
def test_what_is_new_in_2026_was_not_in_force_before(key):
    with pytest.raises(NotYetInForce):
        load_law().on(date(2026, 5, 10)).value(key)
    assert load_law().on(date(2026, 5, 11)).value(key).confirmed


def test_a_rule_of_the_evaluation_measures_of_2010_ended_with_them():
    assert str(load_law().on(date(2026, 2, 28)).value("organization.evaluation.reapply_after")) == "2年"
    with pytest.raises(Repealed):
        load_law().on(date(2026, 3, 1)).value("organization.evaluation.reapply_after")


def test_after_the_amendment_of_2026_the_articles_on_associations_are_unverified():
    filing = load_law().parameter("organization.change.filing")
    assert [(one.since, one.confirmed) for one in filing.values] == [
        (date(1998, 10, 25), False),
        (date(2016, 2, 6), True),
        (date(2026, 3, 20), False),
    ]
    assert load_law().on(DAY).value("organization.change.filing_private").severity is Severity.BREACH


def test_every_instrument_is_cited_or_stands_in_the_register():
    cited = {
        cite.instrument.id
        for key in load_law().keys
        for value in load_law().parameter(key).values
        for cite in value.citations
    }
    beside = {"charity-law-2016", "election-regulations-1990"}
    assert set(load_law().instruments) - cited - set(REGISTER.values()) - beside == set()
