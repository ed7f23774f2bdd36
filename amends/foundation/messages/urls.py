from django.urls import path

from amends.foundation.messages import giving_views, queue_views, views

app_name = "message"
urlpatterns = [
    path("messages/", views.log, name="log"),
    path("messages/<int:message_id>/", views.one, name="one"),
    path("letters/", queue_views.letters, name="letters"),
    path("letters/<int:envelope_id>/", queue_views.envelope, name="envelope"),
    path("letters/<int:envelope_id>/print/", queue_views.print_it, name="print"),
    path("letters/<int:envelope_id>/pages.pdf", queue_views.pages, name="pages"),
    path("letters/<int:envelope_id>/label.pdf", queue_views.label, name="label"),
    path("letters/<int:envelope_id>/take-out/", queue_views.take_it_out, name="take_out"),
    path(
        "letters/<int:envelope_id>/papers/<int:message_id>/take-out/",
        queue_views.take_paper_out,
        name="take_paper_out",
    ),
    path("letters/<int:envelope_id>/came-back/", queue_views.came_back, name="came_back"),
    path("documents/<int:document_id>/give/", giving_views.give, name="give"),
    path("people/<int:participant_id>/given/", giving_views.person, name="given"),
    path("cases/<str:number>/given/", giving_views.case, name="given_in_case"),
    path("notices/seen/", views.seen, name="seen"),
]
