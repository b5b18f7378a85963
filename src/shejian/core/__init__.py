"""Pure Python: knows no web, no database and no clock. The day is always an argument."""
