"""Sets of learning: whose hours of a year suffice, and whose secretaries were trained."""

from __future__ import annotations

import narwhals as nw

from shejian.core.calendar import year_start
from shejian.core.facts import Frame
from shejian.core.facts.terms import PostTitle
from shejian.core.indicators import relations
from shejian.core.indicators.judging import Because, Case, judged
from shejian.core.indicators.learning import OF_SECRETARIES, TENTHS, Enough, closing, held_to_standard
from shejian.core.indicators.population import Judge, Nature, Population, Subject, Via
from shejian.core.indicators.view import View

HOURS = {
    Enough.YES: "到 {day} 的一年学习 {word} 学时，达到规定",
    Enough.NO: "到 {day} 的一年学习 {word} 学时，不够规定",
    Enough.IN_PART: "最近过完的一年还有学习没有写学时",
    Enough.NOT_STATED: "最近过完的一年参加过学习，都没有写学时",
}
NO_HOURS = "none"
_NO_HOURS = {NO_HOURS: "台账没有最近过完的一年的学时"}
_HOURS = {str(state): sentence for state, sentence in HOURS.items()} | _NO_HOURS
_NOT_KNOWN = (Enough.IN_PART, Enough.NOT_STATED)
"""Why it is not known stands beside the figure too, which is of no single row: it has no blanks."""


def _members(view: View) -> Frame:
    """Members on the day, each with what is on record of his hours of the last year that is over."""
    known = view.relation(held_to_standard).select("id", "tenths", "enough")
    return view.relation(relations.members).join(known, on="id", how="left")


def _hours_text() -> nw.Expr:
    tenths = nw.col("tenths")
    whole = (tenths // TENTHS).cast(nw.String)
    rest = tenths % TENTHS
    return nw.when(rest == 0).then(whole).otherwise(nw.concat_str([whole, rest.cast(nw.String)], separator="."))


def _hours(inside: tuple[Enough, ...], unknown: bool | None) -> Judge:
    """Members who are where ``inside`` says; ``unknown`` is the verdict on those of whom too little is on record."""

    def judge(view: View) -> Frame:
        day, word = nw.lit(closing(view.when.on)), _hours_text()
        here = {state: state in inside for state in Enough} | dict.fromkeys(_NOT_KNOWN, unknown)
        cases = [
            Case(
                nw.col("enough") == str(state),
                verdict=here[state],
                because=Because(str(state)) if state in _NOT_KNOWN else Because(str(state), day=day, word=word),
            )
            for state in Enough
        ]
        return judged(
            view.relation(_members),
            cases,
            otherwise=(unknown, Because(NO_HOURS)),
            via=nw.col("party_organization"),
        )

    return judge


def _secretaries(view: View) -> Frame:
    """Standing party organizations with a secretary on the day: id, whether it is known who he is (``known``), the last
    day on which he was trained in the year, and whether its unit has any such training on record (``recording``)."""
    on = view.when.on
    posts = view.on("post").filter(nw.col("title") == str(PostTitle.SECRETARY)).select("party_organization", "person")
    rounds = view.picture.facts("study_record").filter(nw.col("kind").is_in(OF_SECRETARIES)).select("study", "unit")
    taken = view.picture.within("learner", year_start(on), on).join(rounds, on="study", how="inner")
    trained = taken.group_by("person").agg(nw.col("start").max().alias("trained"))
    one, none = nw.lit(1, dtype=nw.Int64), nw.lit(0, dtype=nw.Int64)
    by_body = (
        posts.join(trained, on="person", how="left")
        .with_columns(nw.when(nw.col("person").is_null()).then(none).otherwise(one).alias("known"))
        .group_by("party_organization")
        .agg(nw.col("trained").max(), nw.col("known").max())
    )
    frame = view.relation(relations.standing_bodies).join(
        by_body, left_on="id", right_on="party_organization", how="inner"
    )
    held = taken.filter(~nw.col("unit").is_null()).select("unit")
    through = frame.filter(~nw.col("trained").is_null() & ~nw.col("unit").is_null()).select("unit")
    recording = nw.concat([held, through]).unique().select("unit", one.alias("recording"))
    return frame.join(recording, on="unit", how="left")


TRAINED, UNTRAINED, NO_ROUND, NAME_ONLY = "trained", "untrained", "no_round", "name_only"
SECRETARIES = {
    TRAINED: "书记 {day} 参加过书记培训",
    UNTRAINED: "账上当年的书记培训里没有这个书记",
    NO_ROUND: "所在单位当年没有登记过书记培训，不知道",
    NAME_ONLY: "书记只记了姓名，没有对应的人，不知道",
}


def _training(inside: frozenset[str], unknown: bool | None) -> Judge:
    """Secretaries of whom one of ``inside`` is said; ``unknown`` is the verdict on those of whom it is not known."""

    def judge(view: View) -> Frame:
        not_known = {NO_ROUND: nw.col("recording").is_null(), NAME_ONLY: nw.col("known") == 0}
        return judged(
            view.relation(_secretaries),
            [
                Case(
                    ~nw.col("trained").is_null(),
                    verdict=TRAINED in inside,
                    because=Because(TRAINED, day=nw.col("trained")),
                ),
                *(Case(not_known[code], verdict=unknown, because=Because(code)) for code in (NAME_ONLY, NO_ROUND)),
            ],
            otherwise=(UNTRAINED in inside, Because(UNTRAINED)),
        )

    return judge


def _of_members(key: str, judge: Judge) -> Population:
    return Population(key, Subject.PERSON, Nature.STOCK, judge, _HOURS, via=Via.PARTY_ORGANIZATION)


def _of_secretaries(key: str, judge: Judge) -> Population:
    return Population(key, Subject.PARTY_ORGANIZATION, Nature.STOCK, judge, SECRETARIES)


LEARNING_POPULATIONS = (
    _of_members("members_enough_hours", _hours((Enough.YES,), None)),
    _of_members("members_below_hours", _hours((Enough.NO,), unknown=False)),
    _of_members("members_hours_unknown", _hours((), unknown=True)),
    _of_secretaries("secretaries", _training(frozenset({TRAINED, UNTRAINED}), unknown=True)),
    _of_secretaries("secretaries_trained", _training(frozenset({TRAINED}), None)),
    _of_secretaries("secretaries_untrained", _training(frozenset({UNTRAINED}), unknown=False)),
    _of_secretaries("secretaries_training_unknown", _training(frozenset(), unknown=True)),
)
