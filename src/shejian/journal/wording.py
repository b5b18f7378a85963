"""What people call the acts that make entries. The journal names them for all: it is where they are read again."""

from __future__ import annotations

ACTS = {
    "exchange.import": "导入台账",
    "exchange.undo": "撤销导入",
    "registry.register": "登记社会组织",
    "registry.correct": "更正社会组织",
    "registry.change": "变更社会组织",
    "registry.end": "注销社会组织",
    "registry.merge_organizations": "合并重复的社会组织",
    "journal.undo": "撤销一笔账",
    "party.establish": "成立党组织",
    "party.adjust": "变更党组织",
    "party.correct": "更正党组织",
    "party.merge": "合并党组织",
    "party.dissolve": "撤销党组织",
    "party.move": "转移组织关系",
    "party.move_out": "转出组织关系",
    "party.secretary": "书记任免",
    "party.guide": "选派",
    "party.end_guidance": "结束选派",
    "party.merge_persons": "并为一人",
    "party.admit": "登记党员",
    "party.convert": "转为正式党员",
    "party.correct_person": "更正人员",
    "cases.start": "开办程序",
    "cases.start_register": "发展党员台账开办程序",
    "cases.take_step": "记程序的一步",
    "cases.correct_step": "更正程序的一步",
    "cases.correct": "更正办件",
    "cases.close": "终止办件",
    "people.disclose": "查看身份号码",
    "base.add_unit": "设立单位",
    "base.add_user": "开立账号",
    "base.set_password": "改口令",
    "base.reset_password": "重设口令",
    "base.give_role": "任职",
    "base.end_role": "免职",
    "base.hand_over": "交接",
    "base.disable_user": "停用账号",
    "base.enable_user": "启用账号",
    "base.unlock_user": "解除锁定",
    "base.end_sessions": "结束登录",
    "rulebook.confirm": "核对规则",
    "rulebook.withdraw_confirmation": "撤回核对",
    "rulebook.draft": "起草地方规则",
    "rulebook.put_in_force": "施行地方规则",
    "rulebook.end": "废止地方规则",
    "rulebook.discard": "撤掉地方规则草稿",
    "reports.issue": "签发文书",
    "reports.withdraw": "文书作废",
}


def act_label(name: str) -> str:
    """What people call an act."""
    return ACTS.get(name, name)
