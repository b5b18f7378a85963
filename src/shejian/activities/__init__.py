"""Organization life and contributions: dated happenings and who took part."""
