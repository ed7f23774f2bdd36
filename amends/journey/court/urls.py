from django.urls import path

from amends.journey.court.views import cases, courts, enforcing, openings, plan, reports, sentences

app_name = "court"
urlpatterns = [
    path("court/", reports.reports, name="reports"),
    path("court/begin/", reports.begin, name="begin"),
    path("court/reports/<int:report_id>/", reports.report, name="report"),
    path("court/reports/<int:report_id>/reply/", reports.reply, name="reply"),
    path("court/reports/<int:report_id>/result/", reports.result, name="result"),
    path("court/reports/<int:report_id>/do/<slug:verb>/", reports.do, name="do"),
    path("court/reports/<int:report_id>/<slug:key>/", reports.part, name="part"),
    path("court/courts/", courts.courts, name="courts"),
    path("court/courts/add/", courts.edit_court, name="add_court"),
    path("court/courts/<int:court_id>/", courts.edit_court, name="edit_court"),
    path("court/courts/<int:court_id>/deferred-sentences/", courts.agreement, name="agreement"),
    path("court/openings/add/", openings.edit_opportunity, name="add_opportunity"),
    path("court/openings/<int:opportunity_id>/", openings.edit_opportunity, name="edit_opportunity"),
    path("court/missed/", enforcing.mine, name="mine"),
    path("court/missed/<int:news_id>/", enforcing.decide, name="decide"),
    path("court/meetings/<int:meeting_id>/", plan.held, name="held"),
    path("court/appointments/<int:appointment_id>/", sentences.attendance, name="attendance"),
    path("cases/<str:number>/court/", cases.case, name="case"),
    path("cases/<str:number>/court/phase/", cases.phase, name="phase"),
    path("cases/<str:number>/court/deferment/", cases.defer, name="defer"),
    path("cases/<str:number>/court/deferment/reported/", cases.reported, name="reported"),
    path("cases/<str:number>/court/deferment/later/", cases.later, name="later"),
    path("people/<int:participant_id>/sentence/", sentences.person, name="person"),
    path("people/<int:participant_id>/sentence/enter/", sentences.enter, name="enter"),
    path("people/<int:participant_id>/sentence/first-contact/", sentences.first, name="first"),
    path("people/<int:participant_id>/sentence/plan/", plan.plan, name="plan"),
    path("people/<int:participant_id>/sentence/end/", plan.end, name="end"),
    path("people/<int:participant_id>/sentence/step/", enforcing.step, name="step"),
    path("people/<int:participant_id>/sentence/do/<slug:verb>/", sentences.do, name="do_sentence"),
]
