from django.urls import path

from amends.journey.awareness import views

app_name = "awareness"
urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/add/", views.service, name="add_service"),
    path("services/<int:listed_id>/", views.service, name="service"),
    path("<slug:number>/", views.work, name="work"),
    path("<slug:number>/choose/<int:listed_id>/", views.choose, name="choose"),
    path("<slug:number>/<int:work_id>/", views.follow, name="follow"),
]
