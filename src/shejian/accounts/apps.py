from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "shejian.accounts"
    label = "accounts"
    verbose_name = "账号"
