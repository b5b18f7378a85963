from django.apps import AppConfig


class PartyConfig(AppConfig):
    name = "shejian.party"
    label = "party"
    verbose_name = "党组织"

    def ready(self) -> None:
        from shejian.party.facts import register_tables  # noqa: PLC0415 - models load after the app is configured

        register_tables()
