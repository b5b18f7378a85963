"""Figures asked of the ledger: values, evidence, comparison, trend and the statutory table, with names put in."""
