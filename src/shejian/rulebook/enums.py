"""What becomes of a local value."""

from __future__ import annotations

from shejian.core.facts import Term


class ValueStatus(Term):
    """Whether a local value is being prepared or is law where it was made."""

    DRAFT = "draft", "草稿"
    IN_FORCE = "in_force", "施行"
