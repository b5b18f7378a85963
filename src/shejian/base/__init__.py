"""Units (the dated tree of regions, bureaux and committees), roles held at them, and access along the three lines."""
