"""The list of divisions: names at every level, and the shape of the data file with its account of itself."""

import csv
from importlib.resources import files

import pytest
import yaml

from shejian.core.identifiers import division_name, is_known_division

STANDARDS = files("shejian").joinpath("law", "standards")


def _codes() -> list[str]:
    rows = csv.DictReader(STANDARDS.joinpath("divisions.csv").read_text(encoding="utf-8").splitlines())
    return [row["code"] for row in rows]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("100000", "全国"),
        ("110101", "东城区"),
        ("441900", "东莞市"),
        ("620000", "甘肃省"),
        ("620600", "武威市"),
        ("620602", "凉州区"),
        ("710000", "台湾省"),
    ],
)
def test_known_division_has_its_name(code: str, name: str) -> None:
    assert division_name(code) == name
    assert is_known_division(code) is True


@pytest.mark.parametrize("code", ["", "62", "6206", "620699", "620688", "699421", "６２０６０２", "code"])
def test_unknown_division_has_none(code: str) -> None:
    assert division_name(code) is None
    assert is_known_division(code) is False


def test_codes_have_six_digits_and_stand_in_order_once() -> None:
    codes = _codes()
    assert [code for code in codes if len(code) != 6 or not code.isdecimal()] == []
    assert codes == sorted(set(codes))


def test_every_division_but_the_whole_country_has_its_superiors() -> None:
    orphans = [code for code in _codes() if division_name(code[:2] + "0000") is None]
    assert orphans == []
    assert [code for code in _codes() if division_name(code[:4] + "00") is None] == []


def test_metadata_counts_what_the_list_has() -> None:
    told = yaml.safe_load(STANDARDS.joinpath("divisions.yaml").read_text(encoding="utf-8"))["rows"]
    codes = _codes()
    provinces = [code for code in codes if code.endswith("0000")]
    counties = [code for code in codes if not code.endswith("00")]
    assert told == {
        "total": len(codes),
        "provinces": len(provinces),
        "prefectures": len(codes) - len(provinces) - len(counties),
        "counties": len(counties),
    }
