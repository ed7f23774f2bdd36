from django.urls import path

from amends.journey.risk.views import assessing, known, known_elsewhere, measures, people, sensitive

app_name = "risk"
urlpatterns = [
    path("risk/missing/", people.missing, name="missing"),
    path("service/risks/", sensitive.service_log, name="service_log"),
    path("service/risks/add/", sensitive.add_to_log, name="add_to_log"),
    path("service/risks/<int:risk_id>/", sensitive.review, name="review"),
    path("cases/<str:number>/risk/not-sensitive/", sensitive.clear, name="clear"),
    path("people/<int:participant_id>/risk/vulnerable/", sensitive.vulnerable, name="vulnerable"),
    path("people/<int:participant_id>/wellbeing/", sensitive.wellbeing, name="wellbeing"),
    path(
        "people/<int:participant_id>/wellbeing/<int:wellbeing_id>/done/",
        sensitive.action_done,
        name="action_done",
    ),
    path("cases/<str:number>/risk/", people.overview, name="overview"),
    path("cases/<str:number>/risk/place/", measures.place, name="place"),
    path("cases/<str:number>/risk/again/", people.look_again, name="look_again"),
    path("people/<int:participant_id>/risk/", people.person, name="person"),
    path("people/<int:participant_id>/risk/assess/", assessing.assess_anew, name="assess"),
    path("cases/<str:number>/risk/go-on/<slug:kind>/", known.go_on, name="go_on"),
    path("people/<int:participant_id>/risk/known/", known.known, name="known"),
    path("people/<int:participant_id>/risk/change/", known.change, name="change"),
    path("people/<int:participant_id>/risk/rise/", known.rise, name="rise"),
    path("people/<int:participant_id>/risk/rise/<int:escalation_id>/", known.renewed, name="renewed"),
    path("people/<int:participant_id>/risk/worry/", known.worry, name="worry"),
    path("people/<int:participant_id>/risk/worry/<int:worry_id>/", known.decide_worry, name="decide_worry"),
    path("people/<int:participant_id>/risk/bar/", known.bar, name="bar"),
    path("people/<int:participant_id>/risk/bar/<int:bar_id>/", known.bar, name="vary_bar"),
    path("people/<int:participant_id>/risk/ask/", known.ask, name="ask"),
    path("people/<int:participant_id>/risk/ask/<int:enquiry_id>/", known.ask, name="answer"),
    path(
        "people/<int:participant_id>/known-elsewhere/",
        known_elsewhere.known_elsewhere,
        name="known_elsewhere",
    ),
    path("people/<int:participant_id>/risk/visiting/", known.visiting, name="visiting"),
    path("people/<int:participant_id>/risk/visiting/write/", known.write_summary, name="write_summary"),
    path("people/<int:participant_id>/risk/visiting/read/", known.read, name="read_summary"),
    path("people/<int:participant_id>/risk/checklist/", measures.checklist, name="checklist"),
    path("people/<int:participant_id>/risk/measures/", measures.add, name="measure"),
    path(
        "people/<int:participant_id>/risk/measures/<int:measure_id>/in-place/",
        measures.in_place,
        name="in_place",
    ),
    path("people/<int:participant_id>/risk/measures/<int:measure_id>/end/", measures.end, name="end_measure"),
    path("people/<int:participant_id>/risk/police/", people.police, name="police"),
    path("people/<int:participant_id>/risk/police/<int:request_id>/", people.police, name="officer"),
    path("people/<int:participant_id>/risk/answered/", people.answered, name="answered"),
]
