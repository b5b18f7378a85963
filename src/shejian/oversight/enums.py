"""Codes that oversight stores."""

from __future__ import annotations

from django.db import models


class Source(models.TextChoices):
    """Where a finding comes from: the checks over the facts, or the judgement of cases."""

    FACTS = "facts", "台账事实"
    CASES = "cases", "办件"
