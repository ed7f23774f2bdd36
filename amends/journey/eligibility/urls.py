from django.urls import path

from amends.journey.eligibility.views import case, deciding, intake, queue, rules

app_name = "eligibility"
urlpatterns = [
    path("intake/", queue.queue, name="queue"),
    path("intake/<str:number>/", intake.intake, name="intake"),
    path("intake/<str:number>/note/", intake.note, name="note"),
    path("intake/<str:number>/facts/", intake.facts, name="facts"),
    path("intake/<str:number>/checklist/", intake.checklist, name="checklist"),
    path("intake/<str:number>/screen/", intake.screen, name="screen"),
    path("intake/<str:number>/ask/", intake.ask, name="ask"),
    path("intake/<str:number>/questions/<int:question_id>/chase/", queue.chase, name="chase"),
    path("intake/<str:number>/questions/<int:question_id>/answer/", intake.answer, name="answer"),
    path("intake/<str:number>/compare/<str:other>/", intake.compare, name="compare"),
    path("intake/<str:number>/join/<str:other>/", deciding.join, name="join"),
    path("intake/<str:number>/open/", deciding.open_case, name="open"),
    path("intake/<str:number>/send-on/", deciding.send_on, name="send_on"),
    path("intake/<str:number>/send-back/", deciding.send_back, name="send_back"),
    path("intake/<str:number>/turn-down/", deciding.turn_down, name="turn_down"),
    path("intake/<str:number>/hand-over/", deciding.hand_over, name="hand_over"),
    path("service/rules/<int:version_id>/preview/", rules.preview, name="preview"),
    path("cases/<str:number>/enquiries/", case.enquiries, name="enquiries"),
    path("cases/<str:number>/enquiries/ask/", case.ask_agency, name="ask_agency"),
    path("cases/<str:number>/enquiries/<int:enquiry_id>/", case.enquiry, name="enquiry"),
    path("cases/<str:number>/second-assessment/", case.assessment, name="assessment"),
    path("cases/<str:number>/second-assessment/accept/", case.accept, name="accept"),
    path("people/<int:participant_id>/members/", case.members, name="members"),
]
