"""Running instances of procedures: a case, the steps taken in it, and how it was closed."""
