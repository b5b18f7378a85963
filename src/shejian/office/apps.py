from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "shejian.office"
    label = "office"
    verbose_name = "办公"
