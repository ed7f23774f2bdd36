from django.urls import path

from amends.service.lookups import views

app_name = "lookups"
urlpatterns = [
    path("partners/systems/", views.register, name="register"),
    path("partners/systems/new/", views.new_access, name="new"),
    path("cases/<str:number>/looked-up/", views.case, name="case"),
]
