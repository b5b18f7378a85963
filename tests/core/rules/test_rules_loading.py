"""What the loader refuses, in exactly which words; each case is a file under ``broken/``."""

import pytest

from shejian.core.rules import LawFileError, Level, read_law, read_local_layer
from shejian.core.rules.loading import read_instrument, read_parameter

VALUE, CITE = "values 第 1 项", "values 第 1 项 cite 第 1 项"
ONE_OF_KINDS = (
    "value（数）、limit（期限）、share（比例）、choice（选项）、items（清单）、bands（分档）、frequency（频次）、"
    "annual_day（每年的日子）要有一个，也只能有一个"
)
ONE_BOUND = "over（超过）、at_least（不少于）、at_most（不超过）要有一个，也只能有一个"

PARAMETER_FAULTS = {
    "article_of_reprint": f"{CITE}：notice-2010 没有读过正式全文（read: reprint），article 只能是 null：条款不得猜测",
    "confirmed_not_a_flag": f"{CITE}：confirmed 应为 true 或 false，现为 是",
    "confirmed_of_reprint": f"{CITE}：notice-2010 没有读过正式全文（read: reprint），confirmed 只能是 false",
    "confirmed_without_article": f"{CITE}：confirmed 为 true 时 article 和 words 都要写",
    "confirmed_without_words": f"{CITE}：confirmed 为 true 时 article 和 words 都要写",
    "date_with_time": f"{VALUE}：since 应为日期（如 2026-05-11），现为 2016-02-06 08:00:00",
    "duplicate_key": "第 12 行：键 since 重复",
    "empty_cite": f"{VALUE}：cite 至少要有一项",
    "empty_text": "label 应为文字，现为 空",
    "ended_too_early": "ended（2016-02-06）应晚于最后一项的 since（2016-02-06）",
    "impossible_date": "第 9 行：没有 2016-02-30 这一天",
    "instrument_ended": f"{CITE}：sample-1998 自 1998-10-25 起施行，2016-02-06 起不再施行，2016-02-06 不在其施行期内",
    "instrument_not_yet": f"{CITE}：sample-2016 自 2016-02-06 起施行，2016-02-05 不在其施行期内",
    "key_not_text": "第 3 行：键应为文字",
    "missing_cite": f"{VALUE}：缺少 cite",
    "missing_key": "缺少 recorded_from",
    "missing_limit_unit": f"{VALUE} limit：缺少 unit",
    "missing_unit": f"{VALUE}：缺少 unit",
    "no_value": f"{VALUE}：{ONE_OF_KINDS}",
    "no_values": "values 至少要有一项",
    "not_a_count": f"{VALUE} limit：count 应为正整数，现为 0",
    "not_a_mapping": "应为“键: 值”的若干行",
    "not_yaml": "第 3 行：这里不能写“键: 值”；请检查缩进，文字里有冒号的，给文字加引号",
    "recorded_too_late": "recorded_from（2016-02-07）不能晚于第一个值的 since（2016-02-06）",
    "superset_of_a_period": "值是期限，stricter 应为up、down、free、fixed之一，现为 superset",
    "true_is_no_count": f"{VALUE} limit：count 应为正整数，现为 True",
    "unconfirmed_with_words": f"{CITE}：confirmed 为 false 时 words 只能是 null：原文不得猜测",
    "unit_outside_limit": f"{VALUE}：期限的 unit 写在 limit 之内",
    "unknown_choice": "stricter 应为up、down、superset、free、fixed之一，现为 lower",
    "unknown_instrument": f"{CITE}：不认识的文件 sample-2015；是否 sample-2016？",
    "unknown_key": f"{VALUE}：不认识的键 modalty；是否 modality？可用的键：since、modality、cite、"
    "value、limit、share、choice、items、bands、frequency、annual_day、unit",
    "unknown_unit": f"{VALUE} limit：unit 应为日、个工作日、个月、年、周岁之一，现为 个季度",
    "unsorted_dates": "values 第 2 项：since（2016-02-06）应晚于前一项的 since（2016-02-06）",
    "value_and_limit": f"{VALUE}：{ONE_OF_KINDS}",
    "value_outlasts_instrument": f"{VALUE}：所引文件 2016-02-06 起不再施行，此值却没有在那天之前结束",
    "wrong_layer": "layer 应为 national，现为 local",
    "annual_day_impossible": f"{VALUE} annual_day：没有 2月30日 这一天",
    "bands_not_ascending": f"{VALUE} bands 第 2 项：up_to（3000）应大于前一档的 up_to（5000）",
    "bands_with_an_end": f"{VALUE} bands 第 2 项：不认识的键 up_to；可用的键：rate",
    "bands_without_unit": f"{VALUE}：缺少 unit",
    "choice_not_listed": f"{VALUE}：choice 应为 choices 中的备案、同意之一，现为 批准",
    "choice_without_choices": "值是选项，要在文件上方写 choices，从宽到严",
    "choices_doubled": "choices 里 备案 重复",
    "choices_of_a_period": "值是期限，choices 只用于选项，请去掉",
    "frequency_of_weeks": f"{VALUE} frequency：per 应为月、季度、半年、年之一，现为 周",
    "items_doubled": f"{VALUE}：items 里 优秀 重复",
    "items_empty": f"{VALUE}：items 应为几条文字，现为 空",
    "items_up": "值是清单，stricter 应为superset、free、fixed之一，现为 up",
    "number_below_zero": f"{VALUE}：value 应为正数，现为 -0.5",
    "number_of_text": f"{VALUE}：value 应为正数，现为 三",
    "rate_in_decimals": f"{VALUE} bands 第 1 项：rate 应为百分比（如 0.5%），现为 0.005",
    "rate_over_all": f"{VALUE} bands 第 2 项：rate 应不大于 100%，现为 200%",
    "share_in_decimals": f"{VALUE} share：over 应为分数或百分比（如 1/2、20%），现为 0.5",
    "share_of_nothing": f"{VALUE} share：over 应为分数或百分比（如 1/2、20%），现为 1/0",
    "share_over_one": f"{VALUE} share：at_least 应大于 0、不大于 1，现为 6/5",
    "share_over_the_whole": f"{VALUE} share：over 应大于 0、小于 1，现为 100%",
    "share_with_two_bounds": f"{VALUE} share：{ONE_BOUND}",
    "share_without_bound": f"{VALUE} share：{ONE_BOUND}",
    "share_without_whole": f"{VALUE} share：缺少 of",
    "unit_of_share": f"{VALUE}：比例没有 unit，请去掉",
    "wrong_kind": "values 第 2 项：值是数，第 1 项的却是期限；一个参数只能有一种值",
}
INSTRUMENT_FAULTS = {
    "amended_after_end": "amended（2020-01-01）应早于 ended（2020-01-01）",
    "amended_before_issued": "amended 各日应晚于 issued 并从早到晚：2016-02-06 不晚于 2016-02-06",
    "amended_not_days": "amended 应为几个日期（如 [2016-02-06]），现为 几项",
    "amended_out_of_order": "amended 各日应晚于 issued 并从早到晚：2017-01-01 不晚于 2018-01-01",
    "in_force_before_issued": "in_force（2016-02-05）不能早于 issued（2016-02-06）",
    "unknown_layer": "layer 应为national、provincial、local之一，现为 city",
    "ended_too_early": "ended（2016-02-06）应晚于 in_force（2016-02-06）",
    "missing_source": "缺少 source",
    "superseded_without_end": "有 superseded_by 就要有 ended",
    "unknown_reading": "read 应为official、reprint、memory之一，现为 partly",
}
FOLDER_FAULTS = {
    "misplaced_instrument": "instruments/sample.yaml：文件 sample-2016 应放在 instruments/sample-2016.yaml",
    "misplaced_parameter": "parameters/sample/period.yaml：参数 sample.limit 应放在 parameters/sample/limit.yaml",
    "misplaced_suffix": "instruments/sample-2016.yml：文件 sample-2016 应放在 instruments/sample-2016.yaml",
    "misplaced_topic": "parameters/limit.yaml：参数 sample.limit 应放在 parameters/sample/limit.yaml",
    "no_parameters": "no_parameters：没有找到任何参数文件 parameters/*/*.yaml",
    "unknown_successor": "instruments/sample-2016.yaml：superseded_by 指向的文件 sample-2020 不在库中"
    "；是否 sample-2016？",
}


