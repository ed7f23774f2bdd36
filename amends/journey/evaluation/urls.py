from django.urls import path

from amends.journey.evaluation import views

app_name = "evaluation"
urlpatterns = [
    path("people/<int:participant_id>/how-it-was/", views.ask, name="ask"),
    path("people/<int:participant_id>/how-it-was/answers/", views.answers, name="answers"),
    path("feedback/needs-not-met/", views.unmet, name="unmet"),
    path("feedback/willing-to-speak/<slug:key>/", views.speakers, name="speakers"),
]
