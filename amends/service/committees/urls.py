from django.urls import path

from amends.service.committees import keeping_views, views

app_name = "committees"
urlpatterns = [
    path("", views.home, name="home"),
    path("add/", keeping_views.begin, name="begin"),
    path("<int:committee_id>/", views.committee, name="committee"),
    path("<int:committee_id>/terms/write/", keeping_views.write, name="write"),
    path("<int:committee_id>/terms/<int:number>/", views.terms, name="terms"),
    path("<int:committee_id>/members/add/", keeping_views.add_member, name="add_member"),
    path("<int:committee_id>/members/<int:member_id>/accept/", keeping_views.accept, name="accept"),
    path("<int:committee_id>/members/<int:member_id>/leave/", keeping_views.leave, name="leave"),
    path("<int:committee_id>/meetings/call/", keeping_views.call, name="call"),
    path("<int:committee_id>/meetings/<int:sitting_id>/held/", keeping_views.held, name="held"),
    path("<int:committee_id>/meetings/<int:sitting_id>/call-off/", keeping_views.call_off, name="call_off"),
]
