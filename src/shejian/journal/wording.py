"""What people call the acts that make entries. The journal names them for all: it is where they are read again."""

from __future__ import annotations

ACTS = {
    "exchange.import": "导入台账",
    "exchange.undo": "撤销导入",
    "base.add_unit": "设立单位",
    "base.add_user": "开立账号",
    "base.set_password": "改口令",
    "reports.issue": "签发文书",
    "reports.withdraw": "文书作废",
}


def act_label(name: str) -> str:
    """What people call an act."""
    return ACTS.get(name, name)
