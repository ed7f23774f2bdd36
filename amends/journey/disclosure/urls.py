from django.urls import path

from amends.journey.disclosure.views import duties, giving, oversight, police, releasing, risk

app_name = "disclosure"
urlpatterns = [
    path("cases/<str:number>/sharing/", giving.case, name="case"),
    path("cases/<str:number>/sharing/papers/", giving.begin_bundle, name="begin_bundle"),
    path("cases/<str:number>/sharing/police/", police.ask, name="ask_police"),
    path("cases/<str:number>/sharing/parts/", duties.parts, name="parts"),
    path("cases/<str:number>/sharing/joint/", duties.open_joint, name="open_joint"),
    path("cases/<str:number>/sharing/joint/<int:joint_id>/", duties.share_item, name="share_item"),
    path("sharing/police/<int:asked_id>/", police.received, name="received"),
    path("sharing/papers/<int:bundle_id>/", giving.bundle, name="bundle"),
    path("sharing/papers/<int:bundle_id>/sent/", giving.send_bundle, name="send_bundle"),
    path("sharing/parts/<int:part_id>/", duties.part, name="part"),
    path("sharing/allowed/<int:allowed_id>/taken-back/", giving.take_back, name="take_back"),
    path("sharing/requests/<int:request_id>/officer/", releasing.tell, name="tell_officer"),
    path("sharing/requests/<int:request_id>/answer/", releasing.answer, name="answer_release"),
    path("sharing/requests/<int:request_id>/release/", releasing.release, name="release"),
    path("sharing/released/", releasing.released, name="released"),
    path("sharing/told/<int:told_id>/", risk.acknowledge, name="acknowledge"),
    path("sharing/mappa/", duties.mappa_list, name="mappa_list"),
    path("sharing/mappa/<slug:task>/", duties.mappa_task, name="mappa_task"),
    path("people/<int:participant_id>/disclose/", giving.disclose, name="disclose"),
    path("people/<int:participant_id>/passing/", giving.passing, name="passing"),
    path("people/<int:participant_id>/passing/told/", giving.pass_on, name="pass_on"),
    path("people/<int:participant_id>/risk/news/", risk.news, name="risk"),
    path("people/<int:participant_id>/risk/news/send/", risk.send, name="send_risk"),
    path("people/<int:participant_id>/risk/news/in/", risk.receive, name="receive_risk"),
    path("people/<int:participant_id>/mappa/", duties.mappa, name="mappa"),
    path("people/<int:participant_id>/mappa/plan/", duties.plan_review, name="plan_review"),
    path("sharing/mappa/agency/<int:agency_id>/answer/", duties.agency_answer, name="agency_answer"),
    path("people/<int:participant_id>/mappa/oversight/", oversight.plan, name="plan_oversight"),
    path("sharing/oversight/<int:oversight_id>/held/", oversight.held, name="oversight_held"),
    path("people/<int:participant_id>/mappa/summary/", duties.summary, name="mappa_summary"),
    path("people/<int:participant_id>/requests/", releasing.requests, name="requests"),
    path("referrals/<str:number>/risk/", risk.from_officer, name="from_officer"),
]
