from django.urls import path

from amends.service.community import reach_views, views

app_name = "community"
urlpatterns = [
    path("", views.home, name="home"),
    path("reach/", reach_views.reach, name="reach"),
    path("reach/<int:message_id>/send/", reach_views.send, name="send"),
    path("reach/sendings/<int:sending_id>/end/", reach_views.end, name="end"),
    path("<slug:kind>/add/", views.keep, name="add"),
    path("<slug:kind>/<int:row_id>/", views.keep, name="change"),
]
