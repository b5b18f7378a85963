"""Every form there is, placed: what is asked about a branch and its members field by field, the others by why not."""

from __future__ import annotations

from django import forms
from docs.burden_fields import Field, Lines, Placed, Way

from shejian.office import account_forms, invitation_forms, report_forms
from shejian.office import forms as office_forms
from shejian.office.acting import (
    asking_forms,
    body_ends,
    body_forms,
    body_founding,
    case_forms,
    case_starting,
    clause_forms,
    committee_forms,
    dues_sheet,
    guidance_forms,
    learning_sheet,
    local_value_forms,
    meeting_forms,
    member_founding,
    organization_forms,
    organization_founding,
    organization_merging,
    oversight_forms,
    person_forms,
    person_merging,
    rule_forms,
    secretary_forms,
    study_forms,
    undoing,
    work_forms,
    worker_founding,
)
from shejian.phone import correcting, recording
from shejian.phone import forms as phone_forms

MINUTES = "组织生活页、会议记录（Word、PDF）"
PLANS = "党组织的计划；照计划记时带出"
HANDLING = "办件页：时限、票数、材料照它判断"
REASON = Field("reason", "")
WHY = Field("reason", "", must=True)
"""Why it was wrong; it stays with the entry."""


def _meeting(*, anew: bool) -> tuple[Field, ...]:
    """The fields of a meeting: recorded for the first time, or put right, with all as it was."""
    held = "" if anew else "账上原来的"
    record, particulars, resolution = (
        f"activities.{model}" for model in ("MeetingRecord", "MeetingParticulars", "Resolution")
    )
    return (
        Field("day", f"{record}.start", must=True, brought=held or "当天，或计划的日子", again=MINUTES),
        Field("kind", f"{record}.kind", must=True, brought=held, again=f"{MINUTES}；照计划记的带出"),
        Field("topic", f"{record}.topic", brought=held, again=f"{MINUTES}；照计划记的带出"),
        Field("began", f"{particulars}.began", brought=held, again=MINUTES),
        Field("place", f"{particulars}.place", brought=held, again=MINUTES),
        Field("host", f"{particulars}.host", brought=held or "书记", again=MINUTES),
        Field("guest_host", f"{particulars}.guest_host", brought=held, again=MINUTES),
        Field("plan", f"{particulars}.plan", brought=held or "从计划点过来的", again="计划记为已开展，不再提醒"),
        Field("how", "", must=True, brought=held or "按名单"),
        Field("due", f"{record}.due", brought=held or "有名单的由名单数出", again=MINUTES),
        Field("present", f"{record}.present", brought=held or "有名单的由名单数出", again=MINUTES),
        Field(
            "state-*",
            "activities.Attendance.state",
            must=True,
            brought=held or "都当作到会，只改没有到的",
            lines=Lines.MEMBER,
            again=f"应到、实到由它数出；{MINUTES}",
        ),
        Field("tenths", "activities.Attendance.tenths", brought=held, again="人员页的学时"),
        Field("observer-*", "activities.Attendance.person", lines=Lines.OBSERVER, again=f"人员页；{MINUTES}"),
        Field("partner-*", "activities.MeetingPartner.party_organization", lines=Lines.PARTNER, again=MINUTES),
        Field("agenda", f"{particulars}.agenda", brought=held, again=MINUTES),
        Field("minutes", f"{particulars}.minutes", brought=held, again=MINUTES),
        Field("text-*", f"{resolution}.text", brought=held, lines=Lines.RESOLUTION, again=MINUTES),
        Field("due-*", f"{resolution}.due", brought=held, lines=Lines.RESOLUTION, again=MINUTES),
        Field("present-*", f"{resolution}.present", brought=held, lines=Lines.RESOLUTION, again=MINUTES),
        Field("approving-*", f"{resolution}.approving", brought=held, lines=Lines.RESOLUTION, again=MINUTES),
    )


def _particulars(brought: str = "") -> tuple[Field, ...]:
    of = "party.PartyOrganizationParticulars"
    page = "党组织页、台账"
    return (
        Field("name", f"{of}.name", must=True, brought=brought, again=page),
        Field("kind", f"{of}.kind", must=True, brought=brought, again=page),
        Field("parent", f"{of}.parent", brought=brought, again=page),
        Field("unit", f"{of}.unit", must=True, brought=brought, again=page),
    )


