"""The statutory yearly table 《社会组织法人单位建立党的基层组织情况》, its identities, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shejian.core.facts.terms import OrganizationType
from shejian.core.indicators import Figure, Grouping
from shejian.figures.answers import answer, answer_evidence
from shejian.figures.asking import Asked

TITLE = "社会组织法人单位建立党的基层组织情况"
NAMES = ("党统", TITLE)
NOT_HELD = "—"
NO_SUCH_FACTS = "本台账还不记这一项事实"
NO_SUCH_TYPE = "不由民政部门登记，不在本台账"
TYPES = (OrganizationType.ASSOCIATION, OrganizationType.FOUNDATION, OrganizationType.SERVICE)
OTHER_TYPES = ("律师事务所", "会计师事务所", "税务师事务所")
COLUMNS = ("总数", *(one.label for one in TYPES), *OTHER_TYPES)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its label, how deep it stands, and its figure (``None``: no such facts in this ledger)."""

    label: str
    depth: int
    key: str | None


LINES = (
    Line("单位数", 0, "organizations"),
    Line("已单独建立党组织", 1, "built_separately"),
    Line("建立党委", 2, "built_separately_committee"),
    Line("建立党总支", 2, "built_separately_general_branch"),
    Line("建立党支部", 2, "built_separately_branch"),
    Line("已建立联合党支部", 1, "built_jointly"),
    Line("其中：具有 3 名以上党员的", 2, "built_jointly_with_three"),
    Line("联合党支部数", 2, "joint_branches"),
    Line("未建立党组织", 1, "not_built"),
    Line("应建尚未建立", 2, "should_have_built"),
    Line("其中：建立党小组的", 3, None),
    Line("仅有个别党员的", 2, "not_built_few_members"),
    Line("没有党员的", 2, "not_built_no_members"),
    Line("已派党建工作指导员的", 2, "not_built_guided"),
    Line("补充资料：从业人员", 0, "staff"),
    Line("党员", 1, "members"),
    Line("未转入组织关系的", 2, None),
    Line("党建工作指导员（人次）", 1, "instructors"),
    Line("吸收未转入组织关系的党员建立党组织", 0, None),
    Line("党委", 1, None),
    Line("党总支", 1, None),
    Line("党支部", 1, None),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Lines that must add up: ``whole`` is the sum of ``parts``."""

    whole: str
    parts: tuple[str, ...]


IDENTITIES = (
    Identity("organizations", ("built_separately", "built_jointly", "not_built")),
    Identity(
        "built_separately",
        ("built_separately_committee", "built_separately_general_branch", "built_separately_branch"),
    ),
    Identity("not_built", ("should_have_built", "not_built_few_members", "not_built_no_members")),
)


@dataclass(frozen=True, slots=True)
class Check:
    """How an identity came out in one column; ``holds`` is ``None`` when a part of it is not known."""

    column: str
    words: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class StatutoryTable:
    """The table of one question: for each line, its cells from the left, and how the identities came out.

    A cell is ``None`` where this ledger holds no such facts. ``reasons`` says for every cell without a number why it
    has none: columns, line, reason.
    """

    asked: Asked
    cells: tuple[tuple[Line, tuple[Figure | None, ...]], ...]
    checks: tuple[Check, ...]
    reasons: tuple[tuple[str, str, str], ...]


def statutory_table(asked: Asked) -> StatutoryTable:
    """Draw up the table."""
    keys = [line.key for line in LINES if line.key is not None]
    answered = answer(asked, keys, [Grouping.TYPE])
    by_type = answered.groups[Grouping.TYPE]
    columns: list[dict[str, Figure] | None] = [answered.figures]
    columns += [by_type.get(one.label, _zeros(keys, answered.figures)) for one in TYPES]
    columns += [None for _ in OTHER_TYPES]
    cells = tuple(
        (line, tuple(None if column is None or line.key is None else column[line.key] for column in columns))
        for line in LINES
    )
    return StatutoryTable(asked, cells, tuple(_checks(columns)), tuple(_reasons(cells)))


def _reasons(cells: tuple[tuple[Line, tuple[Figure | None, ...]], ...]) -> Iterator[tuple[str, str, str]]:
    yield "、".join(OTHER_TYPES), "全部项目", NO_SUCH_TYPE
    for line, figures in cells:
        if line.key is None:
            yield COLUMNS[0], line.label, NO_SUCH_FACTS
        for column, figure in zip(COLUMNS, figures, strict=True):
            if figure is not None and figure.missing:
                yield column, line.label, figure.missing


def _zeros(keys: list[str], totals: dict[str, Figure]) -> dict[str, Figure]:
    """A type of which there is no organization: nothing is known to be missing, so every count is zero."""
    return {key: Figure(key, 0, "0") for key in keys if key in totals}


def _checks(columns: list[dict[str, Figure] | None]) -> list[Check]:
    labels = {line.key: line.label for line in LINES}
    made: list[Check] = []
    for name, column in zip(COLUMNS, columns, strict=True):
        if column is None:
            continue
        for identity in IDENTITIES:
            parts = [column[key] for key in identity.parts]
            whole = column[identity.whole]
            values = [figure.value for figure in parts]
            known = whole.value is not None and all(value is not None for value in values)
            holds = sum(value or 0 for value in values) == whole.value if known else None
            sum_of = " ＋ ".join(f"{labels[key]} {column[key].text}" for key in identity.parts)
            made.append(Check(name, f"{labels[identity.whole]} {whole.text} ＝ {sum_of}", holds))
    return made


def table_evidence(asked: Asked) -> list[tuple[str, str, str, str]]:
    """Every row behind the table: line, name, code, reason. Persons are not listed one by one."""
    rows: list[tuple[str, str, str, str]] = []
    for line in LINES:
        if line.key is None or line.key in {"members"}:
            continue
        found = answer_evidence(asked, line.key)
        rows += [(line.label, row.name, row.code, row.because) for row in found.rows]
    return rows
