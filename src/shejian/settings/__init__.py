"""Settings, read through ``django.conf.settings`` only."""
