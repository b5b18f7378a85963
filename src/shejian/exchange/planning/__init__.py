"""From a workbook to a plan: what is new, changed, the same, not listed and wrong. Nothing is written."""

from shejian.exchange.planning.collecting import Collected, collect
from shejian.exchange.planning.plan import Plan, Request, plan_import

__all__ = ["Collected", "Plan", "Request", "collect", "plan_import"]
