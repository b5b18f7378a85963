"""Organization life (组织生活): the standard as data, and what it asks of every branch in every period."""

from shejian.core.life.agendas import Agendas, agendas, read_agendas
from shejian.core.life.counting import Counted
from shejian.core.life.due import Obligation, State, Why, asked_on, obligations
from shejian.core.life.periods import Duty, Period, complete_periods, duties, period_of
from shejian.core.life.record import held, recorded
from shejian.core.life.silence import silence
from shejian.core.life.standard import Applies, KindStandard, LifeStandard, life_standard, read_life_standard
from shejian.core.life.standing import at_standard, year_asked

__all__ = [
    "Agendas",
    "Applies",
    "Counted",
    "Duty",
    "KindStandard",
    "LifeStandard",
    "Obligation",
    "Period",
    "State",
    "Why",
    "agendas",
    "asked_on",
    "at_standard",
    "complete_periods",
    "duties",
    "held",
    "life_standard",
    "obligations",
    "period_of",
    "read_agendas",
    "read_life_standard",
    "recorded",
    "silence",
    "year_asked",
]
