"""Oversight: findings kept open and closed, and how they are handled."""
