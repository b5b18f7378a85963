"""Secretaries and members come in by invitation: whose an account is, and of which branch it keeps the record."""
