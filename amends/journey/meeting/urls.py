from django.urls import path

from amends.journey.meeting import venue_views as places
from amends.journey.meeting import views
from amends.journey.meeting import write_up_views as after

app_name = "meeting"
urlpatterns = [
    path("venues/", places.venues, name="venues"),
    path("venues/add/", places.add, name="add_venue"),
    path("venues/<int:venue_id>/", places.change, name="venue"),
    path("venues/<int:venue_id>/room/", places.room, name="room"),
    path("cases/<str:number>/meeting/", views.show, name="show"),
    path("cases/<str:number>/meeting/plan/", views.plan, name="plan"),
    path("cases/<str:number>/meeting/cancel/", views.cancel, name="cancel"),
    path("cases/<str:number>/meeting/confirm/", views.confirm, name="confirm"),
    path("cases/<str:number>/meeting/invite/", views.invite, name="invite"),
    path("cases/<str:number>/meeting/invited/<int:invitation_id>/", views.invited, name="invited"),
    path("cases/<str:number>/meeting/care/<int:participant_id>/", views.care, name="care"),
    path("cases/<str:number>/meeting/arrival/<slug:side>/", views.arrival, name="arrival"),
    path("cases/<str:number>/meeting/arrangements/", views.arrangements, name="arrangements"),
    path("cases/<str:number>/meeting/arrangements/<int:arrangement_id>/", views.settle, name="settle"),
    path("cases/<str:number>/meeting/calendar.ics", views.calendar, name="calendar"),
    path("cases/<str:number>/meeting/filming/", views.filming, name="filming"),
    path("cases/<str:number>/meeting/held/", after.held, name="held"),
    path("cases/<str:number>/meeting/write-up/", after.write_up, name="write_up"),
    path("cases/<str:number>/meeting/write-up/add/", after.add, name="add"),
    path("cases/<str:number>/meeting/note/<slug:side>/", after.remark, name="remark"),
    path("cases/<str:number>/meeting/paper/<slug:kind>/", after.paper, name="paper"),
]
