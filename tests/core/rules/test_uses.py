"""Where rules are read: found in the files of what reads them, under their labels."""

from shejian.core.rules import Reader, Use, load_law, load_uses
from shejian.core.rules.uses import read_uses

FILES = {
    "procedures/talking/2016-02-06.yaml": (
        "label: 谈话\nsteps:\n"
        "  - label: 派人谈话\n    limits: [{parameter: talk.limit}]\n"
        "    amounts: [{label: 介绍人, parameter: talk.people}]\n"
        "  - {label: 表决, vote: {quorum: talk.quorum}}\n"
    ),
    "procedures/talking/2020-01-01.yaml": (
        "label: 谈话\nsteps:\n  - {label: 派人谈话, limits: [{parameter: talk.limit}]}\n"
    ),
    "findings/late.yaml": "label: 谈话迟了\nrules: [talk.limit, talk.unknown]\nremedy: talk.quorum 见规定\n",
    "indicators/catalogue.yaml": "- section: 甲\n  indicators:\n    late: {label: 迟谈话, rules: [talk.limit]}\n",
}


def test_uses_are_found_under_their_labels(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert read_uses(tmp_path, ["talk.limit", "talk.people", "talk.quorum", "talk.other"]) == {
        "talk.limit": (
            Use(Reader.PROCEDURE, "谈话 · 派人谈话"),
            Use(Reader.FINDING, "谈话迟了"),
            Use(Reader.INDICATOR, "迟谈话"),
        ),
        "talk.people": (Use(Reader.PROCEDURE, "谈话 · 派人谈话"),),
        "talk.quorum": (Use(Reader.PROCEDURE, "谈话 · 表决"),),
    }


def test_use_says_what_reads():
    assert str(Use(Reader.FINDING, "谈话迟了")) == "监督：谈话迟了"


def test_uses_of_the_shipped_law_are_of_its_rules():
    assert set(load_uses()) <= set(load_law().keys)
    assert Use(Reader.INDICATOR, "应建未建") in load_uses()["party.branch.min_full_members"]
    assert Use(Reader.LEDGER, "登记党员时核对年龄") in load_uses()["party.member.min_age"]
