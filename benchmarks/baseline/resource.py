"""django-import-export as its manual has it for speed: bulk mode, with differences."""

from __future__ import annotations

from pathlib import Path

from import_export import fields, resources, widgets
from import_export.formats.base_formats import XLSX

from benchmarks.baseline.models import Organization
from benchmarks.baseline.routing import NAME

HEADINGS = {
    "name": "社会组织名称",
    "code": "统一社会信用代码",
    "type": "组织类型",
    "authority": "登记管理机关",
    "competent": "业务主管单位",
    "industry": "行业领域",
    "town": "所在乡镇",
    "founded": "成立登记日期",
    "representative": "法定代表人",
    "staff": "从业人员数",
    "members": "专职工作人员中正式党员数",
    "status": "状态",
    "ended": "注销日期",
    "reason": "注销原因",
    "charter": "章程载明党建",
    "signed": "党建承诺书签订日期",
}
WIDGETS = {
    **dict.fromkeys(("founded", "ended", "signed"), widgets.DateWidget()),
    **dict.fromkeys(("staff", "members"), widgets.IntegerWidget()),
}


def _field(name: str) -> fields.Field:
    return fields.Field(attribute=name, column_name=HEADINGS[name], widget=WIDGETS.get(name, widgets.CharWidget()))


class OrganizationResource(resources.ModelResource):
    name, code, type, authority = map(_field, ("name", "code", "type", "authority"))
    competent, industry, town, founded = map(_field, ("competent", "industry", "town", "founded"))
    representative, staff, members, status = map(_field, ("representative", "staff", "members", "status"))
    ended, reason, charter, signed = map(_field, ("ended", "reason", "charter", "signed"))

    class Meta:
        model = Organization
        fields = tuple(HEADINGS)
        import_id_fields = ("code",)
        use_bulk = True
        batch_size = 1000
        skip_diff = False
        using_db = NAME


def import_workbook(path: Path, heading_row: int) -> int:
    """Import a workbook whose headings stand in ``heading_row`` (from 1); returns the rows imported."""
    dataset = XLSX().create_dataset(path.read_bytes()) if heading_row == 1 else _below(path, heading_row)
    result = OrganizationResource().import_data(dataset, dry_run=False, raise_errors=True)
    return int(result.totals["new"])


def _below(path: Path, heading_row: int) -> object:
    """What ``XLSX().create_dataset`` does, begun at the heading row."""
    import openpyxl
    import tablib

    sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).active
    rows = sheet.iter_rows(min_row=heading_row, values_only=True)
    dataset = tablib.Dataset()
    dataset.headers = list(next(rows))
    for row in rows:
        dataset.append(row)
    return dataset
