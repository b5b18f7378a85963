"""Acts: keeping the list of findings, and handling what is on it."""
