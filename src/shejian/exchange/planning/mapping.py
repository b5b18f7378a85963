"""How a file is to be read, as its clerk says it: kept as JSON, written by hand as YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from shejian.core.sheets import NOT_READ, Sheet, SheetMapping, fold
from shejian.exchange.ledgers import EVERY_SHEET, LEDGERS

FileMapping = Mapping[str, SheetMapping]
PASSED_OVER = "不读"
SHEETS, LEDGER, HEADING_ROW, COLUMNS = "工作表", "台账", "表头行", "列"
EXAMPLE = "工作表: {花名册: {台账: 社会组织台账, 表头行: 3, 列: {单位全称: 社会组织名称, 备忘: 不读}}, 填表说明: 不读}"


class BadMappingFile(Exception):
    """A mapping file that cannot be taken; ``str()`` says where and why, in Chinese."""


def declared(key: str) -> Sheet | None:
    """The declared ledger of that key or title."""
    wanted = fold(key)
    for binding in EVERY_SHEET:
        if key == binding.sheet.key or wanted in map(fold, (binding.sheet.title, *binding.sheet.aliases)):
            return binding.sheet
    return None


def dump_mapping(mapping: FileMapping) -> str:
    """A mapping as it is kept; nothing where there is none."""
    return json.dumps(mapping_document(mapping), ensure_ascii=False, sort_keys=True) if mapping else ""


def mapping_document(mapping: FileMapping) -> dict[str, Any]:
    """A mapping as plain values, by sheet."""
    return {
        name: {"ledger": said.ledger, "heading_row": said.heading_row, "columns": dict(said.columns or {})}
        for name, said in mapping.items()
    }


def load_mapping(text: str) -> dict[str, SheetMapping]:
    """The mapping that ``dump_mapping`` wrote."""
    return mapping_of(json.loads(text)) if text else {}


def mapping_of(document: Mapping[str, Any]) -> dict[str, SheetMapping]:
    """The mapping of which ``mapping_document`` told."""
    return {name: SheetMapping(**said) for name, said in document.items()}


def read_mapping_file(path: Path) -> dict[str, SheetMapping]:
    """A mapping written by hand.

    Raises:
        BadMappingFile: it is no such file, or names a ledger or a column that there is not.
    """
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise BadMappingFile(f"打不开 {path.name}：{problem.strerror}") from None
    except UnicodeDecodeError:
        raise BadMappingFile(f"{path.name} 不是 UTF-8 编码的文字，请另存为 UTF-8") from None
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        at = f"第 {mark.line + 1} 行" if mark else ""
        raise BadMappingFile(f"{path.name}{at}不合 YAML 的写法。样子：{EXAMPLE}") from None
    sheets = said.get(SHEETS) if isinstance(said, dict) else None
    if not isinstance(sheets, dict) or not sheets or set(said) != {SHEETS}:
        raise BadMappingFile(f"{path.name} 里应当只有“{SHEETS}”一项，下面逐张写。样子：{EXAMPLE}")
    return {str(name): _sheet(path.name, str(name), one) for name, one in sheets.items()}


def _sheet(file: str, name: str, said: object) -> SheetMapping:
    if said == PASSED_OVER:
        return SheetMapping(NOT_READ)
    where = f"{file} 的工作表“{name}”"
    if not isinstance(said, dict) or set(said) != {LEDGER, HEADING_ROW, COLUMNS}:
        raise BadMappingFile(f"{where}应当写“{LEDGER}”“{HEADING_ROW}”“{COLUMNS}”三项，或者写“{PASSED_OVER}”")
    sheet = declared(str(said[LEDGER]))
    if sheet is None:
        known = "、".join(binding.sheet.title for binding in LEDGERS)
        raise BadMappingFile(f"{where}：没有“{said[LEDGER]}”这种台账；可写的有：{known}")
    row, columns = said[HEADING_ROW], said[COLUMNS]
    if not isinstance(row, int) or isinstance(row, bool) or row < 1:
        raise BadMappingFile(f"{where}：“{HEADING_ROW}”应是行号，如 3")
    if not isinstance(columns, dict) or not columns:
        raise BadMappingFile(f"{where}：“{COLUMNS}”下面应逐个写“表头: 列名”")
    return SheetMapping(sheet.key, row, {str(label): _key(where, sheet, label, one) for label, one in columns.items()})


def _key(where: str, sheet: Sheet, label: object, said: object) -> str:
    if said == PASSED_OVER:
        return NOT_READ
    for column in sheet.columns:
        if said == column.key or fold(str(said)) in map(fold, (column.heading, *column.aliases)):
            return column.key
    known = "、".join(column.heading for column in sheet.columns)
    raise BadMappingFile(f"{where}：“{label}”对到的“{said}”不是{sheet.title}的列；可写的有：{known}，或“{PASSED_OVER}”")
