from django.urls import path

from amends.foundation.access import views

app_name = "access"
urlpatterns = [
    path("", views.account, name="account"),
    path("name/", views.change_name, name="change_name"),
    path("handed-over/", views.take_device_back, name="take_back"),
    path("kept/<uuid:token>/", views.kept_form, name="kept_form"),
]
