"""Acts on party organizations, members and posts, as parts of an open entry."""
