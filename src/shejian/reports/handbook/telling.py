"""The book of a year: chapters over what the ledger holds, in the words of branches' own record books."""

from __future__ import annotations

from datetime import date

from shejian.core.calendar import long_date
from shejian.core.documents import Align, Block, Book, Chapter, Column, Pairs, Prose
from shejian.core.facts.terms import (
    DevelopmentStage,
    FormationMode,
    MemberCategory,
    PartyOrganizationKind,
    PostTitle,
)
from shejian.core.findings.wording import hours_text
from shejian.learning.queries import Hours
from shejian.reports.handbook.blocks import day_text, listed
from shejian.reports.handbook.life import life_chapter, meetings_chapter
from shejian.reports.handbook.money import dues_chapter
from shejian.reports.handbook.reading import Member, YearOfBranch
from shejian.reports.minutes import KEEP, NONE, UNKNOWN


def handbook(year: YearOfBranch, dated: date) -> Book:
    """The record book.

    Args:
        dated: the day on which it is drawn up.
    """
    on = long_date(year.on)
    return Book(
        title=("党支部工作手册",),
        cover=(year.particulars.name, f"{year.on.year} 年度", f"截至 {on}"),
        opening=(),
        chapters=(
            Chapter("党组织基本情况", _particulars(year)),
            Chapter("党员名册", _roster(year)),
            Chapter("党员变动", _changes(year)),
            life_chapter(year),
            meetings_chapter(year),
            Chapter("党员参加组织生活情况", _attendance(year), own_page=True),
            dues_chapter(year),
            Chapter("学习培训学时", _learning(year)),
            Chapter("发展党员", _steps(year)),
        ),
        foot=f"数据截至 {on}，以第 {year.known} 笔的账为准，{long_date(dated)}制；{KEEP}",
        dated=dated,
    )


# ---- the branch ----


def _particulars(year: YearOfBranch) -> tuple[Block, ...]:
    stated, life = year.particulars, year.establishment
    node = year.asked.tree.nodes.get(stated.unit_id)
    rows = [
        ("名称", stated.name),
        ("类型", PartyOrganizationKind(stated.kind).label),
        ("上级党组织", UNKNOWN if stated.parent_id is None else year.called.body(stated.parent_id)),
        ("所在单位", UNKNOWN if node is None else node.name),
        ("成立日期", day_text(life.start if life else None)),
        ("批准文号", (life.approval_number if life else "") or UNKNOWN),
    ]
    if life is not None and life.end is not None and life.end <= year.on:
        rows.append(("撤销日期", life.end.isoformat()))
    rows += [
        ("覆盖的社会组织", "\n".join(_covered(year)) or UNKNOWN),
        ("委员会", _committee(year)),
        *((PostTitle(fact.title).label, f"{fact.name}（{_since(fact.start)}）") for fact in year.posts),
        *([] if year.posts else [("书记", UNKNOWN)]),
        ("本届选举", day_text(year.election.start if year.election else None)),
        ("党员", _count(year)),
    ]
    return (Pairs(tuple(rows)),)


def _covered(year: YearOfBranch) -> list[str]:
    return [
        f"{year.organizations.get(fact.organization_id, f'社会组织 {fact.organization_id}')}"
        f"（{FormationMode(fact.mode).label if fact.mode else '组建方式没有记录'}）"
        for fact in year.covered
    ]


def _committee(year: YearOfBranch) -> str:
    held = year.committee
    if held is None:
        return UNKNOWN
    how = {True: "，上级任命", False: "，选举产生", None: ""}[held.appointed]
    return f"设委员会{how}" if held.exists else "不设委员会"


def _since(day: date | None) -> str:
    return "任职日期没有记录" if day is None else f"{day} 起"


def _count(year: YearOfBranch) -> str:
    here = [member for member in year.members if member.here]
    full = sum(_is_full(year, member.person) for member in here)
    return f"{len(here)} 名，正式 {full} 名，预备 {len(here) - full} 名" if here else UNKNOWN


def _is_full(year: YearOfBranch, person: int) -> bool:
    fact = year.memberships.get(person)
    if fact is None:
        return False
    return fact.full_on <= year.on if fact.full_on is not None else fact.category == str(MemberCategory.FULL)


# ---- its members ----


