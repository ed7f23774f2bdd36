from django.urls import path

from amends.journey.followup import caring_views, closing_views, views

app_name = "followup"
urlpatterns = [
    path("cases/<str:number>/follow-up/", views.case, name="case"),
    path("cases/<str:number>/follow-up/begin/", views.begin, name="begin"),
    path("people/<int:participant_id>/follow-up/", views.person, name="person"),
    path("people/<int:participant_id>/follow-up/said/<int:concern_id>/", views.concern, name="concern"),
    path("people/<int:participant_id>/follow-up/agreement-sent/", views.resent, name="resent"),
    path(
        "people/<int:participant_id>/follow-up/care/<int:item_id>/", caring_views.aftercare, name="aftercare"
    ),
    path(
        "people/<int:participant_id>/follow-up/support/<int:request_id>/",
        caring_views.support,
        name="support",
    ),
    path("people/<int:participant_id>/follow-up/help/add/", caring_views.help_with, name="help"),
    path("people/<int:participant_id>/follow-up/help/<int:help_id>/", caring_views.helped, name="helped"),
    path("people/<int:participant_id>/not-now/", caring_views.not_now, name="not_now"),
    path("people/<int:participant_id>/not-now/<int:row_id>/", caring_views.again, name="again"),
    path("cases/<str:number>/follow-up/staff/<int:debrief_id>/", caring_views.debrief, name="debrief"),
    path("cases/<str:number>/follow-up/sign-off/<int:meeting_id>/", caring_views.sign_off, name="sign_off"),
    path("people/<int:participant_id>/follow-up/<slug:how>/", views.settled, name="settled"),
    path("cases/<str:number>/closing/", closing_views.closing, name="closing"),
    path("cases/<str:number>/closing/close/", closing_views.close, name="close"),
    path("cases/<str:number>/closing/letters/", closing_views.letters, name="letters"),
    path("cases/<str:number>/closing/outcome/<slug:key>/", closing_views.outcome, name="outcome"),
    path("cases/<str:number>/reopen/", closing_views.reopen, name="reopen"),
]
