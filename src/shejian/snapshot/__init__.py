"""The ledger as columns: which model fills which table of facts, and frames kept fresh by ledger version."""