def _roster(year: YearOfBranch) -> tuple[Block, ...]:
    columns = (
        Column("序号", 0.6),
        Column("姓名", 1.2),
        Column("党员类别", 1.2),
        Column("入党日期", 1.4),
        Column("转正日期", 1.4),
        Column("组织关系转入", 1.5),
    )
    rows = []
    for at, member in enumerate([member for member in year.members if member.here], 1):
        fact = year.memberships.get(member.person)
        kind = MemberCategory.FULL if _is_full(year, member.person) else MemberCategory.PROBATIONARY
        days = (fact.start, fact.full_on) if fact is not None else (None, None)
        name = year.called.listed([member.person])
        rows.append((str(at), name, kind.label if fact else UNKNOWN, *map(day_text, days), day_text(member.since)))
    return (listed(columns, rows, nothing=f"{long_date(year.on)}没有党员的组织关系在这里的记录。"),)


def _changes(year: YearOfBranch) -> tuple[Block, ...]:
    """Who came, who became a full member and who left within the year, in the order of the days."""
    found: list[tuple[date, int, str]] = []
    for member in year.members:
        fact = year.memberships.get(member.person)
        if member.since is not None and member.since >= year.since:
            admitted = fact is not None and fact.start == member.since
            found.append((member.since, member.person, "接收为预备党员" if admitted else "组织关系转入"))
        if member.until is not None:
            where = "" if member.onwards is None else f"，转往{year.called.body(member.onwards)}"
            found.append((member.until, member.person, f"组织关系转出{where}"))
        if fact is not None and fact.full_on is not None and _here_on(member, fact.full_on, year):
            found.append((fact.full_on, member.person, "转为正式党员"))
    rows = [(day.isoformat(), year.called.listed([person]), what) for day, person, what in sorted(set(found))]
    columns = (Column("日期", 1), Column("姓名", 1), Column("变动", 3, Align.LEFT))
    return (listed(columns, rows, nothing=f"{year.on.year} 年没有党员变动的记录。"),)


def _here_on(member: Member, day: date, year: YearOfBranch) -> bool:
    since, until = member.since, member.until
    return year.since <= day <= year.on and (since is None or since <= day) and (until is None or day < until)


def _attendance(year: YearOfBranch) -> tuple[Block, ...]:
    """How often each was to come and came; facts, in the order of the roster, and nothing is worked out of them."""
    columns = (
        Column("姓名", 1.4),
        *(Column(heading) for heading in ("应到次数", "到会", "请假", "缺席", "不计应到")),
    )
    rows: list[tuple[str, ...]] = []
    for person in dict.fromkeys(member.person for member in year.members):
        states = year.attended.get(person)
        name = year.called.listed([person])
        if states is None:
            rows.append((name, *(UNKNOWN,) * 5))
            continue
        excused = states["excused"]
        counts = (states.total() - excused, states["present"], states["leave"], states["absent"], excused)
        rows.append((name, *map(str, counts)))
    held = f"{year.on.year} 年的组织生活共 {len(year.meetings)} 次"
    noted = f"{held}，其中 {year.unlisted} 次没有到会名单，没有计入本表。"
    notes = (Prose(noted),) if year.unlisted else ()
    if not year.attended:
        return (Prose(f"{year.on.year} 年没有到会名单的记录。"), *notes)
    return (listed(columns, rows, nothing=NONE), *notes)


# ---- learning, and those on the way ----


def _learning(year: YearOfBranch) -> tuple[Block, ...]:
    """Hours of each member: what counts, and the two accounts that it comes from."""
    columns = (Column("姓名", 1.2), Column("学时", 1), Column("全年累计", 1), Column("逐次合计", 1.4))
    people = list(dict.fromkeys(member.person for member in year.members))
    held = year.hours
    rows = [(year.called.listed([person]), *_hours(held[person])) for person in people if person in held]
    without = [person for person in people if person not in held]
    table = listed(columns, rows, nothing=f"{year.on.year} 年没有学时的记录。")
    if not rows or not without:
        return (table,)
    return (table, Prose(f"没有学时记录的：{year.called.listed(without)}。"))


def _hours(of: Hours) -> tuple[str, str, str]:
    counted = "不知道" if of.tenths is None else hours_text(of.tenths)
    stated = "" if of.stated is None else hours_text(of.stated)
    unsaid = f"，{of.open} 次没有写学时" if of.open else ""
    return counted, stated, f"{of.items} 次 {hours_text(of.summed)}{unsaid}" if of.items else ""


def _steps(year: YearOfBranch) -> tuple[Block, ...]:
    columns = (Column("日期", 1), Column("姓名", 1), Column("步骤", 2.4, Align.LEFT))
    rows = [
        (day.isoformat(), year.called.listed([person]), DevelopmentStage(stage).label)
        for person, stage, day in year.steps
    ]
    return (listed(columns, rows, nothing=f"{year.on.year} 年没有发展党员的记录。"),)
