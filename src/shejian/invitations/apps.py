from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "shejian.invitations"
    label = "invitations"
    verbose_name = "邀请"
