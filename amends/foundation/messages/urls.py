from django.urls import path

from amends.foundation.messages import views

app_name = "message"
urlpatterns = [
    path("messages/", views.log, name="log"),
    path("messages/<int:message_id>/", views.one, name="one"),
    path("letters/", views.letters, name="letters"),
    path("letters/<int:message_id>/posted/", views.posted, name="posted"),
    path("notices/seen/", views.seen, name="seen"),
]
