from django.urls import path

from amends.insight.performance import views

app_name = "performance"
urlpatterns = [
    path("", views.summary, name="summary"),
    path("figures.<slug:form>", views.export, name="export"),
    path("<slug:key>/", views.figure, name="figure"),
    path("<slug:key>/cases/", views.cases, name="cases"),
]
