from django.urls import path

from amends.service.sharing import partner_views, views

app_name = "sharing"
urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("add/", views.add, name="add"),
    path("<int:agreement_id>/", views.agreement, name="agreement"),
    path("<int:agreement_id>/change/", views.edit, name="edit"),
    path("<int:agreement_id>/body/", views.add_party, name="add_party"),
    path("<int:agreement_id>/review/", views.review, name="review"),
    path("<int:agreement_id>/version/", views.version, name="version"),
    path("<int:agreement_id>/readers/", views.add_readers, name="add_readers"),
    path("<int:agreement_id>/sent/", views.send, name="send"),
    path("signatures/<int:party_id>/", views.sign, name="sign"),
    path("readers/<int:reader_id>/", views.read, name="read"),
    path("answers/", partner_views.terms, name="terms"),
    path("answers/<int:agency_id>/", partner_views.set_terms, name="set_terms"),
    path("not-sharing/", partner_views.acknowledge, name="acknowledge"),
    path("risk/", partner_views.means, name="means"),
    path("risk/<int:means_id>/end/", partner_views.end_means, name="end_means"),
    path("cases/", partner_views.partner_cases, name="partner_cases"),
    path("cases/<int:partner_case_id>/", partner_views.change_partner_case, name="change_partner_case"),
    path("cases/of/<int:agency_id>/add/", partner_views.add_partner_case, name="add_partner_case"),
    path("cases/of/<int:agency_id>/expect/", partner_views.expect, name="expect"),
    path("cases/ours/", partner_views.ours, name="ours"),
    path("cases/ours/add/", partner_views.tell, name="tell"),
    path("cases/ours/<int:partner_case_id>/", partner_views.tell, name="tell_more"),
]
