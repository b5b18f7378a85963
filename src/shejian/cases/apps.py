from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "shejian.cases"
    label = "cases"
    verbose_name = "办件"
