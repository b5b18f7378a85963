"""Pages that say no: why, and what can be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from shejian.journal.models import Entry
from shejian.office.asking import BadQuestion, NotYet, OutOfReach, Posed
from shejian.office.build.shell import shell
from shejian.office.insiders import insider
from shejian.office.managing import Managed
from shejian.office.pages import Link, Plain, QuestionPage, Shell
from shejian.office.visitors import Visitor, administrators
from shejian.registry.models import SameOrganization
from shejian.reports.models import Draft

FORBIDDEN, NOT_FOUND, BAD_REQUEST, CONFLICT = 403, 404, 400, 409
FIGURES = "回到指标"
LEDGER = "回到台账"
REPORTS = "回到报告"
PEOPLE = "回到人员"


def plain(
    request: HttpRequest, status: int, around: Shell | None, title: str, *lines: str, links: tuple[Link, ...] = ()
) -> HttpResponse:
    """A page of a few sentences."""
    page = Plain(around, title, lines, links)
    return render(request, "office/plain.html", {"page": page}, status=status)


def no_role(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The user holds no role: there is nothing he may see, and somebody else must give him one."""
    who = administrators(one.today)
    ask = _("请找管理员%(names)s，") % {"names": "、".join(who)} if who else _("请找在服务器上管理社建的人，")
    lines = [
        _("账号 %(account)s 已经登录，但还没有在任何单位任职，所以没有可以看的数。") % {"account": one.user.username}
    ]
    lines.append(_("%(ask)s给您安排单位和角色（管理员、经办人或查阅人）。") % {"ask": ask})
    if one.tree.root is None:
        lines.append(_("台账里还没有单位：第一次导入由管理社建的人在服务器上用 shejian import 办理，单位随之设立。"))
    around = shell(request, one, _("还没有给您安排单位"), "")
    if insider(one.user, one.today).is_inside:
        lines[:] = [
            "您是凭邀请进来的：本人的情况和所在党组织的安排，在手机页上看。",
            "单位的台账和指标由在单位任职的人看。",
        ]
        links = (Link("到手机首页", reverse("phone:home")),)
        return plain(request, FORBIDDEN, around, "这里是办公页", *lines, links=links)
    return plain(request, FORBIDDEN, around, around.title, *lines)


