from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class OfficeConfig(AppConfig):
    name = "shejian.office"
    label = "office"
    verbose_name = "办公"

    def ready(self) -> None:
        from shejian.office.idleness import remember_sign_in  # noqa: PLC0415 - settings must be there first

        user_logged_in.connect(remember_sign_in, dispatch_uid="remember_sign_in")