def _covering(*, held: bool) -> tuple[Field, ...]:
    of = "party.Coverage"
    every = Lines.COVERED
    kept = (Field("cover*", f"{of}.end", brought="账上原来的", lines=every),) if held else ()
    return (*kept, Field("add*", f"{of}.organization", lines=every), Field("mode*", f"{of}.mode", lines=every))


def _person(brought: str = "") -> tuple[Field, ...]:
    of, page = "people.PersonParticulars", "人员页、名册（遮住）"
    return (
        Field("name", f"{of}.name", must=True, brought=brought, again=page),
        Field("identity", f"{of}.identity_cipher", again="认出同一个人；生日、性别照它核对"),
        Field("sex", f"{of}.sex", brought=brought, again=page),
        Field("phone", f"{of}.phone_cipher", again=page),
    )


def _membership(brought: str = "") -> tuple[Field, ...]:
    of, page = "party.Membership", "人员页、名册"
    return (
        Field("joined", f"{of}.start", must=True, brought=brought, again=page),
        Field("category", f"{of}.category", must=True, brought=brought, again=page),
        Field("full_on", f"{of}.full_on", brought=brought, again=page),
    )


def _step() -> tuple[Field, ...]:
    of = "cases.CaseStep"
    return (
        Field("day", f"{of}.start", must=True, brought="当天", again=HANDLING),
        Field("outcome", f"{of}.outcome", must=True, again=HANDLING),
        *(Field(name, f"{of}.{name}", again=HANDLING) for name in ("due", "present", "yes", "written", "seats")),
        Field("amount-*", f"{of}.amounts", again=HANDLING),
        Field("papers_checked", "", must=True, brought="还没有核对"),
        Field("papers", f"{of}.papers", lines=Lines.PAPER, again=HANDLING),
        Field("departure", f"{of}.departure", again="办件页：不照规定办的说明"),
    )


def _study(*, anew: bool) -> tuple[Field, ...]:
    """The fields of a study: recorded for the first time, or put right, with all as it was."""
    held = "" if anew else "账上原来的"
    of, learner, page = "learning.StudyRecord", "learning.Learner", "学习培训页"
    return (
        Field("kind", f"{of}.kind", must=True, brought=held, again=page),
        Field("title", f"{of}.title", must=True, brought=held, again=f"{page}、人员页的学时"),
        Field("day", f"{of}.start", must=True, brought=held, again=page),
        Field("last", f"{of}.end", brought=held or "只有一天的空着", again=page),
        Field("place", f"{of}.place", brought=held, again=page),
        Field("lecturer", f"{of}.lecturer", brought=held, again=page),
        Field("text", f"{of}.text", brought=held, again="参加的人读的材料"),
        Field("link", f"{of}.link", brought=held, again="参加的人读的材料"),
        Field("hours", f"{learner}.tenths", brought=held, again="人员页的学时"),
        Field(
            "came-*",
            f"{learner}.person",
            must=True,
            brought=held or "都当作没有参加",
            lines=Lines.MEMBER,
            again=f"{page}、人员页的学时",
        ),
        Field("hours-*", "", brought=held or "照每人学时", lines=Lines.MEMBER),
        Field("other-*", ""),
    )


