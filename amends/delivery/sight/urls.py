from django.urls import path

from amends.delivery.sight import inspection_views, trail_views, views

app_name = "sight"
urlpatterns = [
    path("people/<int:participant_id>/elsewhere/", views.elsewhere, name="elsewhere"),
    path("roles/", views.roles, name="roles"),
    path("open-files/", views.grants, name="grants"),
    path("open-files/<int:grant_id>/<slug:verb>/", views.decide, name="decide"),
    path("emergency/", views.emergency, name="emergency"),
    path("cases/<str:number>/who-sees/", views.case, name="case"),
    path("cases/<str:number>/who-sees/limit/", views.limit, name="limit"),
    path("cases/<str:number>/who-sees/lift/", views.lift, name="lift"),
    path("cases/<str:number>/who-sees/<slug:side>/open/", views.open_to, name="open"),
    path("inspections/", inspection_views.inspections, name="inspections"),
    path("inspections/open/", inspection_views.open_one, name="open_inspection"),
    path("inspections/<int:inspection_id>/", inspection_views.inspection, name="inspection"),
    path("trail/", trail_views.trail, name="trail"),
    path("trail/compared/", trail_views.compared, name="compared"),
    path("study/", trail_views.study, name="study"),
    path("study/cases.csv", trail_views.study_file, name="study_file"),
    path("cases/<str:number>/as/<slug:role>/", views.look, name="look"),
]
