"""Roles that are held at units."""

from __future__ import annotations

from shejian.core.facts import Term


class Role(Term):
    """What a user may do at a unit and below; each includes those after it."""

    ADMINISTRATOR = "administrator", "管理员"
    CLERK = "clerk", "经办人"
    READER = "reader", "查阅人"

    @property
    def includes(self) -> tuple[Role, ...]:
        order = tuple(Role)
        return order[order.index(self) :]
