"""Acts on the rulebook, as parts of an open entry."""
