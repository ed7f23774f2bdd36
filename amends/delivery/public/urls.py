from django.urls import path

from amends.delivery.public import ask, criteria, views

app_name = "public"
urlpatterns = [
    path("", views.start, name="start"),
    path("ask/", ask.ask, name="ask"),
    path("criteria/<slug:prefix>/", criteria.criteria, name="criteria"),
]
