"""Sets of effective coverage: what is left of the covered organizations, and what each condition takes away."""

from __future__ import annotations

import narwhals as nw

from shejian.core.facts import Frame
from shejian.core.indicators import relations
from shejian.core.indicators.effective import EFFECTIVE, Condition, Unclear, effectiveness
from shejian.core.indicators.judging import Because, Case, judged
from shejian.core.indicators.population import Judge, Nature, Population, Subject
from shejian.core.indicators.view import View

LOST = {
    Condition.ATTACHED: "由{other}覆盖，只是挂靠",
    Condition.FUNCTIONAL: "由{other}覆盖，它是功能型的",
    Condition.MEMBERS: "由{other}覆盖，它当日有 {word} 名正式党员，不足",
    Condition.TERM: "由{other}覆盖，它的任期已于 {day} 届满，没有再换届的记录",
    Condition.SILENCE: "由{other}覆盖，它在 {day} 以后很久没有组织生活的记录",
    Condition.LIFE: "由{other}覆盖，它的{word}没有开足",
}
UNCLEAR = {
    Unclear.NO_KIND: "台账没有{other}当日的类型",
    Unclear.NO_ELECTION: "台账没有{other}选举的记录，不知道任期",
    Unclear.NO_LENGTH: "{other}当选时的任期年限没有收录",
    Unclear.NO_RECORD: "台账没有{other}任何组织生活的记录",
    Unclear.BEFORE_RECORDS: "时期内有一段，台账还没有开始记录{other}一方的组织生活",
}
_BODY = nw.col("party_organization")


def _lost(condition: Condition) -> Case:
    """What a condition took away, with what fills its sentence."""
    words = {Condition.MEMBERS: nw.col("full_members"), Condition.LIFE: nw.col("lacking")}
    days = {Condition.TERM: nw.col("over"), Condition.SILENCE: nw.col("quiet")}
    here = nw.col("unclear").is_null() & (nw.col("step") == str(condition))
    because = Because(str(condition), day=days.get(condition), other=_BODY, word=words.get(condition))
    return Case(here, verdict=True, because=because)


def _not_clear(why: Unclear) -> Case:
    return Case(nw.col("unclear") == str(why), verdict=True, because=Because(str(why), other=_BODY))


def _effectively_covered(view: View) -> Frame:
    frame = view.relation(relations.counted).join(view.relation(effectiveness), on="id", how="left")
    lost = [_lost(condition) for condition in Condition]
    return judged(
        frame,
        [
            Case(nw.col("step").is_null(), verdict=False, because=Because("not_covered")),
            *(Case(one.condition, verdict=False, because=one.because) for one in lost),
            Case(~nw.col("unclear").is_null(), verdict=None, because=Because("unclear")),
        ],
        otherwise=(True, Because(EFFECTIVE, other=_BODY)),
    )


def _taken_away(condition: Condition) -> Judge:
    def judge(view: View) -> Frame:
        return judged(view.relation(effectiveness), [_lost(condition)], otherwise=(False, Because("elsewhere")))

    return judge


def _unknown(view: View) -> Frame:
    return judged(
        view.relation(effectiveness),
        [*map(_not_clear, Unclear)],
        otherwise=(False, Because("judged", other=_BODY)),
    )


def _stock(key: str, judge: Judge, sentences: dict[str, str]) -> Population:
    others = {code: Subject.PARTY_ORGANIZATION for code, sentence in sentences.items() if "{other}" in sentence}
    return Population(key, Subject.ORGANIZATION, Nature.STOCK, judge, sentences, others=others)


_OPEN = "有的条件台账没有记录，不能判断；逐家的原因见指标“有效与否不能判断”"
_LOST = {str(condition): sentence for condition, sentence in LOST.items()}
_UNCLEAR = {str(why): sentence for why, sentence in UNCLEAR.items()}

EFFECTIVE_POPULATIONS = (
    _stock(
        "effectively_covered",
        _effectively_covered,
        {EFFECTIVE: "由{other}有效覆盖", "not_covered": "没有存续的党组织与之挂接", **_LOST, "unclear": _OPEN},
    ),
    *(
        _stock(
            f"not_effective_{condition}",
            _taken_away(condition),
            {str(condition): LOST[condition], "elsewhere": "不在这一项：有效，或者别的项先不达到，或者不能判断"},
        )
        for condition in Condition
    ),
    _stock("effectiveness_unknown", _unknown, {**_UNCLEAR, "judged": "由{other}覆盖，可以判断"}),
)
