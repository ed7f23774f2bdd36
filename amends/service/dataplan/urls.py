from django.urls import path

from amends.service.dataplan import views

app_name = "dataplan"
urlpatterns = [
    path("service/data-plan/", views.home, name="home"),
    path("service/data-plan/take/", views.take, name="take"),
    path("service/data-plan/<slug:key>/", views.change, name="change"),
    path("cases/<str:number>/needed/<slug:key>/", views.need, name="need"),
]
