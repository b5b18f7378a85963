from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "shejian.oversight"
    label = "oversight"
    verbose_name = "监督"
