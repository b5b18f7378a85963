"""Pages for the staff of bureaux and committees."""
