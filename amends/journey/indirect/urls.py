from django.urls import path

from amends.journey.indirect import considering_views, views
from amends.journey.indirect import recipient_views as recipient

app_name = "indirect"
ONE = "cases/<str:number>/messages/<int:exchange_id>/"
VERSION = f"{ONE}versions/<int:draft_id>/"
OFFER = f"{ONE}offers/<int:offer_id>/"
urlpatterns = [
    path("cases/<str:number>/messages/", views.exchanges, name="exchanges"),
    path("cases/<str:number>/messages/begin/<slug:side>/", views.begin, name="begin"),
    path("people/<int:participant_id>/other-ways/", considering_views.consider, name="consider"),
    path(ONE, views.chain, name="chain"),
    path(f"{ONE}write/", views.draft, name="draft"),
    path(f"{VERSION}agreed/", views.agreed, name="agreed"),
    path(f"{VERSION}hand-in/", views.hand_in, name="hand_in"),
    path(f"{VERSION}read/", views.vet, name="vet"),
    path(f"{VERSION}release/", views.release, name="release"),
    path(f"{ONE}offer/", recipient.offer, name="offer"),
    path(f"{OFFER}choice/", recipient.choice, name="choice"),
    path(f"{OFFER}fetch/", recipient.fetch, name="fetch"),
    path(f"{OFFER}delivered/", recipient.delivered, name="delivered"),
    path(f"{OFFER}again/", recipient.again, name="again"),
    path(f"{OFFER}back/", recipient.back, name="back"),
    path(f"{ONE}told/", recipient.told, name="told"),
    path(f"{ONE}end/", recipient.end, name="end"),
]
