"""What of YAML is not read, on which line, in which words; and what plain words are read as."""

from datetime import date
from decimal import Decimal

import pytest

from shejian.core.rules import LawFileError
from shejian.core.rules.plain_yaml import DEEPEST, LARGEST_FILE, YamlFault, load_plain
from shejian.core.rules.strict_yaml import read_yaml

ALIASES = "不能用锚点（&）和引用（*），请把内容写出来；文字以 & 或 * 开头的，加引号"
TAGS = "不能用标签（!），请去掉；文字以 ! 开头的，加引号"
ODD_WHOLE = "不是这里的整数写法；是数的写成 12，是文字的加引号"
ODD_DECIMAL = "不是这里的小数写法；是数的写成 0.5，是文字的加引号"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
HOSTILE = {
    "alias bomb": (BOMB, 1, ALIASES),
    "anchor on the second line": ("a: 1\nb: &b 2\n", 2, ALIASES),
    "alias of nothing": ("a: *b\n", 1, ALIASES),
    "alias of itself": ("a: &a\n  - *a\n", 1, ALIASES),
    "alias as a key": ("? *a\n: 1\n", 1, ALIASES),
    "tag of Python": ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, TAGS),
    "tag of a text": ("a: !!str 1\n", 1, TAGS),
    "tag of binary": ("a: !!binary aGk=\n", 1, TAGS),
    "key that is a list": ("a: 1\n? [b]\n: 1\n", 2, "键应为文字"),
    "key that is a number": ("1: a\n", 1, "键应为文字"),
    "key that is a day": ("2016-02-06: a\n", 1, "键应为文字"),
    "key doubled, once in quotes": ("a: 1\n'a': 2\n", 2, "键 a 重复"),
    "key doubled inside braces": ("a: 1\nb: {c: 1, c: 2}\n", 2, "键 c 重复"),
    "octal number": ("a: 010\n", 1, f"010 {ODD_WHOLE}"),
    "hexadecimal number": ("a: 0x10\n", 1, f"0x10 {ODD_WHOLE}"),
    "number in sixties": ("a: 1\nb: 12:30\n", 2, f"12:30 {ODD_WHOLE}"),
    "number with dashes below": ("a: 1_000\n", 1, f"1_000 {ODD_WHOLE}"),
    "endless number": ("a: " + "9" * 5000 + "\n", 1, "9" * 20 + f"… {ODD_WHOLE}"),
    "number with an exponent": ("a: 1.0e+3\n", 1, f"1.0e+3 {ODD_DECIMAL}"),
    "infinity": ("a: .inf\n", 1, f".inf {ODD_DECIMAL}"),
    "no number": ("a: .nan\n", 1, f".nan {ODD_DECIMAL}"),
    "day that is not": ("a: 1\nb: 2023-02-29\n", 2, "没有 2023-02-29 这一天"),
    "moment that is not": ("a: 2023-02-29 08:00:00\n", 1, "没有 2023-02-29 08:00:00 这一天"),
    "zero in quotes": ('a: 1\nb: "x\\0"\n', 2, "文字里有不能用的控制字符（U+0000），请删去"),
    "half a character in quotes": ('a: "\\ud800"\n', 1, "文字里有不能用的控制字符（U+D800），请删去"),
    "key with a zero in quotes": ('"a\\0": 1\n', 1, "文字里有不能用的控制字符（U+0000），请删去"),
    "zero": ("a: 1\nb: x\0y\n", 2, "有不能用的控制字符（U+0000），请删去"),
    "escape": ("a: \x1b[31m\n", 1, "有不能用的控制字符（U+001B），请删去"),
    "tab": ("a:\n\tb: 1\n", 2, "不能用制表符，缩进请用空格"),
    "quote left open": ("a: '第一\n", 2, "引号没有配对"),
    "brace left open": ("a: {b: 1\nc: 2\n", 2, "括号没有配对，或者各项之间缺少逗号"),
    "bracket left open": ("a: [1, 2\n", 2, "括号没有配对，或者各项之间缺少逗号"),
    "key without a colon": ("a: 1\nb\nc: 2\n", 3, "键的后面缺少冒号，或者冒号后面缺少空格"),
    "colon in a text": ("a: 1\nb: 说明: 有\n", 2, "这里不能写“键: 值”；请检查缩进，文字里有冒号的，给文字加引号"),
    "indent that does not fit": ("a: 1\n  b: 2\n", 2, "这里不能写“键: 值”；请检查缩进，文字里有冒号的，给文字加引号"),
    "list item too far left": ("a:\n  - 1\n - 2\n", 3, "缩进没有对齐，或者引号后面还有文字"),
    "two documents": ("a: 1\n---\na: 2\n", 2, "一个文件只能有一份内容，不能用 --- 分开"),
    "escape that is none": ('a: "\\q"\n', 1, "双引号里的反斜杠写法不对；文字请用单引号"),
    "letter that begins nothing": ("a: @b\n", 1, "不是正确的 YAML；请检查缩进、冒号后面的空格、引号和括号"),
    "deep brackets": ("a: " + "[" * 100_000, 1, f"套得太深，最多 {DEEPEST} 层"),
    "deep braces": ("a: " + "{b: " * 50_000, 1, f"套得太深，最多 {DEEPEST} 层"),
    "deep lists": (
        "\n".join(" " * at + "- a" if at == 60 else " " * at + "-" for at in range(61)),
        25,
        "套得太深，最多 24 层",
    ),
}
BYTES = {
    "GBK": ("a: 1\nb: 样例".encode("gbk"), 2, "不是 UTF-8 文字，请另存为 UTF-8"),
    "UTF-16": ("a: 样例".encode("utf-16"), 1, "不是 UTF-8 文字，请另存为 UTF-8"),
    "surrogate": (b"a: \xed\xa0\x80", 1, "不是 UTF-8 文字，请另存为 UTF-8"),
    "too long": (b"#" * (LARGEST_FILE + 1), None, "文件太大，最多 512 KB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_text_is_refused(name):
    text, line, reason = HOSTILE[name]
    with pytest.raises(YamlFault) as refusal:
        load_plain(text.encode())
    assert (refusal.value.line, refusal.value.reason) == (line, reason)


@pytest.mark.parametrize("name", BYTES)
def test_bytes_are_refused(name):
    content, line, reason = BYTES[name]
    with pytest.raises(YamlFault) as refusal:
        load_plain(content)
    assert (refusal.value.line, refusal.value.reason) == (line, reason)


def test_refusal_names_the_file_and_the_line(tmp_path):
    path = tmp_path / "案例.yaml"
    path.write_text(BOMB, encoding="utf-8")
    with pytest.raises(LawFileError) as refusal:
        read_yaml(tmp_path, path)
    assert str(refusal.value) == f"案例.yaml：第 1 行：{ALIASES}"


@pytest.mark.parametrize("content", [b"", b"# x\n", b"- a\n", b"a\n", b"null\n"])
def test_file_without_keys_is_refused(tmp_path, content):
    path = tmp_path / "案例.yaml"
    path.write_bytes(content)
    with pytest.raises(LawFileError) as refusal:
        read_yaml(tmp_path, path)
    assert str(refusal.value) == "案例.yaml：应为“键: 值”的若干行"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on: yes", {"on": "yes"}),
        ("yes: no", {"yes": "no"}),
        ("y: off", {"y": "off"}),
        ("a: true", {"a": True}),
        ("a: True", {"a": "True"}),
        ("a: true 以后", {"a": "true 以后"}),
        ("a: ~", {"a": None}),
        ("a: 0", {"a": 0}),
        ("a: -3", {"a": -3}),
        ("a: 0.1", {"a": Decimal("0.1")}),
        ("a: 20%", {"a": "20%"}),
        ("a: 1/2", {"a": "1/2"}),
        ("a: 2026-05-11", {"a": date(2026, 5, 11)}),
        ("<<: a", {"<<": "a"}),
        ("\ufeffa: 'true'", {"a": "true"}),
        ("a: {b: [1, x]}", {"a": {"b": [1, "x"]}}),
    ],
)
def test_plain_words_are_read_as_they_look(text, value):
    assert load_plain(text.encode()) == value


def test_depth_of_brackets_side_by_side_is_not_counted():
    assert load_plain(("a: [" + "[], " * 100 + "]").encode()) == {"a": [[]] * 100}
