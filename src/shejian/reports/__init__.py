"""Documents whose figures come from the ledger: drawn up as a tree, and written as Word."""
