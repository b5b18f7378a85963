"""The field's vocabulary: one code and one Chinese word for each thing, the same in every layer.

``aliases`` are other words under which offices write the same thing; they are recognised, never invented.
"""

from __future__ import annotations

from enum import Enum
from typing import Self


class Term(str, Enum):
    """A word of the vocabulary. Its value is the code stored; ``label`` is what people read."""

    label: str
    aliases: tuple[str, ...]

    def __new__(cls, code: str, label: str = "", *aliases: str) -> Self:
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        term.aliases = aliases
        return term

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of code and label, as form fields and model fields want them."""
        return [(str(term.value), term.label) for term in cls]

    @classmethod
    def words(cls) -> dict[str, str]:
        """Every recognised word, label or alias, with the code it stands for."""
        return {word: str(term.value) for term in cls for word in (term.label, *term.aliases)}


class OrganizationType(Term):
    """组织类型: what kind of social organization is registered."""

    ASSOCIATION = "association", "社会团体", "社团"
    SERVICE = "service", "民办非企业单位", "社会服务机构", "民非"
    FOUNDATION = "foundation", "基金会"


class Status(Term):
    """状态: whether a social organization exists and may act."""

    ACTIVE = "active", "正常", "存续", "在册", "活动"
    SUSPENDED = "suspended", "停止活动", "责令停止活动", "限期停止活动"
    DEREGISTERED = "deregistered", "注销", "已注销"
    REVOKED = "revoked", "撤销", "撤销登记", "吊销", "已撤销"


ENDED_STATUSES = (Status.DEREGISTERED, Status.REVOKED)


class PartyOrganizationKind(Term):
    """党组织类型."""

    WORK_COMMITTEE = "work_committee", "工委", "党工委"
    COMMITTEE = "committee", "党委", "综合党委", "行业党委", "联合党委"
    GENERAL_BRANCH = "general_branch", "党总支", "总支", "党总支部"
    BRANCH = "branch", "党支部", "支部", "单独党支部"
    JOINT_BRANCH = "joint_branch", "联合党支部", "联合支部"
    PROVISIONAL_BRANCH = "provisional_branch", "临时党支部", "临时支部"
    FUNCTIONAL = "functional", "功能型党组织", "功能型党支部", "功能型支部"


BRANCH_KINDS = (
    PartyOrganizationKind.GENERAL_BRANCH,
    PartyOrganizationKind.BRANCH,
    PartyOrganizationKind.JOINT_BRANCH,
    PartyOrganizationKind.PROVISIONAL_BRANCH,
    PartyOrganizationKind.FUNCTIONAL,
)


class FormationMode(Term):
    """组建方式: how a party organization came to cover a social organization."""

    SEPARATE = "separate", "单独组建", "单独建", "单独"
    JOINT = "joint", "联合组建", "联合建", "联合"
    DISPATCHED = "dispatched", "派驻组建", "派驻建", "派驻"
    FALLBACK = "fallback", "兜底组建", "兜底建", "兜底"
    AT_SOURCE = "at_source", "源头组建", "源头建", "源头"
    ATTACHED = "attached", "挂靠组建", "挂靠建", "挂靠"
    FUNCTIONAL = "functional", "功能型组建", "功能型"


class PostTitle(Term):
    """党组织职务."""

    SECRETARY = "secretary", "书记", "党支部书记", "支部书记"


class GuidanceTitle(Term):
    """选派职务: whom a unit sends to a social organization."""

    INSTRUCTOR = "instructor", "党建指导员", "指导员", "党建工作指导员"
    LIAISON = "liaison", "党建联络员", "联络员", "党建工作联络员"
    FIRST_SECRETARY = "first_secretary", "第一书记"
    ORGANIZER = "organizer", "党建组织员", "组织员"


class MemberCategory(Term):
    """党员类别."""

    FULL = "full", "正式党员", "正式"
    PROBATIONARY = "probationary", "预备党员", "预备"


class DevelopmentStage(Term):
    """发展党员的阶段, in the order in which they come."""

    APPLICATION = "application", "递交入党申请书"
    TALK = "talk", "派人谈话"
    ACTIVIST = "activist", "确定为入党积极分子"
    TARGET = "target", "确定为发展对象"
    ADMISSION = "admission", "接收为预备党员"
    CONVERSION = "conversion", "转为正式党员"


class MeetingKind(Term):
    """组织生活的类型."""

    GENERAL_MEETING = "general_meeting", "支部党员大会", "党员大会"
    COMMITTEE_MEETING = "committee_meeting", "支部委员会", "支委会", "支部委员会会议"
    GROUP_MEETING = "group_meeting", "党小组会"
    LECTURE = "lecture", "党课", "专题党课"
    THEME_DAY = "theme_day", "主题党日", "联合主题党日", "主题党日活动"
    LIFE_MEETING = "life_meeting", "组织生活会"
    APPRAISAL = "appraisal", "民主评议党员", "民主评议"
    TALK = "heart_talk", "谈心谈话"


class AttendanceState(Term):
    """到会情况: whether a member was at a meeting, and if not, why; or that somebody of another branch sat in on it."""

    PRESENT = "present", "到会"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"
    EXCUSED = "excused", "不计应到"
    OBSERVER = "observer", "列席", "列席人员"


class ContributionKind(Term):
    """作用发挥活动的类别."""

    PRACTICE = "practice", "实践活动"
    DONATION = "donation", "捐款捐物", "捐赠"
    VOLUNTEERING = "volunteering", "志愿服务"
    EMPLOYMENT = "employment", "稳岗就业", "促进就业"
    AID = "aid", "帮扶项目", "结对帮扶"


class CharterClause(Term):
    """章程条款版本: which wording of the Party-building clause a charter bears."""

    NONE = "none", "未载明", "没有"
    OF_2018 = "2018", "2018 年条款", "2018年条款"
    OF_2019 = "2019", "2019 年条款", "2019年条款"
    NONCONFORMING = "other", "不合要求的条款", "不合要求"

    @property
    def party_building(self) -> bool:
        """Whether a charter with such a clause has Party building written into it at all."""
        return self is not CharterClause.NONE


class DuesBasis(Term):
    """党费的计算办法: from what a member's dues follow."""

    SALARIED = "salaried", "按工资收入", "在职"
    RETIRED = "retired", "按离退休费", "离退休"
    FIXED = "fixed", "定额", "按定额"
    EXEMPT = "exempt", "免交", "免缴"


