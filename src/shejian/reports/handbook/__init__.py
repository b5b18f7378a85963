"""党支部工作手册: what a branch has on record of one year, for its members, its inspectors and its own shelf."""

from shejian.reports.handbook.reading import NoSuchBook, YearOfBranch, read_year
from shejian.reports.handbook.telling import handbook

__all__ = ["NoSuchBook", "YearOfBranch", "handbook", "read_year"]
