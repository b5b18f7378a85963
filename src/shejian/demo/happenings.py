"""What happened in the year: organization life, what organizations did for others, and whom offices sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shejian.core.calendar import year_end
from shejian.core.facts.terms import GuidanceTitle, MeetingKind
from shejian.core.rules import load_law
from shejian.demo import story
from shejian.demo.branches import Branch
from shejian.demo.drawing import Draw
from shejian.demo.registering import Register
from shejian.demo.rows import ContributionRow, GuidanceRow, MeetingRow, OrganizationRow
from shejian.demo.story import Campaign, JointThemeDay

THEME_DAYS = (
    "总结上年工作、谋划新年打算",
    "学习党的十九届六中全会精神",
    "学雷锋志愿服务",
    "党史故事分享会",
    "劳动模范事迹学习",
    "安全生产月知识学习",
    "庆祝建党101周年，重温入党誓词",
    "助力乡村振兴走访",
    "中华慈善日结对帮困",
    "收听收看党的二十大盛况",
    "学习党的二十大精神",
    "支部工作年度总结",
)
LECTURES = ("学习党章", "支部工作条例解读", "党员权利和义务", "党的二十大精神宣讲")
GENERAL_MEETINGS = ("讨论年度工作计划", "讨论发展党员事项", "通报半年工作情况", "听取支部工作报告")
QUARTER_MONTHS = (3, 6, 9, 11)
LIFE_MEETING_MONTH = 2  # 组织生活会 and 民主评议党员 of the year before
NOTABLE_MONTH, NOTABLE_FROM = 10, 17  # theme days of October came after the congress had opened
MONTHS_OF_THE_IDLE = (1, 7)
GUIDES = (GuidanceTitle.INSTRUCTOR, GuidanceTitle.LIAISON)


def meetings(branches: list[Branch], draw: Draw) -> list[MeetingRow]:
    """The organization life of the year, day by day."""
    found = [row for branch in branches for row in _life(branch, draw)]
    found += _joint_theme_days([one for one in branches if one.works], draw)
    return sorted(found, key=lambda row: row.day)


def _life(branch: Branch, draw: Draw) -> Iterator[MeetingRow]:
    fixed = draw.number(5, 25)
    law = load_law().on(year_end(date(story.YEAR, 1, 1)))
    committee = branch.core >= law.number("branch.committee.threshold")
    for kind, month, topic in _calendar(branch.formation.idle, committee):
        day = date(story.YEAR, month, fixed if kind is MeetingKind.THEME_DAY else draw.number(3, 28))
        if kind is MeetingKind.THEME_DAY and month == NOTABLE_MONTH:
            day = day.replace(day=max(fixed, NOTABLE_FROM))
        if branch.row.founded < day and (branch.row.dissolved is None or day < branch.row.dissolved):
            yield _meeting(branch, kind, day, topic, draw)


def _calendar(idle: bool, committee: bool) -> Iterator[tuple[MeetingKind, int, str]]:
    """What a branch holds in which month. Idle ones hold next to nothing."""
    if idle:
        for month in MONTHS_OF_THE_IDLE:
            yield MeetingKind.THEME_DAY, month, THEME_DAYS[month - 1]
        return
    for month, topic in enumerate(THEME_DAYS, 1):
        yield MeetingKind.THEME_DAY, month, topic
        if committee:
            yield MeetingKind.COMMITTEE_MEETING, month, f"研究{month}月支部工作"
    for month, lecture, topic in zip(QUARTER_MONTHS, LECTURES, GENERAL_MEETINGS, strict=True):
        yield MeetingKind.LECTURE, month, lecture
        yield MeetingKind.GENERAL_MEETING, month, topic
    yield MeetingKind.LIFE_MEETING, LIFE_MEETING_MONTH, f"{story.YEAR - 1}年度组织生活会"
    yield MeetingKind.APPRAISAL, LIFE_MEETING_MONTH, f"{story.YEAR - 1}年度民主评议党员"


def _meeting(branch: Branch, kind: MeetingKind, day: date, topic: str, draw: Draw) -> MeetingRow:
    due = 3 if kind is MeetingKind.COMMITTEE_MEETING else branch.members_on(day)
    present = due if due <= story.CORE[0] else due - draw.number(0, due // 4)
    return MeetingRow(branch.row.name, kind, day, topic, due, present)


def _joint_theme_days(branches: list[Branch], draw: Draw) -> Iterator[MeetingRow]:
    for one in story.JOINT_THEME_DAYS:
        able = [branch for branch in branches if branch.row.founded < one.day]
        yield _together(draw.some(able, one.partners + 1), one, draw)


def _together(branches: list[Branch], one: JointThemeDay, draw: Draw) -> MeetingRow:
    due = sum(branch.members_on(one.day) for branch in branches)
    host, *partners = (branch.row.name for branch in branches)
    present = due - draw.number(0, due // 4)
    return MeetingRow(host, MeetingKind.THEME_DAY, one.day, one.topic, due, present, tuple(partners))


def contributions(organizations: list[OrganizationRow], draw: Draw) -> list[ContributionRow]:
    """The declared campaigns; an organization donates once in the year."""
    gave: set[str] = set()
    return [_campaign(one, organizations, gave, draw) for one in sorted(story.CAMPAIGNS, key=lambda one: one.day)]


def _campaign(one: Campaign, organizations: list[OrganizationRow], gave: set[str], draw: Draw) -> ContributionRow:
    able = [each.name for each in organizations if each.stands_on(one.day) and each.ended is None]
    if one.kind is story.DONATION:
        able = [name for name in able if name not in gave]
    names = tuple(draw.some(able, one.organizations))
    if one.kind is story.DONATION:
        gave.update(names)
    return ContributionRow(one.name, one.kind, one.day, names, one.people_served, one.money, one.goods)


def guidance(uncovered: list[OrganizationRow], branches: list[Branch], register: Register) -> list[GuidanceRow]:
    """Whom offices sent (党建指导员、联络员): to every uncovered organization, and before the year's new branches."""
    first_day, first = story.FIRST_GUIDES
    found = []
    for at, one in enumerate(uncovered):
        day = first_day if at < first else story.OTHER_GUIDES
        found.append(_sent(one, max(day, one.founded), register))
    for branch in branches:
        organization, founded = branch.covers[0], branch.row.founded
        if founded >= story.OPENING:
            found.append(_sent(organization, max(first_day, organization.founded), register, until=founded))
        elif branch.row.dissolved is not None and organization.ended is None:
            found.append(_sent(organization, branch.row.dissolved, register))
    return found


def _sent(one: OrganizationRow, day: date, register: Register, until: date | None = None) -> GuidanceRow:
    draw = register.draw
    sent_by = one.competent[0] if draw.chance(60) else register.place.unit("民政局")
    return GuidanceRow(one.name, register.people.name(), draw.one(GUIDES), sent_by, day, until)
