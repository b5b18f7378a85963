"""The invented county's year 2022, declared. Whatever is generated follows from these lines; so do the figures.

Every name, person, code and number is made up. The figures are those of a real county's yearly report (176家社会组织、
143个党组织、覆盖153家……); nothing else of that county is here. The days were chosen so that they keep the rules that
were in force on them, except where ``BREACHES`` says otherwise: they are test data, no statement of any rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shejian.core.facts.terms import ContributionKind, DevelopmentStage, FormationMode, PartyOrganizationKind, Status

YEAR = 2022
OPENING = date(YEAR, 1, 1)
CLOSING = date(YEAR, 12, 31)

Days = tuple[date, date]


# ---- Party organizations standing at the year's end -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Formation:
    """So many branches that came about in one way (组建方式), each covering so many organizations.

    ``idle`` branches exist and do nothing (有组织、无活动).
    """

    mode: FormationMode
    kind: PartyOrganizationKind
    branches: int
    covers: int = 1
    idle: bool = False


FORMATIONS = (
    Formation(FormationMode.SEPARATE, PartyOrganizationKind.GENERAL_BRANCH, 1),
    Formation(FormationMode.SEPARATE, PartyOrganizationKind.BRANCH, 95),
    Formation(FormationMode.AT_SOURCE, PartyOrganizationKind.BRANCH, 14),
    Formation(FormationMode.DISPATCHED, PartyOrganizationKind.BRANCH, 12),
    Formation(FormationMode.FALLBACK, PartyOrganizationKind.BRANCH, 8),
    Formation(FormationMode.ATTACHED, PartyOrganizationKind.BRANCH, 5, idle=True),
    Formation(FormationMode.ATTACHED, PartyOrganizationKind.BRANCH, 2, covers=2, idle=True),
    Formation(FormationMode.JOINT, PartyOrganizationKind.JOINT_BRANCH, 3, covers=2),
    Formation(FormationMode.JOINT, PartyOrganizationKind.JOINT_BRANCH, 3, covers=3),
)
UNDER_TWO = 1  # organizations with a branch of their own that a joint branch covers besides

PARTY_ORGANIZATIONS = sum(one.branches for one in FORMATIONS)
COVERED = sum(one.branches * one.covers for one in FORMATIONS) - UNDER_TWO


@dataclass(frozen=True, slots=True)
class NewBranch:
    """A branch founded in the year; ``registered`` if its organization was registered in the year too."""

    mode: FormationMode
    founded: date
    registered: date | None = None


NEW_BRANCHES = (
    NewBranch(FormationMode.AT_SOURCE, date(2022, 4, 21), registered=date(2022, 3, 9)),
    NewBranch(FormationMode.SEPARATE, date(2022, 6, 24)),
)
REELECTED = 21
OVERDUE = 4  # branches whose term ran out and that have not re-elected

COMMITTEE_FOUNDED = date(2016, 7, 1)
COMMITTEE_ELECTED = date(2021, 7, 1)
BRANCHES_FOUNDED: Days = (date(2016, 7, 18), date(2021, 10, 29))


# ---- Organizations without a Party organization at the year's end ------------------------------------------------

SHOULD_HAVE_BUILT = 5  # 应建未建: at least three full members among their full-time staff
TOO_FEW_MEMBERS = 16
LOST_ITS_BRANCH = date(2022, 9, 20)  # one branch was dissolved; its organization goes on without
REGISTERED_WITHOUT = (date(2022, 11, 16),)  # registered in the year, no branch yet

UNCOVERED = SHOULD_HAVE_BUILT + TOO_FEW_MEMBERS + 1 + len(REGISTERED_WITHOUT)
ORGANIZATIONS = COVERED + UNCOVERED

FIRST_GUIDES = (date(2021, 4, 12), 9)  # so many guides were sent on that day
OTHER_GUIDES = date(2022, 1, 10)  # and to the other uncovered organizations on this one


# ---- Organizations that ended -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ending:
    """An organization that ended; ``covered_by`` ``own`` (a branch dissolved with it), ``joint`` or nothing."""

    day: date
    covered_by: str = ""
    status: Status = Status.DEREGISTERED


OWN, JOINT = "own", "joint"
ZOMBIE_REASON = "连续两年以上未开展活动，按“僵尸”社会组织清理注销"
ZOMBIES = (
    Ending(date(2022, 3, 18)),
    Ending(date(2022, 4, 27), OWN),
    Ending(date(2022, 5, 13)),
    Ending(date(2022, 5, 13)),
    Ending(date(2022, 6, 22)),
    Ending(date(2022, 8, 10), JOINT),
    Ending(date(2022, 8, 25), OWN),
    Ending(date(2022, 9, 15)),
)
FORMER_REASON = "会员大会决议，自行申请注销"
REVOKED_REASON = "连续两年未参加年度检查，撤销登记"
FORMER = (
    Ending(date(2014, 10, 22)),
    Ending(date(2016, 5, 18)),
    Ending(date(2017, 11, 9)),
    Ending(date(2018, 8, 28)),
    Ending(date(2019, 4, 17), OWN),
    Ending(date(2019, 12, 5)),
    Ending(date(2020, 7, 14), status=Status.REVOKED),
    Ending(date(2020, 11, 26)),
    Ending(date(2021, 3, 23), OWN),
    Ending(date(2021, 9, 8)),
)

REGISTERED: Days = (date(2003, 3, 3), date(2019, 11, 29))
CHARTER_SAYS_NOTHING = 8
UNSIGNED = 14  # no commitment letter
LETTERS_SIGNED: Days = (date(2018, 6, 20), date(2022, 11, 30))


# ---- Members ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shortage:
    """A branch with fewer than three full members between two days; ``from_branch``: whence its third came."""

    since: date
    until: date
    from_branch: bool


SHORTAGES = (
    Shortage(date(2022, 2, 16), date(2022, 8, 17), from_branch=True),
    Shortage(date(2022, 4, 12), date(2022, 10, 19), from_branch=False),
)
CORE = (3, 8)  # full members who are there from a branch's founding on and stay
NEWCOMERS = 60
LEAVERS = 45
JOINED_THE_PARTY = date(1972, 3, 1), date(2014, 11, 28)


@dataclass(frozen=True, slots=True)
class Cohort:
    """People who came equally far on the way to membership (发展党员), and the days between which each step lies.

    The windows keep the steps far enough apart; a talk follows each application within weeks, and a conversion
    follows the admission after a whole year.
    """

    people: int
    application: Days
    activist: Days | None = None
    target: Days | None = None
    admission: Days | None = None
    converted: bool = False


APPLIED = Cohort(15, (date(2022, 1, 6), date(2022, 11, 28)))
ACTIVE = Cohort(28, (date(2021, 4, 1), date(2021, 10, 29)), (date(2022, 1, 12), date(2022, 12, 16)))
CULTIVATED = Cohort(25, (date(2020, 8, 3), date(2021, 2, 26)), (date(2021, 5, 10), date(2021, 12, 17)))
TARGETED = Cohort(
    6, (date(2020, 5, 6), date(2020, 12, 18)), (date(2021, 1, 18), date(2021, 6, 25)), (date(2022, 7, 4), CLOSING)
)
ADMITTED = Cohort(
    12,
    (date(2019, 9, 2), date(2020, 3, 27)),
    (date(2020, 7, 1), date(2020, 12, 18)),
    (date(2022, 1, 10), date(2022, 4, 15)),
    (date(2022, 5, 23), date(2022, 12, 9)),
)
CONVERTED = Cohort(
    9,
    (date(2019, 1, 7), date(2019, 4, 19)),
    (date(2019, 8, 5), date(2019, 12, 13)),
    (date(2021, 1, 4), date(2021, 3, 26)),
    (date(2021, 5, 24), date(2021, 9, 17)),
    converted=True,
)
COHORTS = (APPLIED, ACTIVE, CULTIVATED, TARGETED, ADMITTED, CONVERTED)


@dataclass(frozen=True, slots=True)
class Breach:
    """One of a cohort whose steps break a rule, on purpose: imports take them and say so."""

    cohort: Cohort
    application: date
    talk: date
    activist: date | None = None
    target: date | None = None


BREACHES = (
    Breach(APPLIED, date(2022, 3, 1), talk=date(2022, 4, 20)),  # 谈话迟了
    Breach(ACTIVE, date(2021, 6, 15), talk=date(2021, 6, 7), activist=date(2022, 2, 24)),  # 先后颠倒
    Breach(TARGETED, date(2021, 5, 11), date(2021, 5, 20), date(2021, 12, 10), date(2022, 7, 15)),  # 培养不满一年
)


# ---- What happened in the year ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JointThemeDay:
    """A theme day (主题党日) that several branches held together."""

    day: date
    topic: str
    partners: int


JOINT_THEME_DAYS = (
    JointThemeDay(date(2022, 3, 4), "学雷锋志愿服务联合主题党日", 3),
    JointThemeDay(date(2022, 4, 2), "清明祭英烈联合主题党日", 2),
    JointThemeDay(date(2022, 6, 29), "庆祝建党101周年红色经典诗歌朗诵比赛", 5),
    JointThemeDay(date(2022, 9, 23), "助力乡村振兴联合主题党日", 3),
    JointThemeDay(date(2022, 11, 11), "学习贯彻党的二十大精神联合主题党日", 4),
)


@dataclass(frozen=True, slots=True)
class Campaign:
    """An activity in which organizations did something for others; ``money`` and ``goods`` in yuan."""

    name: str
    kind: ContributionKind
    day: date
    organizations: int
    people_served: int = 0
    money: int = 0
    goods: int = 0


PRACTICE, DONATION = ContributionKind.PRACTICE, ContributionKind.DONATION
CAMPAIGNS = (
    Campaign("“我为群众办实事”年货下乡", PRACTICE, date(2022, 1, 20), 9, 310),
    Campaign("“汇聚志愿力量”学雷锋义诊", PRACTICE, date(2022, 3, 5), 11, 426),
    Campaign("春耕农技下田服务", PRACTICE, date(2022, 3, 29), 7, 185),
    Campaign("“绿满家园”义务植树", PRACTICE, date(2022, 4, 15), 12, 0),
    Campaign("文明城市创建劝导行动", PRACTICE, date(2022, 5, 12), 10, 520),
    Campaign("“助力乡村振兴”技能培训进村", PRACTICE, date(2022, 6, 9), 8, 143),
    Campaign("防汛隐患入户排查", PRACTICE, date(2022, 7, 13), 6, 268),
    Campaign("“邻里守望关爱”独居老人探访", PRACTICE, date(2022, 8, 18), 10, 97),
    Campaign("“共筑免疫屏障”接种引导", PRACTICE, date(2022, 9, 6), 12, 610),
    Campaign("重阳敬老文艺演出", PRACTICE, date(2022, 9, 30), 7, 350),
    Campaign("“五社联动”社区服务集市", PRACTICE, date(2022, 11, 18), 9, 275),
    Campaign("冬季暖心送炭", PRACTICE, date(2022, 12, 8), 8, 64),
    Campaign("疫情防控捐赠第一批", DONATION, date(2022, 10, 9), 18, 0, 152_000, 38_600),
    Campaign("疫情防控捐赠第二批", DONATION, date(2022, 10, 11), 18, 0, 96_500, 41_200),
    Campaign("疫情防控捐赠第三批", DONATION, date(2022, 10, 13), 17, 0, 71_300, 22_480),
    Campaign("疫情防控捐赠第四批", DONATION, date(2022, 10, 17), 17, 0, 118_000, 9_860),
    Campaign("疫情防控捐赠第五批", DONATION, date(2022, 10, 20), 17, 0, 43_700, 30_150),
    Campaign("疫情防控捐赠第六批", DONATION, date(2022, 10, 25), 17, 0, 60_200, 17_900),
    Campaign("核酸采样点志愿值守", ContributionKind.VOLUNTEERING, date(2022, 10, 14), 14, 1_800),
    Campaign("中考护考志愿服务", ContributionKind.VOLUNTEERING, date(2022, 6, 16), 5, 700),
    Campaign("行业协会联合招聘会", ContributionKind.EMPLOYMENT, date(2022, 5, 26), 13, 236),
    Campaign("北塬镇苹果产业结对帮扶", ContributionKind.AID, date(2022, 8, 30), 4, 52),
)
DONORS = sum(one.organizations for one in CAMPAIGNS if one.kind is DONATION)  # each gives once


# ---- What the office did since, in the weeks before the demo is made ------------------------------------------------

RECORDED_FOR = 60  # days; for so long every step is on record


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step in the case of one who has come so far: the ``place``-th of those whose last stage is ``stage``.

    Attributes:
        days: so many ago; where it is negative, so many after that stage.
    """

    stage: DevelopmentStage
    place: int
    step: str
    days: int
    outcome: str = ""
    amounts: tuple[tuple[str, int], ...] = ()
    papers: tuple[str, ...] | None = None
    departure: str = ""


