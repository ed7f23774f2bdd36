from django.urls import path

from amends.journey.risk import views

app_name = "risk"
urlpatterns = [
    path("cases/<str:number>/risk/", views.overview, name="overview"),
    path("cases/<str:number>/risk/again/", views.look_again, name="look_again"),
    path("people/<int:participant_id>/risk/", views.person, name="person"),
    path("people/<int:participant_id>/risk/police/", views.police, name="police"),
    path("people/<int:participant_id>/risk/police/<int:request_id>/", views.police, name="officer"),
    path("people/<int:participant_id>/risk/answered/", views.answered, name="answered"),
]
