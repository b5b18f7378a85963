from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "shejian.journal"
    label = "journal"
    verbose_name = "总账"
