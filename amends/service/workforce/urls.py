from django.urls import path

from amends.service.workforce import views

app_name = "workforce"
urlpatterns = [
    path("", views.facilitators, name="list"),
    path("add/", views.add, name="add"),
    path("me/", views.mine, name="mine"),
    path("<int:facilitator_id>/", views.facilitator, name="facilitator"),
    path("<int:facilitator_id>/change/", views.change, name="change"),
    path("<int:facilitator_id>/training/add/", views.add_training, name="add_training"),
    path("training/<int:training_id>/", views.change_training, name="change_training"),
    path("<int:facilitator_id>/vetting/add/", views.add_vetting, name="add_vetting"),
    path("<int:facilitator_id>/free-times/", views.free_times, name="free_times"),
    path("<int:facilitator_id>/responsibilities/add/", views.add_responsibility, name="add_responsibility"),
    path(
        "<int:facilitator_id>/responsibilities/<int:key>/",
        views.end_responsibility,
        name="end_responsibility",
    ),
    path("<int:facilitator_id>/time/add/", views.add_time, name="add_time"),
]
