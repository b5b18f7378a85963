"""Shejian (社建): one true ledger of social organizations and their Party building."""
