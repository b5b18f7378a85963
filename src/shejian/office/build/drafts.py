"""Documents that somebody is writing, as the workbench lists them."""

from __future__ import annotations

from shejian.office.asking import Posed
from shejian.office.pages import Link
from shejian.office.visitors import Visitor

NO_PAGE = "文书现在由管理社建的人在服务器上用 shejian report 起草；网页上还没有草稿可列，账上的数随时可取。"


def latest_drafts(one: Visitor, posed: Posed) -> tuple[tuple[Link, ...], str]:
    """The visitor's unfinished documents, and what is said when there are none."""
    return (), NO_PAGE
