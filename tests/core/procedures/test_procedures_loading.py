"""What the loader of procedures refuses, in exactly which words; each case is an edit of the sample's later version."""

import shutil
from pathlib import Path

import pytest

from shejian.core.procedures import UnknownProcedure, UnknownStep
from shejian.core.procedures.loading import read_procedures
from shejian.core.rules import LawFileError

FOLDER = Path(__file__).parent / "law"
FILE = "procedures/sample/2020-01-01.yaml"
STEPS = "remind、committee、request、reply、notice、elect、filing"

FAULTS = {
    "unknown key": ("    actor: 支委会", "    acter: 支委会", "steps 第 2 项：不认识的键 acter；是否 actor？"),
    "missing key": ("    actor: 支委会\n", "", "steps 第 2 项：缺少 actor"),
    "key given twice": ("label: 样例程序\n", "label: 样例程序\nlabel: 样例程序\n", "第 3 行：键 label 重复"),
    "step given twice": ("id: committee", "id: remind", "steps 第 2 项：id remind 重复"),
    "id of other letters": (
        "id: committee",
        "id: 支委会",
        "steps 第 2 项：id 应为小写英文，用 - 或 _ 连接，现为 支委会",
    ),
    "fact and step of one id": ("id: term_end,", "id: elect,", "elect 既是情况又是步骤，请改一个 id"),
    "unknown required step": (
        "requires: [remind, committee]",
        "requires: [remind, comittee]",
        f"steps 第 3 项：没有步骤 comittee；是否 committee？可用的：{STEPS}",
    ),
    "circle": ("requires: remind\n", "requires: elect\n", "requires 绕成了圈："),
    "unknown stage": (
        "    stage: held\n    actor: 支部",
        "    stage: hold\n    actor: 支部",
        "没有阶段 hold；是否 held？",
    ),
    "unknown start": (
        "from: request,",
        "from: requests,",
        "steps 第 4 项 limits 第 1 项：没有步骤或者日期 requests；是否 request？",
    ),
    "start that is no day": ("from: request,", "from: members,", "没有步骤或者日期 members；可用的："),
    "unknown parameter": (
        "sample.decide.limit",
        "sample.decided.limit",
        "没有参数 sample.decided.limit；是否 sample.decide.limit？",
    ),
    "parameter of another kind": ("sample.decide.limit", "sample.surplus", "参数 sample.surplus 是比例，这里要期限"),
    "vote by a number": (
        "quorum: sample.quorum.four",
        "quorum: sample.sponsors",
        "参数 sample.sponsors 是数，这里要比例",
    ),
    "vote of nothing": (
        "vote: {quorum: sample.quorum.four, majority: sample.majority.present, remedy: 重新召开}",
        "vote: {remedy: 重新召开}",
        "steps 第 6 项 vote：quorum（到会）和 majority（赞成）至少要有一个",
    ),
    "one parameter of two": (
        "[sample.contacts.min, sample.contacts.max]",
        "sample.contacts.min",
        "steps 第 6 项 amounts 第 3 项：kind 为 between 时 parameter 要 2 个，现为 1 个",
    ),
    "amount judged by nothing": (
        "unit: 名, kind: between, parameter: [sample.contacts.min, sample.contacts.max],",
        "unit: 名,",
        "steps 第 6 项 amounts 第 3 项：没有 kind，就不能有 code",
    ),
    "share of nothing": (
        "kind: between, parameter: [sample.contacts.min, sample.contacts.max],",
        "kind: share, parameter: sample.surplus,",
        "steps 第 6 项 amounts 第 3 项：kind 为 share 时要有 of（占哪个数目的比例），也只有这时可以有",
    ),
    "share by a number": (
        "kind: between, parameter: [sample.contacts.min, sample.contacts.max],",
        "kind: share, of: seats, parameter: sample.sponsors,",
        "参数 sample.sponsors 是数，这里要比例",
    ),
    "share of an unknown amount": (
        "kind: between, parameter: [sample.contacts.min, sample.contacts.max],",
        "kind: share, of: seat, parameter: sample.surplus,",
        "没有数目 seat；是否 seats？",
    ),
    "unknown amount": ("candidates: candidates", "candidates: candidate", "没有数目 candidate；是否 candidates？"),
    "unknown outcome": (
        "reopens: [request]}",
        "reopens: [requests]}",
        "steps 第 4 项 outcomes 第 2 项：没有步骤 requests；是否 request？",
    ),
    "outcome twice": (
        "id: refused, label: 没有选出",
        "id: passed, label: 没有选出",
        "steps 第 6 项：outcomes 里 passed 重复",
    ),
    "vote of a step without": ("label: 同意}", "label: 同意, by_vote: passed}", "这一步没有 vote，不能有 by_vote"),
    "paper twice": ("papers: [请示, {label: 章程", "papers: [章程, {label: 章程", "steps 第 3 项：papers 里 章程 重复"),
    "paper that is none": ("papers: [请示, {", "papers: [2020-01-01, {", "papers 第 1 项应为文字，或者 label 和 when"),
    "condition on both": (
        "when: [{fact: poor}]",
        "when: [{fact: poor, step: elect}]",
        "fact（情况）和 step（步骤）要有一个，也只能有一个",
    ),
    "unknown fact": ("when: [{fact: poor}]", "when: [{fact: pooor}]", "没有情况 pooor；是否 poor？"),
    "flag compared": (
        "{fact: poor}",
        "{fact: poor, at_least: sample.committee}",
        "poor 是 flag，不能用 at_least；可用的：is",
    ),
    "number without a bound": (
        "{fact: members, at_least: sample.committee}",
        "{fact: members}",
        "members 是数，要有 at_least 或 below",
    ),
    "day as a condition": (
        "{fact: poor}",
        "{fact: term_end, is: true}",
        "term_end 是 day，不能用 is；可用的：（没有）",
    ),
    "unknown instrument": (
        "instrument: sample-2020\nsubject",
        "instrument: sample-2021\nsubject",
        "没有文件 sample-2021；是否 sample-2020？",
    ),
    "clause of another time": (
        "cite: {instrument: sample-2020, article: 第四条",
        "cite: {instrument: sample-2010, article: 第四条",
        "sample-2010 自 2010-01-01 起施行，2020-01-01 起不再施行，2020-01-01 不在其施行期内",
    ),
    "confirmed without article": (
        "article: 第四条, words: null, confirmed: true",
        "article: null, words: null, confirmed: true",
        "steps 第 4 项 cite：confirmed 为 true 时 article 要写",
    ),
    "words that are a guess": (
        "article: 第四条, words: null, confirmed: true",
        "article: 第四条, words: 大概, confirmed: false",
        "confirmed 为 false 时 words 只能是 null：原文不得猜测",
    ),
    "working days counted backwards": (
        "back: true, parameter: sample.before.limit",
        "back: true, parameter: sample.notice.limit",
        "steps 第 1 项 limits 第 1 项：参数 sample.notice.limit 以工作日计，不能往前数（back）",
    ),
    "outcome without what is no step": (
        "by_vote: passed}",
        "by_vote: passed, without: [notise]}",
        "没有步骤 notise；是否 notice？",
    ),
    "replaces nothing": ("replaces: approval", "replaces: aproval", "没有步骤 aproval；是否 approval？"),
    "other subject": (
        "subject: party_organization",
        "subject: person",
        "subject 与 procedures/sample/2010-01-01.yaml 的不同：person",
    ),
    "stage of other words": (
        "{id: over, label: 完成}",
        "{id: over, label: 结束}",
        "阶段 over 的 label 与上一版的不同：结束、完成",
    ),
    "fact of another kind": (
        "id: term_end, label: 届满日期",
        "id: term_end, label: 届满日",
        "情况 term_end 与上一版的不同",
    ),
    "default of a day": (
        "label: 届满日期, kind: day",
        "label: 届满日期, kind: day, default: true",
        "只有 flag 可以有 default，term_end 是 day",
    ),
    "misplaced": (
        "since: 2020-01-01",
        "since: 2020-02-01",
        "程序 sample 的这一版应放在 procedures/sample/2020-02-01.yaml",
    ),
    "impossible day": ("since: 2020-01-01", "since: 2020-02-30", "第 3 行：没有 2020-02-30 这一天"),
    "unknown subject": (
        "subject: party_organization",
        "subject: parti",
        "subject 应为person、party_organization、organization之一",
    ),
    "alias": ("label: 样例程序", "label: &a 样例程序", "第 2 行：不能用锚点（&）和引用（*）"),
}


