from django.urls import path

from amends.delivery.casefile import map_views, risk_paper_views, views

app_name = "casefile"
urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("cases/<str:number>/", views.case, name="case"),
    path("cases/<str:number>/timeline/", views.timeline, name="timeline"),
    path("cases/<str:number>/record/", views.whole_record, name="record"),
    path("cases/<str:number>/risk-forms/", risk_paper_views.papers, name="risk_papers"),
    path("cases/<str:number>/risk-forms/<slug:key>/", risk_paper_views.add_paper, name="add_risk_paper"),
    path("cases/<str:number>/map/", map_views.case_map, name="case_map"),
    path("intake/<str:number>/map/", map_views.referral_map, name="referral_map"),
    path("maps/", map_views.process_maps, name="maps"),
    path("maps/<slug:key>/print/", map_views.print_map, name="print_map"),
    path("cases/<str:number>/handover/", views.handover, name="handover"),
    path("cases/<str:number>/step/<slug:verb>/", views.step, name="step"),
    path("cases/<str:number>/<slug:side>/add/", views.add, name="add"),
    path("people/<int:participant_id>/", views.person, name="person"),
    path("people/<int:participant_id>/trail/", views.trail, name="trail"),
    path("people/<int:participant_id>/edit/", views.edit, name="edit"),
    path("people/<int:participant_id>/safe-contact/", views.safe_contact, name="safe_contact"),
    path("people/<int:participant_id>/reach/add/", views.add_point, name="add_point"),
    path("search/", views.search, name="search"),
]
