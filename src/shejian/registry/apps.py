from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "shejian.registry"
    label = "registry"
    verbose_name = "社会组织"

    def ready(self) -> None:
        from shejian.registry.facts import register_tables  # noqa: PLC0415 - models load after the app is configured

        register_tables()