def edited(folder: Path, old: str, new: str) -> Path:
    """A copy of the sample in which the later version is changed."""
    shutil.copytree(FOLDER, folder / "law")
    path = folder / "law" / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder / "law"


@pytest.mark.parametrize("case", FAULTS)
def test_file_is_refused(tmp_path, sample_law, case):
    old, new, sentence = FAULTS[case]
    folder = edited(tmp_path, old, new)
    with pytest.raises(LawFileError) as refusal:
        read_procedures(folder, sample_law)
    assert refusal.value.file == FILE
    assert sentence in str(refusal.value)


def test_sample_is_read(sample):
    assert [str(version.since) for version in sample.versions] == ["2010-01-01", "2020-01-01"]
    later = sample.versions[1]
    assert later.before["elect"] == {"remind", "committee", "request", "reply", "notice"}
    assert later.after["reply"] == {"notice", "elect", "filing"}
    assert sample.step_of_ledger("election") == "elect"
    assert str(later.steps["elect"].basis) == "《样例办法（2020）》第六条（2020-01-01 起施行）"
    assert "条款待核" in str(later.steps["filing"].basis)


def test_folder_without_procedures_is_refused(tmp_path, sample_law):
    with pytest.raises(LawFileError, match="没有找到任何程序文件"):
        read_procedures(tmp_path, sample_law)


def test_stray_file_is_refused(tmp_path, sample_law):
    shutil.copytree(FOLDER, tmp_path / "law")
    shutil.move(tmp_path / "law" / FILE, tmp_path / "law" / "procedures" / "2020-01-01.yaml")
    with pytest.raises(LawFileError) as refusal:
        read_procedures(tmp_path / "law", sample_law)
    assert str(refusal.value) == "procedures/2020-01-01.yaml：应放在 procedures/<程序>/<施行日>.yaml"


def test_names_that_nearly_are(sample_law, sample):
    with pytest.raises(UnknownProcedure) as refusal:
        read_procedures(FOLDER, sample_law)["sampel"]
    assert str(refusal.value) == "没有程序 sampel；是否 sample？可用的程序：sample（样例程序）"
    with pytest.raises(UnknownStep) as unknown:
        sample.step("ellect", sample.versions[1].since)
    assert str(unknown.value).startswith("程序 sample 没有步骤 ellect；是否 elect？可用的步骤：request（请示）、")
