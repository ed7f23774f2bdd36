from django.urls import path

from amends.insight.equality import views

app_name = "equality_figures"
urlpatterns = [
    path("", views.by_group, name="home"),
    path("actions/<int:action_id>/", views.action, name="action"),
    path("both-sides/", views.roles, name="roles"),
    path("<slug:key>/", views.by_group, name="by_group"),
    path("<slug:key>/<slug:step>/act/", views.agree, name="agree"),
]
