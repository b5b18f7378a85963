"""A person once, however many hats; a name without an identity number is a mention, never merged by name."""
