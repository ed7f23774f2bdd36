from django.urls import path

from amends.journey.meeting import costs_views as costs
from amends.journey.meeting import day_views as days
from amends.journey.meeting import gate_views as gates
from amends.journey.meeting import interpreting_views as interpreting
from amends.journey.meeting import on_hold_views as holds
from amends.journey.meeting import quality_views as quality
from amends.journey.meeting import recording_views as films
from amends.journey.meeting import remark_views as remarks
from amends.journey.meeting import risk_views, views
from amends.journey.meeting import safety_views as safe
from amends.journey.meeting import venue_views as places
from amends.journey.meeting import write_up_views as after

app_name = "meeting"
urlpatterns = [
    path("meetings/looking-back/", quality.quality, name="quality"),
    path("venues/", places.venues, name="venues"),
    path("venues/add/", places.add, name="add_venue"),
    path("venues/<int:venue_id>/", places.change, name="venue"),
    path("venues/<int:venue_id>/room/", places.room, name="room"),
    path("cases/<str:number>/meeting/", views.show, name="show"),
    path("cases/<str:number>/meeting/plan/", views.plan, name="plan"),
    path("cases/<str:number>/meeting/risk/", risk_views.risk, name="risk"),
    path("cases/<str:number>/meeting/cancel/", views.cancel, name="cancel"),
    path("cases/<str:number>/meeting/on-hold/", holds.on_hold, name="on_hold"),
    path("cases/<str:number>/meeting/confirm/", views.confirm, name="confirm"),
    path("cases/<str:number>/meeting/invite/", views.invite, name="invite"),
    path("cases/<str:number>/meeting/invited/<int:invitation_id>/", views.invited, name="invited"),
    path("cases/<str:number>/meeting/invited/<int:invitation_id>/off/", views.take_off, name="take_off"),
    path("cases/<str:number>/meeting/care/<int:participant_id>/", views.care, name="care"),
    path(
        "cases/<str:number>/meeting/interpreter/<int:participant_id>/",
        interpreting.interpreter,
        name="interpreter",
    ),
    path(
        "cases/<str:number>/meeting/interpreter/<int:participant_id>/<int:booking_id>/free/",
        interpreting.free,
        name="free_interpreter",
    ),
    path("cases/<str:number>/meeting/arrival/<slug:side>/", views.arrival, name="arrival"),
    path("cases/<str:number>/meeting/arrangements/", views.arrangements, name="arrangements"),
    path("cases/<str:number>/meeting/arrangements/<int:arrangement_id>/", views.settle, name="settle"),
    path("cases/<str:number>/meeting/calendar.ics", views.calendar, name="calendar"),
    path("cases/<str:number>/meeting/filming/", views.filming, name="filming"),
    path("cases/<str:number>/meeting/gate/", gates.gate, name="gate"),
    path("cases/<str:number>/meeting/gate/<int:participant_id>/", gates.gate_name, name="gate_name"),
    path("cases/<str:number>/meeting/day/", days.day, name="day"),
    path("cases/<str:number>/meeting/safety/", safe.safety, name="safety"),
    path("cases/<str:number>/meeting/safety/add/", safe.measure, name="add_measure"),
    path("cases/<str:number>/meeting/safety/<int:measure_id>/", safe.measure, name="measure"),
    path("cases/<str:number>/meeting/facilitators/", safe.ratio, name="ratio"),
    path("cases/<str:number>/meeting/before-the-start/", safe.family_slot, name="family_slot"),
    path("cases/<str:number>/meeting/custody/<int:participant_id>/", safe.custody, name="custody"),
    path(
        "cases/<str:number>/meeting/custody/<int:participant_id>/after/",
        safe.custody_after,
        name="custody_after",
    ),
    path("people/<int:participant_id>/recording/", safe.recording, name="recording"),
    path("cases/<str:number>/meeting/costs/", costs.costs, name="costs"),
    path("cases/<str:number>/meeting/costs/ask/", costs.ask, name="ask_for_money"),
    path("cases/<str:number>/meeting/costs/<int:expense_id>/approve/", costs.approve, name="approve_expense"),
    path("cases/<str:number>/meeting/costs/<int:expense_id>/paid/", costs.pay, name="pay_expense"),
    path("cases/<str:number>/recordings/", films.recordings, name="recordings"),
    path("cases/<str:number>/recordings/add/", films.register, name="register_recording"),
    path("cases/<str:number>/recordings/<int:recording_id>/seen-by/", films.viewer, name="name_viewer"),
    path("cases/<str:number>/recordings/<int:recording_id>/use/", films.use, name="use_recording"),
    path("cases/<str:number>/recordings/<int:recording_id>/end/", films.destroy, name="destroy_recording"),
    path("cases/<str:number>/meeting/held/", after.held, name="held"),
    path("cases/<str:number>/meeting/write-up/", after.write_up, name="write_up"),
    path("cases/<str:number>/meeting/write-up.csv", after.write_up_file, name="write_up_file"),
    path("cases/<str:number>/meeting/write-up/add/", after.add, name="add"),
    path("cases/<str:number>/meeting/note/<slug:side>/", after.remark, name="remark"),
    path("cases/<str:number>/meeting/note/<int:remark_id>/pass-on/", remarks.pass_on, name="pass_on_remark"),
    path("people/<int:participant_id>/meeting-notes/", remarks.remarks, name="remarks"),
    path("cases/<str:number>/meeting/paper/<slug:kind>/", after.paper, name="paper"),
]
