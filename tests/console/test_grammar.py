"""Command lines that are written wrong are refused in Chinese, with the way to the help."""

from __future__ import annotations

import re

import pytest

from shejian.console.main import COMMANDS, main

TIP = "用 shejian {0} --help 看说明"


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            ("figure",),
            f"命令：没有“figure”，可用：{'、'.join(COMMANDS)}。用 shejian --help 看说明",
        ),
        (("import",), "还缺 FILE。" + TIP.format("import")),
        (("export", "全部"), "还缺 --out。" + TIP.format("export")),
        (("undo", "x"), "BATCH：“x”要改成 1 到 1000000000 之间的整数。" + TIP.format("undo")),
        (("figures", "--unit"), "--unit：后面要写一个值。" + TIP.format("figures")),
        (("figures", "--own=1"), "--own：后面不带值，写的是 '1'。" + TIP.format("figures")),
        (
            ("figures", "--line", "块"),
            "--line：没有“块”，可用：territory、competent、party。" + TIP.format("figures"),
        ),
        (("figures", "--on", "2022-13-01"), "--on：“2022-13-01”没有 13 月。" + TIP.format("figures")),
        (
            ("figures", "--unit", ""),
            "--unit：单位是空的；请写路径或名称，例如 云川县/城关镇；要最上级单位，就不写 --unit。"
            + TIP.format("figures"),
        ),
        (("verify", "--on", "2022.2.30"), "--on：“2022.2.30”2022 年 2 月没有 30 日。" + TIP.format("verify")),
        (("serve", "--port", "99999"), "--port：“99999”要改成 1 到 65535 之间的整数。" + TIP.format("serve")),
        (("serve", "--workers", "0"), "--workers：“0”要改成 1 到 64 之间的整数。" + TIP.format("serve")),
        (
            ("compare", "covered", "--from", "2021-12-31", "--to", "2022-12-31", "--on", "2022-12-31"),
            "多出来、不认识的：--on 2022-12-31。用 shejian --help 看说明",
        ),
    ],
)
def test_why_a_line_is_refused(capsys: pytest.CaptureFixture[str], line: tuple[str, ...], why: str) -> None:
    code, out, err = written(capsys, *line)
    assert (code, out) == (2, "")
    assert err.startswith("用法：shejian")
    assert err.endswith(f"shejian：命令写得不对：{why}\n")


@pytest.mark.parametrize("line", [(), *((name,) for name in COMMANDS), ("user", "add"), ("unit", "add")])
def test_help_has_no_english_but_names(capsys: pytest.CaptureFixture[str], line: tuple[str, ...]) -> None:
    code, out, _ = written(capsys, *line, "--help")
    assert code == 0
    assert re.findall(r"usage|arguments|options|show this|exit", out) == []
    assert "\n选项：\n" in out
