"""Importing, undoing, exporting."""
