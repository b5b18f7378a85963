from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "shejian.people"
    label = "people"
    verbose_name = "人员"
