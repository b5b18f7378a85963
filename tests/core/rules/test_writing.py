"""A value written is read back as it was."""

import json

import pytest

from shejian.core.rules import Choice, as_written, load_law, read_law
from shejian.core.rules.loading_values import read_value
from shejian.core.rules.plain_yaml import load_plain
from shejian.core.rules.strict_yaml import Node


def values(law):
    return [value for key in law.keys for value in law.parameter(key).values]


def test_every_kind_is_written_as_its_file_has_it(folder):
    law = read_law(folder / "kinds")
    assert {value.key.removeprefix("kinds."): as_written(value.value, value.unit) for value in values(law)} == {
        "smallest": {"value": 0.2, "unit": "元"},
        "quorum": {"share": {"of": "应到会", "at_least": "4/5"}},
        "majority": {"share": {"of": "实到会", "over": "1/2"}},
        "excellent": {"share": {"of": "参加评议党员", "at_most": "1/3"}},
        "action": {"choice": "同意"},
        "grades": {"items": ["优秀", "合格", "不合格"]},
        "dues": {
            "bands": [
                {"up_to": 3000, "rate": "0.5%"},
                {"up_to": 5000, "rate": "1%"},
                {"up_to": 10000, "rate": "1.5%"},
                {"rate": "2%"},
            ],
            "unit": "元/月",
        },
        "meeting": {"frequency": {"count": 1, "per": "季度"}},
        "report": {"annual_day": {"month": 2, "day": 29}},
    }


@pytest.mark.parametrize("value", values(load_law()), ids=lambda value: f"{value.key} {value.since}")
def test_shipped_value_written_in_json_is_read_back(value):
    text = json.dumps(as_written(value.value, value.unit), ensure_ascii=False)
    among = value.value.among if isinstance(value.value, Choice) else ()
    fields = load_plain(text.encode())
    assert read_value(Node("", "", fields), among) == (value.value, value.unit)
