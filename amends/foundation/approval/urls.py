from django.urls import path

from amends.foundation.approval import views

app_name = "approval"
urlpatterns = [
    path("approvals/", views.waiting, name="list"),
    path("approvals/<int:approval_id>/", views.decide, name="decide"),
]
