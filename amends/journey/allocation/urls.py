from django.urls import path

from amends.journey.allocation import facilitator_views as own
from amends.journey.allocation import pack_views as packs
from amends.journey.allocation import views

app_name = "allocation"
urlpatterns = [
    path("allocation/", views.waiting, name="waiting"),
    path("cases/<str:number>/allocation/", views.case, name="case"),
    path("cases/<str:number>/allocation/kind/", views.weight, name="weight"),
    path("cases/<str:number>/allocation/finding/", views.finding, name="finding"),
    path("allocation/<int:allocation_id>/withdraw/", views.withdraw, name="withdraw"),
    path("allocation/<int:allocation_id>/link/", views.decide_link, name="decide_link"),
    path("allocation/<int:allocation_id>/end/", views.end, name="end"),
    path("cases/<str:number>/pack/", packs.pack, name="pack"),
    path("cases/<str:number>/pack/gather/", packs.gather, name="gather"),
    path("cases/<str:number>/pack/issue/", packs.issue, name="issue"),
    path("cases/<str:number>/pack/note/", packs.note, name="note"),
    path("pack-items/<int:item_id>/", packs.item, name="pack_item"),
    path("offers/", own.offers, name="offers"),
    path("offers/<int:allocation_id>/accept/", own.accept, name="accept"),
    path("offers/<int:allocation_id>/decline/", own.decline, name="decline"),
    path("offers/<int:allocation_id>/link/", own.declare, name="declare"),
]
