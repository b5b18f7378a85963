"""What the import is compared with: one wide table, filled by django-import-export."""