@pytest.mark.parametrize(("case", "sentence"), PARAMETER_FAULTS.items())
def test_parameter_file_is_refused(folder, sample, case, sentence):
    path = folder / "broken" / "parameters" / f"{case}.yaml"
    with pytest.raises(LawFileError) as refusal:
        read_parameter(folder / "broken", path, sample.instruments, Level.NATIONAL)
    assert str(refusal.value) == f"parameters/{case}.yaml：{sentence}"


@pytest.mark.parametrize(("case", "sentence"), INSTRUMENT_FAULTS.items())
def test_instrument_file_is_refused(folder, case, sentence):
    with pytest.raises(LawFileError) as refusal:
        read_instrument(folder / "broken", folder / "broken" / "instruments" / f"{case}.yaml")
    assert str(refusal.value) == f"instruments/{case}.yaml：{sentence}"


@pytest.mark.parametrize(("case", "sentence"), FOLDER_FAULTS.items())
def test_folder_is_refused(folder, case, sentence):
    with pytest.raises(LawFileError) as refusal:
        read_law(folder / "broken" / "folders" / case)
    assert str(refusal.value) == sentence


def test_local_folder_may_not_rewrite_an_instrument_of_the_nation(folder, sample):
    with pytest.raises(LawFileError) as refusal:
        read_local_layer(folder / "broken" / "folders" / "instrument_of_the_nation", "某市", sample)
    assert str(refusal.value) == "instruments/sample-2016.yaml：文件 sample-2016 上层已有，不能另写"


@pytest.mark.parametrize(("kind", "faults"), [("parameters", PARAMETER_FAULTS), ("instruments", INSTRUMENT_FAULTS)])
def test_every_broken_file_has_its_sentence(folder, kind, faults):
    assert sorted(path.stem for path in (folder / "broken" / kind).iterdir()) == sorted(faults)


def test_file_saved_as_gbk_is_refused(tmp_path):
    path = tmp_path / "记事本.yaml"
    path.write_bytes("title: 样例条例".encode("gbk"))
    with pytest.raises(LawFileError) as refusal:
        read_instrument(tmp_path, path)
    assert str(refusal.value) == "记事本.yaml：第 1 行：不是 UTF-8 文字，请另存为 UTF-8"


def test_refusal_keeps_file_place_and_reason_apart(folder, sample):
    path = folder / "broken" / "parameters" / "missing_unit.yaml"
    with pytest.raises(LawFileError) as refusal:
        read_parameter(folder / "broken", path, sample.instruments, Level.NATIONAL)
    fault = refusal.value
    assert (fault.file, fault.place, fault.reason) == ("parameters/missing_unit.yaml", VALUE, "缺少 unit")
