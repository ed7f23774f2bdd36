from django.urls import path

from amends.journey.remedy import referral_views as one
from amends.journey.remedy import views

app_name = "remedy"
urlpatterns = [
    path("missing-menu/", views.missing, name="missing"),
    path("cover/", views.cover, name="cover"),
    path("menu/<int:district_id>/", views.menu, name="menu"),
    path("menu/<int:district_id>/handout/", views.handout, name="handout"),
    path("menu/<int:district_id>/change/", views.district, name="district"),
    path("areas/", views.areas, name="areas"),
    path("areas/add/", views.area, name="add_area"),
    path("areas/<int:area_id>/", views.area, name="area"),
    path("placements/", views.placements, name="placements"),
    path("placements/add/", views.placement, name="add_placement"),
    path("placements/<int:placement_id>/", views.placement, name="placement"),
    path("<slug:number>/", one.remedy, name="remedy"),
    path("<slug:number>/cra1/", one.cra1, name="cra1"),
    path("<slug:number>/contract/", one.contract, name="contract"),
    path("<slug:number>/contract/<int:place>/due/", one.due, name="due"),
    path("<slug:number>/contract/<int:place>/settle/", one.settle, name="settle"),
    path("<slug:number>/contract/<int:place>/notice/", one.notice, name="notice"),
    path("<slug:number>/contract/<int:place>/decision/", one.decision, name="decision"),
    path("<slug:number>/contract/<int:place>/placement/", one.choose, name="choose"),
    path("<slug:number>/contract/<int:place>/attendance/", one.attendance, name="attendance"),
]
