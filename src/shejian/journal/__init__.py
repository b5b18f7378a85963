"""The journal: entries in one chain, papers, import batches, and the base classes of everything that is recorded."""
