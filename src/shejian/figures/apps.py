from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "shejian.figures"
    label = "figures"
    verbose_name = "指标"
