"""Acts on social organizations, as parts of an open entry."""
