from django.urls import path

from amends.service.partners import settings_views as settings
from amends.service.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.partners, name="list"),
    path("add/", views.edit_agency, name="add_agency"),
    path("<int:agency_id>/", views.agency, name="agency"),
    path("<int:agency_id>/change/", views.edit_agency, name="edit_agency"),
    path("<int:agency_id>/establishment/", views.establishment, name="establishment"),
    path("<int:agency_id>/contacts/add/", views.add_contact, name="add_contact"),
    path("<int:agency_id>/feedback/add/", views.add_feedback, name="add_feedback"),
    path("<int:agency_id>/prompt/", views.prompt, name="prompt"),
    path("<int:agency_id>/contacted/", views.contacted, name="contacted"),
    path("contacts/<int:contact_id>/left/", views.contact_left, name="contact_left"),
    path("safe-domains/", settings.domains, name="domains"),
    path("safe-domains/<int:domain_id>/remove/", settings.remove_domain, name="remove_domain"),
    path("pathways/", settings.pathways, name="pathways"),
    path("pathways/add/", settings.edit_pathway, name="add_pathway"),
    path("pathways/<int:pathway_id>/", settings.edit_pathway, name="edit_pathway"),
    path("receivers/", settings.receivers, name="receivers"),
    path("receivers/add/", settings.edit_receiver, name="add_receiver"),
    path("receivers/<int:receiver_id>/", settings.edit_receiver, name="edit_receiver"),
    path("districts/", settings.districts, name="districts"),
    path("districts/add/", settings.edit_district, name="add_district"),
    path("districts/<int:district_id>/", settings.edit_district, name="edit_district"),
]
