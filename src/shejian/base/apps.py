from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "shejian.base"
    label = "base"
    verbose_name = "单位"
