from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "shejian.rulebook"
    label = "rulebook"
    verbose_name = "规则"
