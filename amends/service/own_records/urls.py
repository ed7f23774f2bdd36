from django.urls import path

from amends.service.own_records import views

app_name = "own_records"
urlpatterns = [
    path("people/<int:participant_id>/own-records/", views.person, name="person"),
    path("own-records/<int:request_id>/", views.one, name="request"),
    path("own-records/<int:request_id>/identity/", views.identity, name="identity"),
    path("own-records/<int:request_id>/pack/", views.pack, name="pack"),
    path("own-records/<int:request_id>/release/", views.release, name="release"),
    path("own-records/<int:request_id>/refuse/", views.refuse, name="refuse"),
]
