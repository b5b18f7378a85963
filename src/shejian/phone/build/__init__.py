"""What pages of the phone say, from the ledger."""
