"""All addresses; each audience has its own package."""

from django.urls import include, path

urlpatterns = [
    path("", include("shejian.office.urls")),
]
