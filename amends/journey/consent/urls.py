from django.urls import path

from amends.journey.consent.views import board, case, standing

app_name = "consent"
urlpatterns = [
    path("cases/<str:number>/consent/", case.overview, name="case"),
    path("cases/<str:number>/consent/again/<slug:stage>/", case.again, name="again"),
    path("cases/<str:number>/consent/again/<slug:stage>/<slug:scope>/", case.again, name="again_for"),
    path("people/<int:participant_id>/consent/", board.board, name="board"),
    path("people/<int:participant_id>/consent/stop/", board.stop, name="stop"),
    path("people/<int:participant_id>/consent/form/", board.paper, name="paper"),
    path("people/<int:participant_id>/consent/standing/", standing.standing, name="standing"),
    path("people/<int:participant_id>/consent/resistance/", standing.resistance, name="resistance"),
    path("people/<int:participant_id>/consent/resistance/decide/", standing.decide, name="decide"),
    path("people/<int:participant_id>/consent/resistance/over/", standing.over, name="over"),
    path("people/<int:participant_id>/consent/explain/<slug:kind>/", board.explain, name="explain"),
    path("people/<int:participant_id>/consent/explain/<slug:kind>/sheet/", board.sheet, name="sheet"),
    path("people/<int:participant_id>/consent/<slug:key>/", board.ask, name="ask"),
]
