"""The law as the ledger holds it: values an administrator confirmed, and local values laid over the nation's."""
