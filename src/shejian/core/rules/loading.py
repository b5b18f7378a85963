"""From the files under ``law/`` to a checked ``Law``: whatever is not dated, sourced and consistent is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from shejian.core.calendar import Limit, LimitUnit
from shejian.core.rules.instruments import Citation, Instrument, TextRead
from shejian.core.rules.layers import Layer
from shejian.core.rules.parameters import DatedValue, Level, Modality, Parameter, Stricter
from shejian.core.rules.reading import Law
from shejian.core.rules.strict_yaml import LawFileError, Node, read_yaml

LAW_FOLDER = Path(__file__).resolve().parents[2] / "law"
INSTRUMENT_KEYS = (
    *("id", "title", "short_title", "number", "issuer", "issued", "in_force"),
    *("ended", "superseded_by", "source", "read"),
)
PARAMETER_KEYS = ("key", "label", "meaning", "layer", "stricter", "recorded_from", "values")
VALUE_KEYS = ("since", "modality", "cite")
CITE_KEYS = ("instrument", "article", "words", "confirmed")


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


def read_local_layer(folder: Path, name: str, law: Law) -> Layer:
    """A local layer of a folder built like the national one; it may cite the instruments of ``law`` too.

    Raises:
        LawFileError: the first file that is refused.
    """
    return _read_layer(folder, name, Level.LOCAL, law.instruments)


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
            reason = f"superseded_by 指向的文件 {successor} 不在库中{_near(successor, instruments)}"
            raise LawFileError(f"instruments/{instrument.id}.yaml", "", reason)
    return instruments


def read_instrument(folder: Path, path: Path) -> Instrument:
    """One file of ``instruments/``.

    Raises:
        LawFileError: it is refused.
    """
    node = read_yaml(folder, path)
    node.allow(INSTRUMENT_KEYS)
    in_force, ended = node.day("in_force"), node.day_or_null("ended")
    if ended is not None and ended <= in_force:
        raise node.fault(f"ended（{ended}）应晚于 in_force（{in_force}）")
    superseded_by = node.text_or_null("superseded_by")
    if superseded_by is not None and ended is None:
        raise node.fault("有 superseded_by 就要有 ended")
    return Instrument(
        id=node.text("id"),
        title=node.text("title"),
        short_title=node.text("short_title"),
        number=node.text_or_null("number"),
        issuer=node.text("issuer"),
        issued=node.day_or_null("issued"),
        in_force=in_force,
        ended=ended,
        superseded_by=superseded_by,
        source=node.text("source"),
        read=node.choice("read", TextRead),
    )


def read_parameter(folder: Path, path: Path, instruments: Mapping[str, Instrument], level: Level) -> Parameter:
    """One file of ``parameters/``, citing ``instruments``.

    Raises:
        LawFileError: it is refused.
    """
    node = read_yaml(folder, path)
    node.allow(PARAMETER_KEYS, ("ended",))
    if node.choice("layer", Level) is not level:
        raise node.fault(f"layer 应为 {level}，现为 {node.text('layer')}")
    stricter = node.choice("stricter", Stricter)
    if stricter is Stricter.SUPERSET:
        raise node.fault("stricter 为 superset 的值应是清单；目前的值只有数和期限")
    ended = node.day("ended") if "ended" in node.fields else None
    values = _values(node, ended, instruments)
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


def _values(node: Node, ended: date | None, instruments: Mapping[str, Instrument]) -> tuple[DatedValue, ...]:
    items = node.nodes("values")
    for item in items:
        item.allow(VALUE_KEYS, ("value", "limit", "unit"))
    for earlier, later in pairwise(items):
        if later.day("since") <= earlier.day("since"):
            raise later.fault(f"since（{later.day('since')}）应晚于前一项的 since（{earlier.day('since')}）")
    if ended is not None and ended <= items[-1].day("since"):
        raise node.fault(f"ended（{ended}）应晚于最后一项的 since（{items[-1].day('since')}）")
    untils = [*(item.day("since") for item in items[1:]), ended]
    return tuple(_value(node, item, until, instruments) for item, until in zip(items, untils, strict=True))


def _value(node: Node, item: Node, until: date | None, instruments: Mapping[str, Instrument]) -> DatedValue:
    since = item.day("since")
    value, unit = _amount(item)
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


def _amount(item: Node) -> tuple[int | Limit, str]:
    if ("value" in item.fields) == ("limit" in item.fields):
        raise item.fault("value（数）和 limit（期限）要有一个，也只能有一个")
    if "value" in item.fields:
        if "unit" not in item.fields:
            raise item.fault("缺少 unit")
        return item.whole("value"), item.text("unit")
    if "unit" in item.fields:
        raise item.fault("期限的 unit 写在 limit 之内")
    period = item.node("limit")
    period.allow(("count", "unit"))
    limit = Limit(period.whole("count"), period.choice("unit", LimitUnit))
    return limit, limit.unit.value


def _citation(cite: Node, since: date, instruments: Mapping[str, Instrument]) -> Citation:
    cite.allow(CITE_KEYS)
    id_ = cite.text("instrument")
    instrument = instruments.get(id_)
    if instrument is None:
        raise cite.fault(f"不认识的文件 {id_}{_near(id_, instruments)}")
    if not instrument.span.holds_on(since):
        ended = f"，{instrument.ended} 起不再施行" if instrument.ended else ""
        raise cite.fault(f"{id_} 自 {instrument.in_force} 起施行{ended}，{since} 不在其施行期内")
    article, words = cite.text_or_null("article"), cite.text_or_null("words")
    confirmed = cite.flag("confirmed")
    if confirmed and (article is None or words is None):
        raise cite.fault("confirmed 为 true 时 article 和 words 都要写")
    if confirmed and instrument.read is not TextRead.OFFICIAL:
        raise cite.fault(f"{id_} 没有读过正式全文（read: {instrument.read}），confirmed 只能是 false")
    if not confirmed and (article is not None or words is not None):
        raise cite.fault("confirmed 为 false 时 article 和 words 只能是 null：条款不得猜测")
    return Citation(instrument, article, words, confirmed)


def _near(id_: str, instruments: Mapping[str, Instrument]) -> str:
    near = get_close_matches(id_, instruments, n=1)
    return f"；是否 {near[0]}？" if near else ""
