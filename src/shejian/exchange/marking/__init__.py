"""A clerk's own workbook with what is wrong marked in its cells; in a child process, for the file is a stranger's."""

from shejian.exchange.marking.marking import MOST_CELLS, CannotMark, Mark, mark_workbook, may_mark

__all__ = ["MOST_CELLS", "CannotMark", "Mark", "mark_workbook", "may_mark"]
