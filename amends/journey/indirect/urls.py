from django.urls import URLPattern

app_name = "indirect"
urlpatterns: list[URLPattern] = []
