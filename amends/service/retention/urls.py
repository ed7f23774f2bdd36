from django.urls import path

from amends.service.retention import views

app_name = "retention"
urlpatterns = [
    path("", views.schedule, name="schedule"),
    path("read/", views.read, name="read"),
    path("hold/", views.hold, name="hold"),
    path("holds/<int:hold_id>/end/", views.end_hold, name="end_hold"),
    path("due/<slug:kind>/", views.due, name="due"),
    path("period/<slug:kind>/", views.period, name="period"),
    path("disposals/<int:disposal_id>/", views.disposal, name="disposal"),
    path("disposals/<int:disposal_id>/erase/", views.erase, name="erase"),
]
