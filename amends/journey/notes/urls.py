from django.urls import path

from amends.journey.notes.views import notes, office

app_name = "notes"
urlpatterns = [
    path("cases/<str:number>/notes/", notes.notes, name="case"),
    path("cases/<str:number>/notes/paper/", office.keep_copy, name="keep_copy"),
    path("cases/<str:number>/strands/", office.strands, name="strands"),
    path("notes/<int:note_id>/correct/", notes.correct, name="correct"),
    path("people/<int:participant_id>/oversight/", notes.oversight, name="oversight"),
    path("oversight/<int:oversight_id>/add/", notes.change_oversight, name="change_oversight"),
    path("people/<int:participant_id>/affected/", notes.harmed_as, name="harmed_as"),
    path("people/<int:participant_id>/tracking/", office.tracking, name="tracking"),
    path("paper/", office.paper, name="paper"),
    path("paper/places/add/", office.add_store, name="add_store"),
    path("paper/<int:copy_id>/take/", office.take_out, name="take_out"),
    path("paper/out/<int:removal_id>/back/", office.bring_back, name="bring_back"),
    path("tracking.csv", office.take_tracking, name="take_tracking"),
    path("entries/", office.entries, name="entries"),
    path("referrals/<str:number>/entries/<slug:system>/", office.enter, name="enter"),
]
