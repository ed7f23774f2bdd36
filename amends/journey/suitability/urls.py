from django.urls import path

from amends.journey.suitability.views import around, judging, scores, talking, telling

app_name = "suitability"
urlpatterns = [
    path("suitability/waiting/", telling.waiting_list, name="waiting"),
    path("cases/<str:number>/suitability/", judging.overview, name="overview"),
    path("people/<int:participant_id>/suitability/", judging.person, name="person"),
    path("people/<int:participant_id>/suitability/judge/<slug:made_as>/", judging.judging, name="judge"),
    path("people/<int:participant_id>/suitability/<int:judgement_id>/", judging.answers, name="answers"),
    path("people/<int:participant_id>/suitability/<int:judgement_id>/told/", telling.told, name="told"),
    path(
        "people/<int:participant_id>/suitability/<int:judgement_id>/print/",
        judging.printed,
        name="print_judgement",
    ),
    path("people/<int:participant_id>/suitability/talk/", talking.talk, name="talk"),
    path("people/<int:participant_id>/suitability/talk/print/", talking.print_form, name="print_interview"),
    path(
        "people/<int:participant_id>/suitability/talk/<int:interview_id>/", talking.one_talk, name="one_talk"
    ),
    path("people/<int:participant_id>/suitability/views/", around.side_by_side, name="views"),
    path("people/<int:participant_id>/suitability/views/<slug:key>/", around.view, name="view"),
    path("people/<int:participant_id>/responsibility/", around.responsibility, name="taken"),
    path("people/<int:participant_id>/scores/", scores.scores, name="scores"),
    path("people/<int:participant_id>/scores/enter/", scores.enter, name="enter_score"),
    path("people/<int:participant_id>/scores/ogrs3/", scores.calculate, name="calculate_score"),
]
