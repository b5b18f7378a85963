"""The ledgers offices keep in Excel, in the order in which they are planned and applied."""

from shejian.exchange.ledgers.attendance import AttendanceLists
from shejian.exchange.ledgers.binding import Binding, Difference, Held, SheetPlan
from shejian.exchange.ledgers.bodies import PartyOrganizations
from shejian.exchange.ledgers.development import Development
from shejian.exchange.ledgers.guidance import Guidances
from shejian.exchange.ledgers.happenings import Contributions, Meetings
from shejian.exchange.ledgers.members import Members
from shejian.exchange.ledgers.organizations import Organizations

LEDGERS: tuple[Binding, ...] = (
    Organizations(),
    PartyOrganizations(),
    Members(),
    Development(),
    Guidances(),
    Meetings(),
    Contributions(),
)

EVERY_SHEET: tuple[Binding, ...] = (*LEDGERS, AttendanceLists())
"""The ledgers, and the lists that stand beside them."""

__all__ = ["EVERY_SHEET", "LEDGERS", "Binding", "Difference", "Held", "SheetPlan"]
