from django.urls import path

from amends.journey.finding import views

app_name = "finding"
urlpatterns = [
    path("", views.home, name="home"),
    path("requests/new/", views.new_request, name="new_request"),
    path("requests/<int:key>/", views.answer_request, name="answer_request"),
    path("interest/new/", views.new_interest, name="new_interest"),
    path("interest/<int:key>/", views.answer_interest, name="answer_interest"),
    path("disclosures/new/", views.new_disclosure, name="new_disclosure"),
    path("disclosures/<int:key>/", views.give_information, name="give_information"),
    path("offers/new/", views.new_victim, name="new_victim"),
    path("offers/<int:key>/", views.record_offer, name="record_offer"),
]
