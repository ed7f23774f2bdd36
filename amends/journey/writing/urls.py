from django.urls import path

from amends.journey.writing import views

app_name = "writing"
urlpatterns = [
    path("people/<int:participant_id>/write/", views.choose, name="choose"),
    path("people/<int:participant_id>/write/<slug:key>/", views.write, name="write"),
]
