"""Social organizations: registration, standing, placement on the three lines, charter, commitment, head counts."""