STAGE_ACTIVIST, STAGE_TARGET = DevelopmentStage.ACTIVIST, DevelopmentStage.TARGET
SHORT_TRAINING = "县委党校本期只排了两天，余下的一天并入下一期补训，已报综合党委同意"
STEPS_TAKEN = (
    # two are looked after; their later stages are the ledger's to say
    StepTaken(STAGE_ACTIVIST, 0, "activist-filing", -9, papers=("入党积极分子备案表",)),
    StepTaken(STAGE_ACTIVIST, 0, "contacts", -12, amounts=(("contacts", 2),), papers=("培养联系人登记",)),
    StepTaken(STAGE_ACTIVIST, 0, "cultivation-review", 45, papers=("入党积极分子培养考察登记表",)),
    StepTaken(STAGE_ACTIVIST, 1, "contacts", -10, amounts=(("contacts", 1),)),
    StepTaken(STAGE_ACTIVIST, 1, "cultivation-review", 20),
    # one has everything before the branch meeting
    StepTaken(STAGE_TARGET, 0, "target-filing", -7, papers=("发展对象备案表",)),
    StepTaken(STAGE_TARGET, 0, "sponsors", 50, amounts=(("sponsors", 2),), papers=("入党介绍人登记",)),
    StepTaken(STAGE_TARGET, 0, "political-review", 38, "passed", papers=("政治审查结论性材料",)),
    StepTaken(STAGE_TARGET, 0, "training", 21, amounts=(("days", 3), ("hours", 24)), papers=("培训证明",)),
    StepTaken(STAGE_TARGET, 0, "committee-review", 15, "passed", papers=("党支部委员会审查意见",)),
    StepTaken(STAGE_TARGET, 0, "pre-review", 6, "passed", papers=("预审书面结果",)),
    StepTaken(STAGE_TARGET, 0, "admission-form", 4, papers=("中国共产党入党志愿书",)),
    # one was trained too short, and the office says why it is recorded all the same
    StepTaken(STAGE_TARGET, 1, "target-filing", -7, papers=("发展对象备案表",)),
    StepTaken(STAGE_TARGET, 1, "sponsors", 50, amounts=(("sponsors", 2),), papers=("入党介绍人登记",)),
    StepTaken(STAGE_TARGET, 1, "training", 9, amounts=(("days", 2), ("hours", 16)), departure=SHORT_TRAINING),
)
ELECTION_STEPS = (("study", 32), ("request", 28), ("reply", 19), ("nomination", 6))


@dataclass(frozen=True, slots=True)
class Handled:
    """A finding that was given to somebody, and what became of it.

    Attributes:
        check: which; the first of its kind, in a town if its account is one of that town.
        to: the account it is given to; its unit takes it.
        within: days until it is to be answered.
        answer: by him; empty while there is none.
        accepted: what was said when the answer was accepted; empty while it was not looked into.
    """

    check: str
    to: str
    within: int
    asked: str
    answer: str = ""
    accepted: str = ""


HANDLED = (
    Handled("term_over", "demo-beiyuan", 10, "核一核最近一次选举的日期，补记或者定下换届的时间"),
    Handled("commitment_missing", "demo-beiyuan-clerk", 15, "联系负责人补签", "承诺书已经签了，原件下周送来"),
    Handled(
        "charter_clause",
        "demo-clerk",
        20,
        "年检时一并督促修改章程",
        "理事会已经通过修改，等会员大会表决",
        "看过理事会决议，改完章程再登记",
    ),
)
LEFT_ALONE = ("charter_clause", "已经定下并入行业联合会，章程随合并一起换", 120)
