from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "shejian.activities"
    label = "activities"
    verbose_name = "活动"

    def ready(self) -> None:
        from shejian.activities.facts import register_tables  # noqa: PLC0415 - models load after the app is configured

        register_tables()
