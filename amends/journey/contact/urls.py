from django.urls import path

from amends.journey.contact import host_views, log_views, safety_views, views

app_name = "contact"
urlpatterns = [
    path("cases/<str:number>/contacts/", views.case, name="case"),
    path("cases/<str:number>/contacts/log/", log_views.who, name="who"),
    path("people/<int:participant_id>/contacts/", views.person, name="person"),
    path("people/<int:participant_id>/contacts/log/", log_views.log, name="log"),
    path("people/<int:participant_id>/before/", views.approach, name="approach"),
    path("people/<int:participant_id>/first-approach/", views.decide, name="decide"),
    path("people/<int:participant_id>/appointments/add/", views.add_appointment, name="add_appointment"),
    path("people/<int:participant_id>/appointments/letter/", views.letter, name="letter"),
    path("contacts/<int:contact_id>/next/", log_views.next_thing, name="next"),
    path("contacts/in-time/", views.shares, name="on_time"),
    path("appointments/<int:appointment_id>/", views.settle, name="settle"),
    path("appointments/<int:appointment_id>/visit/", safety_views.visit, name="visit"),
    path("appointments/<int:appointment_id>/visit/plan/", safety_views.plan, name="plan_visit"),
    path("appointments/<int:appointment_id>/visit/<slug:what>/", safety_views.step, name="visit_step"),
    path("diary/", views.diary, name="diary"),
    path("diary/diary.ics", views.diary_file, name="diary_file"),
    path("host-record/", host_views.transfers, name="transfers"),
    path("host-record/<int:posting_id>/", host_views.transfer, name="transfer"),
    path("host-record/entry/", host_views.people, name="entry"),
    path("host-record/entry/<int:user_id>/", host_views.person, name="entry_of"),
    path("host-record/checks/", host_views.accuracy, name="accuracy"),
]
