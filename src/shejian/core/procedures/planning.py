"""Which steps can be taken after others, and which wait for which: the same for all cases that stand alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shejian.core.procedures.bounds import Bounds
from shejian.core.procedures.definition import Step, Version
from shejian.core.procedures.standing import NextStep

MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Alike:
    """All of a case on which its plan depends.

    ``done`` steps hold; ``earlier`` ones were taken before the version, which did not ask for the ``younger`` ones
    before them; ``passed`` need not be on record; ``missing`` are asked for in vain. ``applies`` says of each step with
    a condition whether it holds, ``None`` if that is not known.
    """

    done: frozenset[str]
    earlier: frozenset[str]
    younger: frozenset[str]
    passed: frozenset[str]
    missing: frozenset[str]
    applies: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A step that comes: it waits for others, or is ready; ``plain`` is what is said of it if it has no days."""

    step: Step
    waits_for: tuple[str, ...]
    optional: bool
    doubtful: bool
    dated: bool
    plain: NextStep


@dataclass(frozen=True, slots=True)
class Plan:
    """What comes, in the order of the procedure; what need not be taken comes last."""

    ready: tuple[Planned, ...]
    waiting: tuple[Planned, ...]


def plan_of(version: Version, alike: Alike) -> Plan:
    """What comes after all that stands like this, worked out once."""
    found = version.plans.get(alike)
    if not isinstance(found, Plan):
        if len(version.plans) >= MOST_KEPT:
            version.plans.clear()
        found = version.plans[alike] = _Planning(version, alike).plan()
    return found


class _Planning:
    def __init__(self, version: Version, alike: Alike) -> None:
        self._version = version
        self._alike = alike
        self._applies: Mapping[str, bool | None] = dict(zip(version.conditional, alike.applies, strict=True))
        self._ready: set[str] = set()
        self._waits: dict[str, tuple[str, ...]] = {}
        self._work_out()

    def plan(self) -> Plan:
        ready: list[Planned] = []
        optional: list[Planned] = []
        waiting: list[Planned] = []
        done = self._alike.done
        for id_, step in self._version.steps.items():
            if (id_ in done and not step.again) or not self._open(step):
                continue
            extra = step.optional or (id_ in done and step.repeat is None) or self._applies.get(id_, True) is None
            if not self._waits[id_] and self._rests_on_its_own(step):
                (optional if extra else ready).append(self._planned(step, extra))
            elif not extra and id_ not in self._ready:
                waiting.append(self._planned(step, extra, self._waits[id_]))
        return Plan((*ready, *optional), tuple(waiting))

    def _work_out(self) -> None:
        """Of each step, what has to come before it and can be taken: nothing, if it is ready to be taken.

        Those can be built on which are on record with all before them, or need not be.
        """
        version, alike, ready, waits = self._version, self._alike, self._ready, self._waits
        for id_ in version.upwards:
            step = version.steps[id_]
            found: dict[str, None] = {}
            for required in step.requires:
                if required not in ready:
                    found.update(dict.fromkeys(waits[required] or (required,)))
            waits[id_] = tuple(found)
            if id_ in alike.done or id_ in alike.passed:
                if not alike.missing & version.before[id_]:
                    ready.add(id_)
            elif not (found or self._demanded(step)):
                ready.add(id_)

    def _demanded(self, step: Step) -> bool:
        """Whether a step has to be on record for what rests on it."""
        return not step.optional and self._applies.get(step.id, True) is True and not self._spared(step)

    def _open(self, step: Step) -> bool:
        """Whether a step is still to be taken, or may be again."""
        alike = self._alike
        if step.until is not None and step.until in alike.done:
            return False
        applies = self._applies.get(step.id, True)
        if applies is False or (applies is None and step.optional):
            return False
        if step.optional:
            return True
        if step.id in alike.passed and step.id not in alike.done:
            return False
        return not self._spared(step)

    def _spared(self, step: Step) -> bool:
        """Whether something taken before this version stands for a step, or spares it; not once it was asked for."""
        alike = self._alike
        if step.id in alike.missing:
            return False
        return step.replaces in alike.earlier or step.spared_by in alike.earlier or step.id in alike.younger

    def _rests_on_its_own(self, step: Step) -> bool:
        """Whether the optional steps on which an optional step rests were taken."""
        alike, steps = self._alike, self._version.steps
        own = () if not step.optional else (one for one in step.requires if steps[one].optional)
        return all(one in alike.done or one in alike.passed for one in own)

    def _planned(self, step: Step, optional: bool, waits_for: tuple[str, ...] = ()) -> Planned:
        doubtful = self._applies.get(step.id, True) is None
        bounds = Bounds(before=tuple(self._version.steps[one].label for one in waits_for), doubtful=doubtful)
        plain = NextStep(step.id, step.label, None, None, step.basis.clause, bounds, None, waits_for, optional)
        dated = bool(step.ahead) or step.repeat is not None
        return Planned(step, waits_for, optional, doubtful, dated, plain)
