from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "shejian.learning"
    label = "learning"
    verbose_name = "学习培训"

    def ready(self) -> None:
        from shejian.learning.facts import register_tables  # noqa: PLC0415 - models load after the app is configured

        register_tables()
