"""Excel in and out: reading, recognising, planning, applying, undoing, exporting."""
