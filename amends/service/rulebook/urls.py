from django.urls import path

from amends.service.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.home, name="home"),
    path("clocks/", views.clocks, name="clocks"),
    path("begin/<slug:base>/", views.begin, name="begin"),
    path("<int:version_id>/", views.version, name="version"),
    path("<int:version_id>/rules/<slug:rule_id>/", views.rule, name="rule"),
    path("<int:version_id>/rules/<slug:rule_id>/restore/", views.restore, name="restore"),
    path("<int:version_id>/add/", views.add, name="add"),
    path("<int:version_id>/add/<slug:fact>/", views.add_about, name="add_about"),
    path("<int:version_id>/settings/", views.settings, name="settings"),
    path("<int:version_id>/ask/", views.ask, name="ask"),
    path("<int:version_id>/take-back/", views.take_back, name="take_back"),
]