def not_importer(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Importing is for clerks of the uppermost unit."""
    roots = "、".join(one.tree.name(unit) for unit in sorted(one.roots)) or _("最上级单位")
    around = shell(request, one, _("导入由最上级单位的经办人办理"), "")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        _("您的角色是：%(standing)s。") % {"standing": one.standing},
        _("导入、入账和撤销会动到整本台账，只由%(units)s的经办人或管理员办理。") % {"units": roots},
        _("您这里的数要更正，请把改好的表交给他们。账没有动。"),
        links=(Link(_(FIGURES), reverse("office:figures")),),
    )


def out_of_reach(request: HttpRequest, one: Visitor, refusal: OutOfReach) -> HttpResponse:
    """The unit asked about is not his."""
    around = shell(request, one, _("这个单位不在您的范围"), "figures")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        _("您问的是%(unit)s。您的角色是：%(standing)s，可以看的是任职的单位和它的下级。")
        % {"unit": refusal.path, "standing": one.standing},
        _("需要看别处的数，请找管理员安排，或请那个单位的经办人提供。"),
        links=(Link(_("看自己单位的指标"), reverse("office:figures")),),
    )


def not_yet(request: HttpRequest, one: Visitor, refusal: NotYet) -> HttpResponse:
    """The visitor's own unit was not there then."""
    around = shell(request, one, _("那时还没有%(unit)s") % {"unit": refusal.unit}, "figures")
    asking = refusal.asking
    here = reverse("office:figures")
    links = [Link(_("回到今日"), here + asking.with_(on=None, since=None, known="").query())]
    if asking.known:
        links.append(Link(_("改用最新的账"), here + asking.with_(known="").query()))
    return plain(
        request,
        NOT_FOUND,
        around,
        around.title,
        _("照所选的日子和所选的账，单位里还没有%(unit)s，所以没有数。这不是零。") % {"unit": refusal.unit},
        links=tuple(links),
    )


def bad_question(request: HttpRequest, one: Visitor, refusal: BadQuestion) -> HttpResponse:
    """What is asked cannot be answered: say why, and let it be put right."""
    said = refusal.said
    page = QuestionPage(
        shell=shell(request, one, _("这样问，答不出"), "figures"),
        problems=tuple(refusal.faults.values()),
        on=said.get("on", ""),
        since=said.get("since", ""),
        known=said.get("known", ""),
        unit=said.get("unit", ""),
        hidden=tuple((name, said[name]) for name in ("own",) if said.get(name)),
        way_out=Link(_("回到自己单位的今日"), reverse("office:figures")),
    )
    status = NOT_FOUND if refusal.missing else BAD_REQUEST
    return render(request, "office/question.html", {"page": page}, status=status)


def no_such_figure(request: HttpRequest, one: Visitor, key: str) -> HttpResponse:
    """There is no figure of that key."""
    around = shell(request, one, _("没有这个指标"), "figures")
    text = _("没有代号是 %(key)s 的指标，可能是网址写错了。全部指标都在“指标”一页。") % {"key": key}
    return plain(request, NOT_FOUND, around, around.title, text, links=(Link(_(FIGURES), reverse("office:figures")),))


def no_such_rule(request: HttpRequest, one: Visitor, posed: Posed, why: str) -> HttpResponse:
    """There is no rule, or no instrument, of that key."""
    around = shell(request, one, _("没有这条规则"), "rules")
    link = Link(_("看全部规则"), reverse("office:rules") + posed.asking.query())
    return plain(request, NOT_FOUND, around, around.title, f"{why}。", links=(link,))


def no_such_organization(request: HttpRequest, one: Visitor, posed: Posed) -> HttpResponse:
    """The ledger, as known then, has no such organization."""
    around = shell(request, one, _("没有这家社会组织"), "organizations")
    links = [Link(_(LEDGER), reverse("office:organizations") + posed.asking.query())]
    text = _("网址可能写错了，或者它从来没有记过账。")
    if posed.known < posed.head:
        text = _("记到第 %(number)s 笔时，账上还没有它；也可能是网址写错了。") % {"number": posed.known}
        links.insert(0, Link(_("改用最新的账"), request.path + posed.asking.with_(known="").query()))
    return plain(request, NOT_FOUND, around, around.title, text, links=tuple(links))


def organization_out_of_reach(request: HttpRequest, one: Visitor, posed: Posed) -> HttpResponse:
    """The organization belongs to none of the visitor's units; it is not named to him."""
    around = shell(request, one, _("这家社会组织不在您的范围"), "organizations")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        _("截至 %(day)s，它不归您任职的单位和它的下级。您的角色是：%(standing)s。")
        % {"day": posed.on, "standing": one.standing},
        _("需要看它的情况，请找管理员安排，或请它所在单位的经办人提供。"),
        links=(Link(_(LEDGER), reverse("office:organizations") + posed.asking.query()),),
    )


def merged_organization(request: HttpRequest, one: Visitor, posed: Posed, fact: SameOrganization) -> HttpResponse:
    """It was recorded twice: the page of the one that is kept speaks of it."""
    title = "这家是重复登记，已经并入另一家"
    kept = reverse("office:organization", args=[fact.kept_id]) + posed.asking.query()
    before = request.path + posed.asking.with_(known=str(fact.entry_id - 1)).query()
    links = (Link("看保留的那一家", kept), Link("看合并以前", before))
    text = f"第 {fact.entry_id} 笔把它和另一家合并了：是同一家，任何一天都只数一次。它以前的经过照旧留着。"
    return plain(request, NOT_FOUND, shell(request, one, title, "organizations", posed), title, text, links=links)


def not_in_ledger(request: HttpRequest, one: Visitor, posed: Posed, what: str) -> HttpResponse:
    """The ledger, as known then, has no such party organization or person."""
    around = shell(request, one, _("没有%(what)s") % {"what": _(what)}, "organizations")
    links = [Link(_(LEDGER), reverse("office:organizations") + posed.asking.query())]
    text = _("网址可能写错了，或者从来没有记过账。")
    if posed.known < posed.head:
        text = _("记到第 %(number)s 笔时，账上还没有%(what)s；也可能是网址写错了。") % {
            "number": posed.known,
            "what": _(what),
        }
        links.insert(0, Link(_("改用最新的账"), request.path + posed.asking.with_(known="").query()))
    return plain(request, NOT_FOUND, around, around.title, text, links=tuple(links))


