from django.urls import path

from amends.foundation.messages import views

app_name = "message"
urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/<int:message_id>/posted/", views.posted, name="posted"),
    path("notices/seen/", views.seen, name="seen"),
]
