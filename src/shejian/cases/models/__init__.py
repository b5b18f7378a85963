"""Cases, what they are about and by whom they are handled; the steps taken in them; how they were closed."""

from shejian.cases.models.running import Case, CaseEnding, CaseParticulars
from shejian.cases.models.steps import CaseStep

__all__ = ["Case", "CaseEnding", "CaseParticulars", "CaseStep"]
