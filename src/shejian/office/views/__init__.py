"""Views: thin."""