def not_within_reach(request: HttpRequest, one: Visitor, posed: Posed, what: str) -> HttpResponse:
    """The party organization or person belongs to none of the visitor's units, and is not named to him."""
    around = shell(request, one, _("%(what)s不在您的范围") % {"what": _(what)}, "organizations")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        _("截至 %(day)s，%(what)s不归您任职的单位和它的下级，也不覆盖那里的社会组织。您的角色是：%(standing)s。")
        % {"day": posed.on, "what": _(what), "standing": one.standing},
        _("需要看，请找管理员安排，或请所在单位的经办人提供。"),
        links=(Link(_(LEDGER), reverse("office:organizations") + posed.asking.query()),),
    )


def may_not_disclose(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Identity numbers in full are for clerks of the unit to which the person belongs."""
    around = shell(request, one, _("您不能查看完整的身份号码"), "organizations")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        _("您的角色是：%(standing)s。完整的身份号码和电话，只有这个人所在单位的经办人或管理员，写明用途才能看。")
        % {"standing": one.standing},
        _("确有需要，请把用途告诉他们，由他们查看。这次没有显示，也没有记账。"),
        links=(Link(_(LEDGER), reverse("office:organizations")),),
    )


def not_clerk(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Recording is for clerks."""
    around = shell(request, one, _("记账由经办人办理"), "organizations")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        _("您的角色是：%(standing)s，可以看，不能记账。") % {"standing": one.standing},
        _("需要登记、更正或变更，请告诉所在单位的经办人或管理员。账没有动。"),
        links=(Link(_(LEDGER), reverse("office:organizations")),),
    )


def not_writable(request: HttpRequest, one: Visitor, posed: Posed, what: str, back: Link) -> HttpResponse:
    """He may see the thing, and is no clerk of a unit to which it belongs."""
    around = shell(request, one, _("%(what)s不由您办理") % {"what": _(what)}, "organizations")
    return plain(
        request,
        FORBIDDEN,
        around,
        around.title,
        _("您的角色是：%(standing)s。%(what)s由它所在单位的经办人或管理员办理；您可以看。账没有动。")
        % {"standing": one.standing, "what": _(what)},
        links=(back,),
    )


def only_now(request: HttpRequest, one: Visitor, posed: Posed) -> HttpResponse:
    """Seen from the past, nothing is recorded: what is changed is what the ledger says now."""
    around = shell(request, one, _("以往的情况只能看"), "organizations", posed)
    return plain(
        request,
        CONFLICT,
        around,
        around.title,
        _("正在看的是截至 %(day)s、以第 %(number)s 笔的账为准的情况。") % {"day": posed.on, "number": posed.known},
        _("要办理，请回到今日、最新的账：改的总是现在的账。"),
        links=(Link(_("回到今日再办"), request.path),),
    )


def no_such_act(request: HttpRequest, one: Visitor, back: Link) -> HttpResponse:
    """There is no form of that name."""
    title = _("没有这张表")
    text = _("网址可能写错了。能办的事都在它的页上。")
    return plain(request, NOT_FOUND, shell(request, one, title, "organizations"), title, text, links=(back,))


def no_such_entry(request: HttpRequest, one: Visitor, number: int) -> HttpResponse:
    """There is no entry of that number, or none that a form made."""
    title = _("第 %(number)s 笔不在这里看") % {"number": number}
    text = _("没有这一笔，或者它不是网页上的表记下的。导入在“导入”一页按批撤销。")
    links = (Link(_(LEDGER), reverse("office:organizations")),)
    return plain(request, NOT_FOUND, shell(request, one, title, "organizations"), title, text, links=links)


def damaged_paper(request: HttpRequest, one: Visitor, entry: Entry) -> HttpResponse:
    """The file of a paper is missing, or was changed."""
    title = "这份文件打不开"
    text = f"第 {entry.number} 笔依据的文件不在了，或者被改动过。账没有变；请告诉管理社建的人，从备份里恢复。"
    links = (Link(LEDGER, reverse("office:organizations")),)
    return plain(request, NOT_FOUND, shell(request, one, title, "organizations"), title, text, links=links)


