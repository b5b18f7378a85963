"""All addresses; each audience has its own package."""

from django.urls import include, path

urlpatterns = [
    path("", include("shejian.office.urls")),
    path("", include("shejian.phone.urls")),
]

handler400 = "shejian.office.views.errors.malformed"
handler403 = "shejian.office.views.errors.refused"
handler404 = "shejian.office.views.errors.not_found"
handler500 = "shejian.office.views.errors.broken"
