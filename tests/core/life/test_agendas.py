"""Suggested agendas: what the file may say, and what is refused of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shejian.core.facts.terms import MeetingKind
from shejian.core.life import agendas, read_agendas
from shejian.core.rules import LawFileError

HEAD = "key: agendas\nlabel: 参考议程\nmeaning: 建议\nkinds:\n"


def test_every_kind_has_one_and_it_is_said_to_be_no_rule() -> None:
    assert {kind for kind in MeetingKind if agendas().of(kind)} == set(MeetingKind)
    assert "不是规定" in agendas().meaning
    assert agendas().of("") == ()


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        ("  - {kind: theme_days, headings: [主题]}\n", "没有组织生活的类型 theme_days"),
        ("  - {kind: theme_day, headings: [主题, 主题]}\n", "主题 重复"),
        ("  - {kind: theme_day, headings: [主题]}\n  - {kind: theme_day, headings: [甲]}\n", "theme_day 写了两遍"),
        ("  - {kind: theme_day, headings: [主题], words: 甲}\n", "words"),
    ],
)
def test_what_is_not_known_is_refused(tmp_path: Path, kinds: str, says: str) -> None:
    folder = tmp_path / "standards"
    folder.mkdir()
    (folder / "agendas.yaml").write_text(HEAD + kinds, encoding="utf-8")
    with pytest.raises(LawFileError, match=says):
        read_agendas(tmp_path)