OF_BRANCHES = (
    Placed(meeting_forms.HoldMeeting, Way.FIRST, (*_meeting(anew=True), Field("listed", "")), times="meetings"),
    Placed(
        recording.PhoneMeeting,
        Way.FIRST,
        (
            *(field for field in _meeting(anew=True) if field.name not in recording.LEFT_TO_THE_OFFICE),
            Field("listed", ""),
        ),
        instead=(meeting_forms.HoldMeeting,),
    ),
    Placed(
        meeting_forms.CorrectMeeting,
        Way.CORRECTION,
        (*_meeting(anew=False), Field("listed", ""), REASON),
        of=(meeting_forms.HoldMeeting, recording.PhoneMeeting),
    ),
    Placed(
        correcting.PhoneCorrection,
        Way.CORRECTION,
        (
            *(field for field in _meeting(anew=False) if field.name not in (*recording.LEFT_TO_THE_OFFICE, "plan")),
            Field("listed", ""),
        ),
        of=(meeting_forms.HoldMeeting, recording.PhoneMeeting),
    ),
    Placed(
        meeting_forms.PlanMeeting,
        Way.FIRST,
        (
            Field("day", "activities.PlannedMeeting.start", must=True, again=PLANS),
            Field("kind", "activities.PlannedMeeting.kind", must=True, again=PLANS),
            Field("topic", "activities.PlannedMeeting.topic", again=PLANS),
        ),
        times="plans",
    ),
    Placed(
        meeting_forms.CancelPlan,
        Way.CHANGE,
        (Field("plan", "activities.PlannedMeeting.end", must=True, brought="从计划点过来的"), REASON),
        of=(meeting_forms.PlanMeeting,),
    ),
    Placed(
        dues_sheet.DuesSheet,
        Way.FIRST,
        (
            Field("months", "party.Dues.start", must=True, brought="当月", again="党费表"),
            Field("paid_on", "party.Dues.paid_on", again="党费表"),
            Field("basis-*", "party.Dues.basis", lines=Lines.MEMBER, again="核定数额由它和基数核对"),
            Field("base-*", "party.Dues.base_fen", lines=Lines.MEMBER, again="核定数额由它核对"),
            Field("due-*", "party.Dues.due_fen", lines=Lines.MEMBER, again="党费表"),
            Field("paid-*", "party.Dues.paid_fen", lines=Lines.MEMBER, again="党费表"),
        ),
        times="dues",
    ),
    Placed(
        learning_sheet.LearningSheet,
        Way.FIRST,
        (
            Field("year", "party.Learning.start", must=True, brought="当年", again="学时表"),
            Field("member-*", "party.Learning.hours", lines=Lines.MEMBER, again="学时表、人员页"),
            Field("secretary-*", "party.Learning.kind", lines=Lines.MEMBER, again="学时表、人员页"),
        ),
        times="year",
    ),
    Placed(study_forms.HoldStudy, Way.FIRST, _study(anew=True)),
    Placed(study_forms.CorrectStudy, Way.CORRECTION, (*_study(anew=False), REASON), of=(study_forms.HoldStudy,)),
    Placed(
        committee_forms.StateCommittee,
        Way.FIRST,
        (
            Field("exists", "party.Committee.exists", again="党组织页；要不要开支委会照它看"),
            Field("appointed", "party.Committee.appointed", again="党组织页；任命的不催换届"),
            Field("day", "party.Committee.start", again="党组织页"),
        ),
        times="terms",
    ),
    Placed(
        case_forms.StepForm,
        Way.FIRST,
        (
            *_step(),
            Field("ended", "party.Establishment.end", again="党组织页、台账"),
            Field("successor", "party.Affiliation.party_organization"),
            Field("withdraw", ""),
            REASON,
        ),
        of=(body_founding.EstablishBody, member_founding.RegisterMember),
    ),
    Placed(
        case_forms.CorrectCase,
        Way.CORRECTION,
        (
            Field("recorded_since", "cases.CaseParticulars.recorded_since", brought="账上原来的"),
            Field("fact-*", "cases.CaseParticulars.facts", brought="账上原来的"),
            WHY,
        ),
        of=(case_starting.StartCase, case_starting.StartRegister),
    ),
    Placed(
        case_forms.CloseCase,
        Way.FIRST,
        (
            Field("day", "cases.CaseEnding.start", must=True, again="办件页"),
            Field("reason", "cases.CaseEnding.reason", must=True, again="办件页"),
        ),
    ),
    Placed(
        case_starting.StartCase,
        Way.FIRST,
        (
            Field("person", "cases.CaseParticulars.person", brought="从他的页点过来的", again="办件页"),
            Field("party_organization", "cases.CaseParticulars.party_organization", brought="从它的页点过来的"),
            Field("organization", "cases.CaseParticulars.organization", brought="从它的页点过来的"),
            Field("handled_by", "cases.CaseParticulars.handled_by", must=True, again="办件页"),
            Field("recorded_since", "cases.CaseParticulars.recorded_since", again=HANDLING),
            Field("fact-*", "cases.CaseParticulars.facts", again=HANDLING),
            *_person(),
            Field("application", "cases.CaseStep.start", again="申请这一步，不再另填"),
        ),
        of=(case_forms.StepForm,),
        instead=(member_founding.RegisterMember,),
    ),
    Placed(
        case_starting.StartRegister,
        Way.CHANGE,
        (Field("recorded_since", "cases.CaseParticulars.recorded_since", must=True),),
        of=(case_starting.StartCase,),
    ),
    Placed(
        body_founding.EstablishBody,
        Way.FIRST,
        (
            *_particulars(),
            Field("founded", "party.Establishment.start", must=True, again="党组织页、台账"),
            Field("approval", "party.Establishment.approval_number", again="党组织页、台账"),
            Field("secretary", "party.Post.name", again="党组织页、台账；记组织生活时带出为主持人"),
            *_covering(held=False),
        ),
    ),
    Placed(
        body_forms.CorrectBody,
        Way.CORRECTION,
        (
            *_particulars("账上原来的"),
            Field("founded", "party.Establishment.start", must=True, brought="账上原来的"),
            Field("approval", "party.Establishment.approval_number", brought="账上原来的"),
            Field("dissolved", "party.Establishment.end", brought="账上原来的"),
            Field("secretary", "party.Post.name"),
            *_covering(held=True),
            WHY,
        ),
        of=(body_founding.EstablishBody, body_forms.ChangeSecretary, body_ends.DissolveBody, body_ends.MergeBody),
    ),
    Placed(
        body_forms.AdjustBody,
        Way.CHANGE,
        (*_particulars("账上原来的"), Field("day", "party.Coverage.start", must=True), *_covering(held=True)),
        of=(body_founding.EstablishBody,),
    ),
    Placed(
        guidance_forms.CoverOrganization,
        Way.CHANGE,
        (
            Field("body", "party.Coverage.party_organization", must=True),
            Field("mode", "party.Coverage.mode"),
            Field("day", "party.Coverage.start", must=True),
        ),
        of=(body_founding.EstablishBody, body_forms.AdjustBody),
    ),
    Placed(
        body_forms.ChangeSecretary,
        Way.CHANGE,
        (
            Field("day", "party.Post.start", must=True, again="党组织页"),
            Field("secretary", "party.Post.name"),
            Field("vacant", "party.Post.end"),
        ),
        of=(body_founding.EstablishBody,),
        times="terms",
    ),
    Placed(
        body_ends.DissolveBody,
        Way.CHANGE,
        (
            Field("day", "party.Establishment.end", must=True),
            Field("successor", "party.Affiliation.party_organization"),
        ),
        of=(body_founding.EstablishBody, member_founding.RegisterMember),
    ),
    Placed(
        body_ends.MergeBody,
        Way.CHANGE,
        (
            Field("day", "party.Establishment.end", must=True),
            Field("into", "party.Affiliation.party_organization", must=True),
        ),
        of=(body_founding.EstablishBody, member_founding.RegisterMember),
    ),
    Placed(
        member_founding.RegisterMember,
        Way.FIRST,
        (
            *_person(),
            *_membership(),
            Field("party_organization", "party.Affiliation.party_organization", must=True, again="人员页、名册"),
            Field("day", "party.Affiliation.start", must=True, again="人员页、名册"),
        ),
    ),
    Placed(
        person_forms.CorrectPerson,
        Way.CORRECTION,
        (*_person("账上原来的"), *_membership("账上原来的"), WHY),
        of=(
            member_founding.RegisterMember,
            worker_founding.RegisterWorker,
            person_forms.ConvertMember,
            case_starting.StartCase,
        ),
    ),
    Placed(
        worker_founding.RegisterWorker,
        Way.FIRST,
        (
            *_person(),
            Field("joined", "party.Membership.start", must=True, again="人员页"),
            Field("full_on", "party.Membership.full_on", again="人员页"),
            Field("start", "party.Employment.start", must=True, again="人员页、社会组织页"),
        ),
        instead=(member_founding.RegisterMember, case_starting.StartCase, person_forms.ConvertMember),
    ),
    Placed(
        work_forms.RegisterWork,
        Way.CHANGE,
        (
            Field("organization", "party.Employment.organization", must=True, again="人员页、社会组织页"),
            Field("full_time", "party.Employment.full_time", again="人员页、社会组织页"),
            Field("start", "party.Employment.start", must=True),
        ),
        of=(worker_founding.RegisterWorker,),
    ),
    Placed(
        work_forms.ChangeWork,
        Way.CHANGE,
        (
            Field("employment", "", must=True, brought="从他的页点过来的"),
            Field("change", "party.Employment.full_time", must=True),
            Field("day", "party.Employment.start", must=True),
        ),
        of=(worker_founding.RegisterWorker, work_forms.RegisterWork),
    ),
    Placed(
        person_forms.MovePerson,
        Way.CHANGE,
        (
            Field("party_organization", "party.Affiliation.party_organization", must=True),
            Field("day", "party.Affiliation.start", must=True),
        ),
        of=(member_founding.RegisterMember,),
    ),
    Placed(
        person_forms.MoveOut,
        Way.CHANGE,
        (Field("day", "party.Affiliation.end", must=True),),
        of=(member_founding.RegisterMember,),
    ),
    Placed(
        person_forms.ConvertMember,
        Way.CHANGE,
        (Field("day", "party.Membership.full_on", must=True),),
        of=(member_founding.RegisterMember,),
    ),
    Placed(
        oversight_forms.AnswerFinding,
        Way.FIRST,
        (Field("said", "oversight.Answer.said", must=True, again="问题页、核实"),),
    ),
)
"""Forms on a branch, its life and its members."""

