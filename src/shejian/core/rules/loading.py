"""From the files under ``law/`` to a checked ``Law``: whatever is not dated, sourced and consistent is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from shejian.core.rules.instruments import Citation, Instrument, Level, TextRead
from shejian.core.rules.layers import Layer
from shejian.core.rules.loading_values import read_value
from shejian.core.rules.nearness import near_hint
from shejian.core.rules.parameters import DatedValue, Modality, Parameter, Stricter
from shejian.core.rules.reading import Law
from shejian.core.rules.strict_yaml import LawFileError, Node, read_yaml
from shejian.core.rules.values import Kind

LAW_FOLDER = Path(__file__).resolve().parents[2] / "law"
INSTRUMENT_KEYS = (
    *("id", "title", "short_title", "number", "issuer", "issued", "in_force"),
    *("ended", "superseded_by", "layer", "source", "read"),
)
PARAMETER_KEYS = ("key", "label", "meaning", "layer", "stricter", "recorded_from", "values")
VALUE_KEYS = ("since", "modality", "cite")
CITE_KEYS = ("instrument", "article", "words", "confirmed")
WAYS_OF_LISTS = (Stricter.SUPERSET, Stricter.FREE, Stricter.FIXED)
WAYS_OF_OTHERS = (Stricter.UP, Stricter.DOWN, Stricter.FREE, Stricter.FIXED)


@cache
def load_law() -> Law:
    """The law that is shipped with the program, read once."""
    return read_law(LAW_FOLDER)


def read_law(folder: Path) -> Law:
    """The national law of a folder with ``instruments/`` and ``parameters/`` in it.

    Raises:
        LawFileError: the first file that is refused.
    """
    return Law((_read_layer(folder, "国家", Level.NATIONAL, {}),))


def read_local_layer(folder: Path, name: str, law: Law, level: Level = Level.LOCAL) -> Layer:
    """A lower layer of a folder built like the national one; it may cite the instruments of ``law`` too.

    Raises:
        LawFileError: the first file that is refused.
    """
    return _read_layer(folder, name, level, law.instruments)


def _read_layer(folder: Path, name: str, level: Level, known: Mapping[str, Instrument]) -> Layer:
    instruments = _read_instruments(folder, known)
    citable = {**known, **instruments}
    parameters: dict[str, Parameter] = {}
    for path in sorted((folder / "parameters").rglob("*.y*ml")):
        parameter = read_parameter(folder, path, citable, level)
        expected = f"parameters/{parameter.key.replace('.', '/', 1)}.yaml"
        if path.relative_to(folder).as_posix() != expected:
            raise LawFileError(path.relative_to(folder).as_posix(), "", f"参数 {parameter.key} 应放在 {expected}")
        parameters[parameter.key] = parameter
    if not parameters:
        raise LawFileError(folder.name, "", "没有找到任何参数文件 parameters/*/*.yaml")
    return Layer(name, level, MappingProxyType(instruments), MappingProxyType(parameters))


def _read_instruments(folder: Path, known: Mapping[str, Instrument]) -> dict[str, Instrument]:
    instruments: dict[str, Instrument] = {}
    for path in sorted((folder / "instruments").rglob("*.y*ml")):
        instrument = read_instrument(folder, path)
        file = path.relative_to(folder).as_posix()
        expected = f"instruments/{instrument.id}.yaml"
        if file != expected:
            raise LawFileError(file, "", f"文件 {instrument.id} 应放在 {expected}")
        if instrument.id in known:
            raise LawFileError(file, "", f"文件 {instrument.id} 上层已有，不能另写")
        instruments[instrument.id] = instrument
    for instrument in instruments.values():
        successor = instrument.superseded_by
        if successor is not None and successor not in instruments:
            reason = f"superseded_by 指向的文件 {successor} 不在库中{near_hint(successor, instruments)}"
            raise LawFileError(f"instruments/{instrument.id}.yaml", "", reason)
    return instruments


def read_instrument(folder: Path, path: Path) -> Instrument:
    """One file of ``instruments/``.

    Raises:
        LawFileError: it is refused.
    """
    node = read_yaml(folder, path)
    node.allow(INSTRUMENT_KEYS, ("amended",))
    in_force, ended = node.day("in_force"), node.day_or_null("ended")
    if ended is not None and ended <= in_force:
        raise node.fault(f"ended（{ended}）应晚于 in_force（{in_force}）")
    superseded_by = node.text_or_null("superseded_by")
    if superseded_by is not None and ended is None:
        raise node.fault("有 superseded_by 就要有 ended")
    issued = node.day_or_null("issued")
    if issued is not None and in_force < issued:
        raise node.fault(f"in_force（{in_force}）不能早于 issued（{issued}）")
    return Instrument(
        id=node.text("id"),
        title=node.text("title"),
        short_title=node.text("short_title"),
        number=node.text_or_null("number"),
        issuer=node.text("issuer"),
        issued=issued,
        in_force=in_force,
        ended=ended,
        superseded_by=superseded_by,
        source=node.text("source"),
        read=node.choice("read", TextRead),
        layer=node.choice("layer", Level),
        amended=_amendments(node, issued or in_force, ended),
    )


def _amendments(node: Node, issued: date, ended: date | None) -> tuple[date, ...]:
    """The days of amendments, in order, each after the instrument was issued and before it ended."""
    days = node.days("amended") if "amended" in node.fields else []
    for earlier, later in pairwise([issued, *days]):
        if later <= earlier:
            raise node.fault(f"amended 各日应晚于 issued 并从早到晚：{later} 不晚于 {earlier}")
    if days and ended is not None and days[-1] >= ended:
        raise node.fault(f"amended（{days[-1]}）应早于 ended（{ended}）")
    return tuple(days)


def read_parameter(folder: Path, path: Path, instruments: Mapping[str, Instrument], level: Level) -> Parameter:
    """One file of ``parameters/``, citing ``instruments``.

    Raises:
        LawFileError: it is refused.
    """
    node = read_yaml(folder, path)
    node.allow(PARAMETER_KEYS, ("ended", "choices"))
    if node.choice("layer", Level) is not level:
        raise node.fault(f"layer 应为 {level}，现为 {node.text('layer')}")
    ended = node.day("ended") if "ended" in node.fields else None
    values = _values(node, ended, instruments)
    stricter = _stricter(node, values[0].kind)
    recorded_from = node.day("recorded_from")
    if recorded_from > values[0].since:
        raise node.fault(f"recorded_from（{recorded_from}）不能晚于第一个值的 since（{values[0].since}）")
    return Parameter(
        key=node.text("key"),
        label=node.text("label"),
        meaning=node.text("meaning"),
        level=level,
        stricter=stricter,
        recorded_from=recorded_from,
        ended=ended,
        values=values,
    )


def _stricter(node: Node, kind: Kind) -> Stricter:
    stricter = node.choice("stricter", Stricter)
    allowed = WAYS_OF_LISTS if kind is Kind.ITEMS else WAYS_OF_OTHERS
    if stricter not in allowed:
        raise node.fault(f"值是{kind.label}，stricter 应为{'、'.join(allowed)}之一，现为 {stricter}")
    return stricter


def _values(node: Node, ended: date | None, instruments: Mapping[str, Instrument]) -> tuple[DatedValue, ...]:
    items = node.nodes("values")
    for item in items:
        item.allow(VALUE_KEYS, (*Kind, "unit"))
    for earlier, later in pairwise(items):
        if later.day("since") <= earlier.day("since"):
            raise later.fault(f"since（{later.day('since')}）应晚于前一项的 since（{earlier.day('since')}）")
    if ended is not None and ended <= items[-1].day("since"):
        raise node.fault(f"ended（{ended}）应晚于最后一项的 since（{items[-1].day('since')}）")
    untils = [*(item.day("since") for item in items[1:]), ended]
    among = tuple(node.distinct_texts("choices")) if "choices" in node.fields else ()
    values = tuple(_value(node, item, until, instruments, among) for item, until in zip(items, untils, strict=True))
    first = values[0].kind
    for item, value in zip(items, values, strict=True):
        if value.kind is not first:
            raise item.fault(f"值是{value.kind.label}，第 1 项的却是{first.label}；一个参数只能有一种值")
    if among and first is not Kind.CHOICE:
        raise node.fault(f"值是{first.label}，choices 只用于选项，请去掉")
    return values


def _value(
    node: Node, item: Node, until: date | None, instruments: Mapping[str, Instrument], among: tuple[str, ...]
) -> DatedValue:
    since = item.day("since")
    if "choice" in item.fields and not among:
        raise node.fault("值是选项，要在文件上方写 choices，从宽到严")
    value, unit = read_value(item, among)
    citations = tuple(_citation(cite, since, instruments) for cite in item.nodes("cite"))
    ends = [citation.instrument.ended for citation in citations]
    last = max((end for end in ends if end is not None), default=None)
    if None not in ends and last is not None and (until is None or until > last):
        raise item.fault(f"所引文件 {last} 起不再施行，此值却没有在那天之前结束")
    return DatedValue(
        key=node.text("key"),
        label=node.text("label"),
        value=value,
        unit=unit,
        modality=item.choice("modality", Modality),
        since=since,
        until=until,
        citations=citations,
    )


def _citation(cite: Node, since: date, instruments: Mapping[str, Instrument]) -> Citation:
    cite.allow(CITE_KEYS)
    id_ = cite.text("instrument")
    instrument = instruments.get(id_)
    if instrument is None:
        raise cite.fault(f"不认识的文件 {id_}{near_hint(id_, instruments)}")
    if not instrument.span.holds_on(since):
        ended = f"，{instrument.ended} 起不再施行" if instrument.ended else ""
        raise cite.fault(f"{id_} 自 {instrument.in_force} 起施行{ended}，{since} 不在其施行期内")
    article, words = cite.text_or_null("article"), cite.text_or_null("words")
    confirmed = cite.flag("confirmed")
    if confirmed and (article is None or words is None):
        raise cite.fault("confirmed 为 true 时 article 和 words 都要写")
    if confirmed and instrument.read is not TextRead.OFFICIAL:
        raise cite.fault(f"{id_} 没有读过正式全文（read: {instrument.read}），confirmed 只能是 false")
    if not confirmed and words is not None:
        raise cite.fault("confirmed 为 false 时 words 只能是 null：原文不得猜测")
    if article is not None and instrument.read is not TextRead.OFFICIAL:
        raise cite.fault(f"{id_} 没有读过正式全文（read: {instrument.read}），article 只能是 null：条款不得猜测")
    return Citation(instrument, article, words, confirmed)
