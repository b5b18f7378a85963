"""Requests of phones."""
