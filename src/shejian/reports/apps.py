from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "shejian.reports"
    label = "reports"
    verbose_name = "文书"
