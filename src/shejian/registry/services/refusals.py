"""Why an act on social organizations cannot be done. ``str()`` says it, and the way out, in Chinese."""

from __future__ import annotations


class NotTheSame(Exception):
    """Two organizations cannot be taken for one; nothing was written."""
