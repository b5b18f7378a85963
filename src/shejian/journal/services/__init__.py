"""Acts write through ``posting``; ``verification`` checks the chain; ``reversal`` takes an entry back."""

from shejian.journal.services.acts import Act, PaperDraft
from shejian.journal.services.posting import AlreadyPosted, Posting, StaleFact, posting

__all__ = ["Act", "AlreadyPosted", "PaperDraft", "Posting", "StaleFact", "posting"]
