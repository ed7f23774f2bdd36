from django.urls import path

from amends.delivery.worklist import views

app_name = "worklist"
urlpatterns = [
    path("today/", views.home, name="home"),
    path("today/done/<int:clock_id>/", views.done, name="done"),
    path("today/late/", views.late, name="late"),
    path("today/seen/", views.seen, name="seen"),
]
