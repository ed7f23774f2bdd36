from django.urls import path

from amends.service.library import keeping_views, letters_views, views

app_name = "library"
urlpatterns = [
    path("", views.home, name="home"),
    path("add/", keeping_views.add, name="add"),
    path("delivered/", keeping_views.take_up, name="take_up"),
    path("at/<slug:place>/", views.at, name="at"),
    path("together/<slug:key>/", views.shelf, name="shelf"),
    path("practice/", views.practice, name="practice"),
    path("letters/", letters_views.letters, name="letters"),
    path("letters/<slug:key>/", letters_views.letter, name="letter"),
    path("letters/<slug:key>/adapt/", letters_views.adapt, name="adapt"),
    path("<int:entry_id>/", views.entry, name="entry"),
    path("<int:entry_id>/versions/<int:number>/", views.edition, name="edition"),
    path("<int:entry_id>/versions/<int:number>/paper/", views.paper, name="paper"),
    path("<int:entry_id>/copy/", views.paper, name="copy"),
    path("<int:entry_id>/link/", views.link, name="link"),
    path("<int:entry_id>/read/", views.confirm, name="confirm"),
    path("<int:entry_id>/change/", keeping_views.change, name="change"),
    path("<int:entry_id>/write/", keeping_views.write, name="write"),
    path("<int:entry_id>/finish/", keeping_views.finish, name="finish"),
    path("<int:entry_id>/publish/", keeping_views.publish, name="publish"),
    path("<int:entry_id>/give-up/", keeping_views.give_up, name="give_up"),
    path("<int:entry_id>/look-again/", keeping_views.look_again, name="look_again"),
    path("<int:entry_id>/withdraw/", keeping_views.withdraw, name="withdraw"),
    path("<int:entry_id>/put-back/", keeping_views.put_back, name="put_back"),
    path("<int:entry_id>/check-link/", keeping_views.check_link, name="check_link"),
]
