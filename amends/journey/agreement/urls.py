from django.urls import path

from amends.journey.agreement import list_views, noting_views, outside_views, sharing_views, views

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
    path(f"{_CASE}to-sign/", views.to_sign, name="to_sign"),
    path(f"{_CASE}others/", sharing_views.outside, name="outside"),
    path(f"{_CASE}others/send/", sharing_views.send_outside, name="send_outside"),
    path(f"{_CASE}people/<int:key>/news/", sharing_views.wish, name="wish"),
    path(f"{_CASE}people/<int:key>/news/given/", sharing_views.news, name="news"),
    path(f"{_CASE}reviews/", sharing_views.reviews, name="reviews"),
    path(f"{_CASE}reviews/add/", sharing_views.review, name="review"),
    path(f"{_CASE}points/<int:key>/more/", outside_views.more, name="more"),
    path(f"{_CASE}points/<int:key>/refer-on/", outside_views.refer_on, name="refer_on"),
    path(f"{_CASE}points/<int:key>/with/<int:onward_id>/answer/", outside_views.answered, name="answered"),
    path(f"{_CASE}points/<int:key>/with/<int:onward_id>/result/", outside_views.ended, name="ended"),
    path(f"{_CASE}points/<int:key>/plan/", outside_views.plan, name="plan"),
    path(f"{_CASE}points/<int:key>/plan/reviewed/", outside_views.plan_reviewed, name="plan_reviewed"),
    path(f"{_CASE}points/<int:key>/record/<int:entry_id>/", outside_views.post, name="post"),
    path(f"{_CASE}points/<int:key>/asked/", outside_views.asked, name="asked"),
    path(f"{_CASE}points/<int:key>/followed-up/", outside_views.followed_up, name="followed_up"),
    path("promises/", list_views.register, name="register"),
    path("promises.csv", list_views.register_file, name="register_file"),
    path("promises/plans/", list_views.plans, name="plans"),
]
