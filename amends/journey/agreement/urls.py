from django.urls import path

from amends.journey.agreement import noting_views, views

app_name = "agreement"
_CASE = "cases/<str:number>/agreement/"
urlpatterns = [
    path(_CASE, views.show, name="show"),
    path(f"{_CASE}draft/", views.draft, name="draft"),
    path(f"{_CASE}none/", views.none_reached, name="none"),
    path(f"{_CASE}words/", views.words, name="words"),
    path(f"{_CASE}people/", views.party, name="party"),
    path(f"{_CASE}people/<int:key>/take-out/", views.take_out_party, name="take_out_party"),
    path(f"{_CASE}people/<int:key>/agree/", noting_views.agree, name="agree"),
    path(f"{_CASE}people/<int:key>/copy/", noting_views.copy, name="copy"),
    path(f"{_CASE}office-copy/", noting_views.office_copy, name="office_copy"),
    path(f"{_CASE}points/", views.point, name="add_point"),
    path(f"{_CASE}points/<int:key>/", views.point, name="point"),
    path(f"{_CASE}points/<int:key>/take-out/", views.take_out, name="take_out"),
    path(f"{_CASE}points/<int:key>/status/", noting_views.status, name="status"),
    path(f"{_CASE}points/<int:key>/told/", noting_views.told, name="told"),
    path(f"{_CASE}check/", noting_views.check, name="check"),
    path(f"{_CASE}settle/", noting_views.settle, name="settle"),
    path(f"{_CASE}final/", views.final, name="final"),
]
