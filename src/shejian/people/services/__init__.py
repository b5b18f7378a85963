"""Acts on persons, as parts of an open entry."""
