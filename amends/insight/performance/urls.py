from django.urls import path

from amends.insight.performance import remedy_views, views

app_name = "performance"
urlpatterns = [
    path("", views.summary, name="summary"),
    path("figures.<slug:form>", views.export, name="export"),
    path("community-remedy/speed/", remedy_views.speed, name="remedy_speed"),
    path("<slug:key>/", views.figure, name="figure"),
    path("<slug:key>/cases/", views.cases, name="cases"),
]