def entry_out_of_reach(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The entry is about something that he may not write of; it is not named to him."""
    title = _("这一笔账不在您的范围")
    return plain(
        request,
        FORBIDDEN,
        shell(request, one, title, "organizations"),
        title,
        _("您的角色是：%(standing)s。这一笔由它所关于的单位的经办人或管理员查看和撤销。账没有动。")
        % {"standing": one.standing},
        links=(Link(_(LEDGER), reverse("office:organizations")),),
    )


def gone(request: HttpRequest, one: Visitor, title: str, text: str) -> HttpResponse:
    """Something of importing that is not there."""
    links = (Link(_("回到导入"), reverse("office:import")),)
    return plain(request, NOT_FOUND, shell(request, one, title, "import"), title, text, links=links)


def no_such_report(request: HttpRequest, one: Visitor) -> HttpResponse:
    """There is no report of that number."""
    title = _("没有这份报告")
    links = (Link(_(REPORTS), reverse("office:reports")),)
    text = _("网址可能写错了。全部报告都在“报告”一页。")
    return plain(request, NOT_FOUND, shell(request, one, title, "reports"), title, text, links=links)


def report_out_of_reach(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The report is of a unit that the visitor does not reach; neither is named to him."""
    title = _("这份报告不在您的范围")
    return plain(
        request,
        FORBIDDEN,
        shell(request, one, title, "reports"),
        title,
        _("您的角色是：%(standing)s，可以看的是任职的单位和它的下级的报告。") % {"standing": one.standing},
        _("需要看它，请找管理员安排，或请写它的单位提供。"),
        links=(Link(_(REPORTS), reverse("office:reports")),),
    )


def not_writer(request: HttpRequest, one: Visitor, draft: Draft | None = None) -> HttpResponse:
    """Writing and issuing are for the clerks of the report's unit, or of one above."""
    title = _("写报告由经办人办理")
    unit = one.tree.name(draft.unit_id) if draft else _("那个单位")
    link = Link(_("回到这份报告"), reverse("office:report", args=[draft.pk])) if draft else None
    return plain(
        request,
        FORBIDDEN,
        shell(request, one, title, "reports"),
        title,
        _("您的角色是：%(standing)s。") % {"standing": one.standing},
        _("%(unit)s的报告，由%(unit)s或它上级的经办人、管理员写和签发；您可以看。什么都没有改动。") % {"unit": unit},
        links=(link or Link(_(REPORTS), reverse("office:reports")),),
    )


def not_administrator(request: HttpRequest, one: Visitor) -> HttpResponse:
    """Accounts and roles are for administrators."""
    title = "人员由管理员管"
    who = administrators(one.today)
    return plain(
        request,
        FORBIDDEN,
        shell(request, one, title, ""),
        title,
        f"您的角色是：{one.standing}。开立账号、任职、交接、重设口令由管理员办理。",
        f"请找{'、'.join(who)}。什么都没有改动。" if who else "请找在服务器上管理社建的人。什么都没有改动。",
        links=(Link("看自己的账号", reverse("office:my-account")),),
    )


def no_such_account(request: HttpRequest, one: Visitor) -> HttpResponse:
    """There is no account of that number."""
    title = "没有这个账号"
    links = (Link(PEOPLE, reverse("office:accounts")),)
    return plain(request, NOT_FOUND, shell(request, one, title, "accounts"), title, "网址可能写错了。", links=links)


def account_out_of_reach(request: HttpRequest, one: Visitor) -> HttpResponse:
    """The account holds no role within the administrator's units; it is not named to him."""
    title = "这个账号不在您的范围"
    return plain(
        request,
        FORBIDDEN,
        shell(request, one, title, "accounts"),
        title,
        f"您的角色是：{one.standing}，管得到的是在这里和它的下级任职的账号。",
        "要安排这个账号，请找能管到它的管理员。什么都没有改动。",
        links=(Link(PEOPLE, reverse("office:accounts")),),
    )


def not_commander(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """The account is the visitor's own, or holds roles elsewhere, too."""
    own = account.user.pk == one.user.pk
    title = "自己的账号请另一位管理员办" if own else "这个账号在别处也有任职"
    text = "口令在“改口令”里改；别处的登录在“我的账号”里结束。" if own else "请找能管到它的每一个任职的管理员办。"
    back = Link(f"回到{account.user.name}", reverse("office:account", args=[account.user.pk]))
    around = shell(request, one, title, "accounts")
    return plain(request, FORBIDDEN, around, title, f"{text}什么都没有改动。", links=(back,))


def no_such_role(request: HttpRequest, one: Visitor, account: Managed) -> HttpResponse:
    """The account holds no such role, or no more, or outside the administrator's units."""
    title = "没有这个任职，或已经不在任"
    back = Link(f"回到{account.user.name}", reverse("office:account", args=[account.user.pk]))
    around = shell(request, one, title, "accounts")
    text = "可能刚刚被别人改过，也可能不在您的范围。什么都没有改动。"
    return plain(request, NOT_FOUND, around, title, text, links=(back,))
