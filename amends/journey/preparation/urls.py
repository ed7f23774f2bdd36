from django.urls import path

from amends.journey.preparation import views

app_name = "preparation"
urlpatterns = [
    path("people/<int:participant_id>/preparation/", views.person, name="person"),
    path("people/<int:participant_id>/preparation/edit/", views.edit, name="edit"),
    path("people/<int:participant_id>/preparation/way/", views.way, name="way"),
    path("people/<int:participant_id>/preparation/need/", views.need, name="need"),
    path("people/<int:participant_id>/preparation/need/<int:need_id>/", views.met, name="met"),
]
