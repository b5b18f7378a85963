"""Reading workbooks: in a child process with a memory limit, because a hostile or broken file can abort its reader."""

from shejian.exchange.reading.refusals import Unreadable
from shejian.exchange.reading.workbook import Workbook, read_workbook

__all__ = ["Unreadable", "Workbook", "read_workbook"]
