from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "shejian.cases"
    label = "cases"
    verbose_name = "办件"

    def ready(self) -> None:
        from shejian.cases.facts import register_tables  # noqa: PLC0415 - models load after the app is configured

        register_tables()
