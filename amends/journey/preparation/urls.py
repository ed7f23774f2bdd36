from django.urls import path

from amends.journey.preparation.views import around, case, keywork, needs, person

app_name = "preparation"
urlpatterns = [
    path("cases/<str:number>/preparation/", case.show, name="case"),
    path("cases/<str:number>/preparation/plan/", case.plan, name="plan"),
    path("cases/<str:number>/preparation/aim/", case.aim, name="aim"),
    path("cases/<str:number>/preparation/way/", case.settle, name="settle"),
    path("people/<int:participant_id>/preparation/", person.person, name="person"),
    path("people/<int:participant_id>/preparation/edit/", person.edit, name="edit"),
    path("people/<int:participant_id>/preparation/place/", person.place, name="place"),
    path("people/<int:participant_id>/preparation/journey/", person.journey, name="journey"),
    path("people/<int:participant_id>/preparation/done/", person.sign_off, name="sign_off"),
    path("people/<int:participant_id>/preparation/way/", person.way, name="way"),
    path("people/<int:participant_id>/preparation/times/", person.unavailable, name="unavailable"),
    path("people/<int:participant_id>/preparation/times/<int:row_id>/", person.available, name="available"),
    path("people/<int:participant_id>/preparation/need/", needs.need, name="need"),
    path("people/<int:participant_id>/preparation/need/<int:need_id>/", needs.met, name="met"),
    path(
        "people/<int:participant_id>/preparation/need/<int:need_id>/words/", needs.change, name="change_need"
    ),
    path("people/<int:participant_id>/preparation/need/<int:need_id>/share/", needs.share, name="share_need"),
    path("people/<int:participant_id>/preparation/need/said/<slug:key>/", needs.take_over, name="take_over"),
    path("people/<int:participant_id>/preparation/needs-asked/", needs.look, name="look"),
    path("people/<int:participant_id>/preparation/considered/", needs.consider, name="consider"),
    path("people/<int:participant_id>/preparation/organisation/", around.backing, name="backing"),
    path(
        "people/<int:participant_id>/preparation/organisation/<int:row_id>/",
        around.backing,
        name="change_backing",
    ),
    path(
        "people/<int:participant_id>/preparation/organisation/<int:row_id>/tell/",
        around.tell,
        name="tell_backing",
    ),
    path("people/<int:participant_id>/preparation/first-meeting/", around.first_talk, name="first_talk"),
    path("people/<int:participant_id>/preparation/supporter/", around.supporter, name="supporter"),
    path("people/<int:participant_id>/preparation/network/", around.helper, name="helper"),
    path(
        "people/<int:participant_id>/preparation/network/<int:row_id>/", around.helper, name="change_helper"
    ),
    path("people/<int:participant_id>/preparation/support/", around.measure, name="measure"),
    path(
        "people/<int:participant_id>/preparation/support/<int:row_id>/", around.measure, name="change_measure"
    ),
    path("people/<int:participant_id>/preparation/affected/", around.affected, name="affected"),
    path(
        "people/<int:participant_id>/preparation/affected/<int:row_id>/",
        around.affected,
        name="change_affected",
    ),
    path("people/<int:participant_id>/preparation/left/", around.left, name="left"),
    path("people/<int:participant_id>/preparation/left/<int:row_id>/", around.back, name="back"),
    path("people/<int:participant_id>/preparation/resources/", keywork.resources, name="resources"),
    path("people/<int:participant_id>/preparation/resources/add/", keywork.use, name="use"),
    path("people/<int:participant_id>/preparation/keyworker/", keywork.tell, name="tell_keyworker"),
    path("people/<int:participant_id>/preparation/keyworker/end/", keywork.end, name="end_keywork"),
    path("keywork/", keywork.mine, name="keywork"),
    path("keywork/<int:keywork_id>/", keywork.goals, name="goals"),
]
