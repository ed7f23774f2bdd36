from django.urls import path

from amends.journey.consent import views

app_name = "consent"
urlpatterns = [
    path("people/<int:participant_id>/consent/", views.board, name="board"),
    path("people/<int:participant_id>/consent/stop/", views.stop, name="stop"),
    path("people/<int:participant_id>/consent/<slug:key>/", views.ask, name="ask"),
]
