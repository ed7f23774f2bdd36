from django.urls import path

from amends.service.community import views

app_name = "community"
urlpatterns = [
    path("", views.home, name="home"),
    path("reach/", views.reach, name="reach"),
    path("reach/<int:message_id>/send/", views.send, name="send"),
    path("reach/sendings/<int:sending_id>/end/", views.end, name="end"),
    path("<slug:kind>/add/", views.keep, name="add"),
    path("<slug:kind>/<int:row_id>/", views.keep, name="change"),
]
