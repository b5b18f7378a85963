"""Lessons and trainings: what was held so that people learn, and who took part with how many hours."""
