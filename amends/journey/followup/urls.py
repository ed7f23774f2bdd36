from django.urls import path

from amends.journey.followup import closing_views, views

app_name = "followup"
urlpatterns = [
    path("cases/<str:number>/follow-up/", views.case, name="case"),
    path("cases/<str:number>/follow-up/begin/", views.begin, name="begin"),
    path("people/<int:participant_id>/follow-up/", views.person, name="person"),
    path("people/<int:participant_id>/follow-up/said/<int:concern_id>/", views.concern, name="concern"),
    path("people/<int:participant_id>/follow-up/agreement-sent/", views.resent, name="resent"),
    path("people/<int:participant_id>/follow-up/<slug:how>/", views.settled, name="settled"),
    path("cases/<str:number>/closing/", closing_views.closing, name="closing"),
    path("cases/<str:number>/closing/close/", closing_views.close, name="close"),
    path("cases/<str:number>/closing/letters/", closing_views.letters, name="letters"),
    path("cases/<str:number>/closing/outcome/<slug:key>/", closing_views.outcome, name="outcome"),
    path("cases/<str:number>/reopen/", closing_views.reopen, name="reopen"),
]
