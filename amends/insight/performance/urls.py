from django.urls import path

from amends.insight.performance import pair_views, remedy_views, views

app_name = "performance"
urlpatterns = [
    path("", views.summary, name="summary"),
    path("figures.<slug:form>", views.export, name="export"),
    path("community-remedy/speed/", remedy_views.speed, name="remedy_speed"),
    path("output-6/", pair_views.output_6, name="pairs"),
    path("<slug:key>/", views.figure, name="figure"),
    path("<slug:key>/cases/", views.cases, name="cases"),
]
