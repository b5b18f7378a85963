from django.apps import AppConfig


class PhoneConfig(AppConfig):
    name = "shejian.phone"
    label = "phone"
    verbose_name = "手机页"
