"""Acts on units and roles."""