TITLES: dict[type[forms.BaseForm], str] = {
    case_forms.StepForm: "办件的一步",
    case_starting.StartCase: "开办",
    account_forms.NewAccountForm: "建账号",
    account_forms.GiveRoleForm: "给职责",
    account_forms.EndRoleForm: "结束职责",
    account_forms.HandOverForm: "交接职责",
    account_forms.ConfirmForm: "确认一步",
    office_forms.SignInForm: "登录",
    office_forms.PasswordForm: "改密码",
    office_forms.PurposeForm: "查看明文",
    office_forms.UploadForm: "上传工作簿",
    undoing.UndoForm: "撤销一笔账",
    report_forms.StartForm: "起草材料",
    invitation_forms.InviteForm: "邀请",
    invitation_forms.EndForm: "收回邀请",
    invitation_forms.HandOverRecordForm: "交接记录",
    invitation_forms.AnswerCorrectionForm: "答复更正申请",
    phone_forms.CodeForm: "已有账号的用一次性代码",
    phone_forms.JoinForm: "凭一次性代码加入",
    phone_forms.CorrectionForm: "更正申请",
}
"""How forms are called whose heading depends on what they are opened on."""
Beside = tuple[str, str, str]
BESIDE: tuple[Beside, ...] = (
    (
        "activities.MeetingRecord.start",
        "cases.CaseStep.start",
        "民主评议党员记为一次组织生活；另按程序办件的，会议那一步的日期在办件里还要写。办件不要求，不办就只写一次",
    ),
    (
        "party.DevelopmentStep.start",
        "cases.CaseStep.start",
        "发展党员的六个阶段，台账已经有的，办件读它，不再写",
    ),
)
"""Facts that stand in two columns: what a test by columns cannot see, said by hand."""
Reason = str
ELSEWHERE: dict[Reason, tuple[type[forms.BaseForm], ...]] = {
    "登记机关登记社会组织，不问党支部": (
        organization_founding.FoundOrganization,
        organization_forms.CorrectOrganization,
        organization_forms.ChangeOrganization,
        organization_forms.EndOrganization,
        organization_merging.MergeOrganizations,
        clause_forms.StateClause,
    ),
    "上级选派指导员、联络员，由上级记": (guidance_forms.SendGuidance, guidance_forms.EndGuidance),
    "书记培训由举办的单位记，参加的党支部不再记": (study_forms.HoldRound,),
    "书记是名册上的哪一位，由办公室从名册里认，不另写": (secretary_forms.KnowSecretaries,),
    "两条记录其实是一个人，只问留哪一条": (person_merging.MergePersons,),
    "问题由上级交办、核实、不再督办，党支部只答复": (
        oversight_forms.AssignFinding,
        oversight_forms.VerifyFinding,
        oversight_forms.WaiveFinding,
    ),
    "请补齐由上级写，党支部不填什么；台账上不缺了就自动了结": (asking_forms.AskToComplete,),
    "规则由管理员核对，和党支部无关": (
        rule_forms.ConfirmRule,
        rule_forms.WithdrawConfirmation,
        local_value_forms.DraftValue,
        local_value_forms.EnforceValue,
        local_value_forms.EndValue,
        local_value_forms.DiscardDraft,
    ),
    "账号、登录和职责": (
        account_forms.NewAccountForm,
        account_forms.GiveRoleForm,
        account_forms.EndRoleForm,
        account_forms.HandOverForm,
        account_forms.ConfirmForm,
        office_forms.SignInForm,
        office_forms.PasswordForm,
        phone_forms.CodeForm,
        phone_forms.JoinForm,
    ),
    "邀请党员和记录人、收回和交接，答复本人的更正申请，由经办人做": (
        invitation_forms.InviteForm,
        invitation_forms.EndForm,
        invitation_forms.HandOverRecordForm,
        invitation_forms.AnswerCorrectionForm,
    ),
    "本人说自己哪里记错了，自愿提出": (phone_forms.CorrectionForm,),
    "看明文前说用途；撤销一笔账说理由；上传一份文件；起草一份材料：都不填事实": (
        office_forms.PurposeForm,
        undoing.UndoForm,
        office_forms.UploadForm,
        report_forms.StartForm,
    ),
}
"""Forms that ask a branch nothing, by why."""
