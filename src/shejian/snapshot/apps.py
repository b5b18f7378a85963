from django.apps import AppConfig


class SnapshotConfig(AppConfig):
    name = "shejian.snapshot"
    label = "snapshot"
    verbose_name = "快照"

    def ready(self) -> None:
        from shejian.base.models import UnitParticulars  # noqa: PLC0415 - models load after the app is configured
        from shejian.snapshot.registry import register  # noqa: PLC0415 - as above

        register("unit_particulars", UnitParticulars)