class LearningKind(Term):
    """学时的类别: as what a person learned."""

    MEMBER = "member", "党员学习培训", "党员"
    SECRETARY = "secretary", "书记、委员培训", "书记", "书记培训"


class StudyKind(Term):
    """学习活动的类别: what was held so that people learn. Organization life gives hours too, but is no study."""

    MICRO_LESSON = "micro_lesson", "微党课"
    MEMBER_TRAINING = "member_training", "党员培训", "党员集中培训"
    INDUCTION = "induction", "任职培训", "书记任职培训"
    YEARLY_ROUND = "yearly_round", "书记年度轮训", "年度轮训", "书记轮训"

    @property
    def of_secretaries(self) -> bool:
        """Whether it is a training of secretaries and committee members."""
        return self in (StudyKind.INDUCTION, StudyKind.YEARLY_ROUND)


class Sex(Term):
    """性别."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class Line(Term):
    """三条线: along which of them an organization belongs to a unit."""

    TERRITORY = "territory", "属地"
    COMPETENT = "competent", "主管"
    PARTY = "party", "党建领导"


class UnitKind(Term):
    """单位类别."""

    REGION = "region", "行政区划"
    TOWN = "town", "乡镇街道"
    COMPETENT_UNIT = "competent_unit", "业务主管单位"
    PARTY_BODY = "party_body", "党建领导机关"
    OFFICE = "office", "其他机关"

    @property
    def line(self) -> Line:
        """The line along which organizations stand under such a unit."""
        return {UnitKind.COMPETENT_UNIT: Line.COMPETENT, UnitKind.PARTY_BODY: Line.PARTY}.get(self, Line.TERRITORY)
