from django.urls import path

from amends.delivery.public import views

app_name = "public"
urlpatterns = [path("", views.start, name="start")]
