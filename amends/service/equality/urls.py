from django.urls import path

from amends.service.equality import views

app_name = "equality"
urlpatterns = [
    path("people/<int:participant_id>/about-themselves/", views.ask, name="ask"),
    path("people/<int:participant_id>/about-themselves/not-asked/", views.not_asked, name="not_asked"),
]
