from django.urls import path

from amends.journey.suitability import views

app_name = "suitability"
urlpatterns = [
    path("cases/<str:number>/suitability/", views.overview, name="overview"),
    path("people/<int:participant_id>/suitability/", views.person, name="person"),
]
