"""Party organizations, coverage, members, posts, guidance, and member development."""
