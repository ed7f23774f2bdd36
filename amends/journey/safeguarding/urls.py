from django.urls import path

from amends.journey.safeguarding.views import concerns, lead, people

app_name = "safeguarding"
urlpatterns = [
    path("raise/", concerns.raise_one, name="raise"),
    path("concerns/", concerns.concerns, name="list"),
    path("concerns/<int:safeguarding_id>/", concerns.concern, name="concern"),
    path("concerns/<int:safeguarding_id>/received/", concerns.received, name="received"),
    path("concerns/<int:safeguarding_id>/decide/", concerns.decided, name="decide"),
    path("concerns/<int:safeguarding_id>/tell/", concerns.tell, name="tell"),
    path("concerns/<int:safeguarding_id>/told/<int:told_id>/", concerns.has_it, name="has_it"),
    path("people/<int:participant_id>/family/", people.family, name="family"),
    path("people/<int:participant_id>/family/adult/", people.adult, name="adult"),
    path("people/<int:participant_id>/family/weigh/", people.weigh, name="weigh"),
    path("people/<int:participant_id>/plan/", people.plan, name="plan"),
    path("people/<int:participant_id>/plan/edit/", people.edit_plan, name="edit_plan"),
    path("people/<int:participant_id>/plan/sign/", people.sign, name="sign"),
    path("people/<int:participant_id>/plan/incident/", people.incident, name="incident"),
    path("people/<int:participant_id>/fresh-harm/", people.fresh_harm, name="harm"),
    path("people/<int:participant_id>/afterwards/", people.afterwards, name="afterwards"),
    path("cases/<str:number>/plans/", people.case_plans, name="plans"),
    path("guidance/", lead.read, name="guidance"),
    path("lead/", lead.lead, name="lead"),
    path("lead/name/", lead.name, name="name"),
    path("lead/<int:officer_id>/end/", lead.end, name="end"),
    path("lead/night/", lead.night, name="night"),
]
