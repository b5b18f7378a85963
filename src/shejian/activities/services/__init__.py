"""Acts on happenings, as parts of an open entry."""
