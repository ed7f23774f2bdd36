from django.urls import path

from amends.journey.progress import views

app_name = "progress"
urlpatterns = [
    path("cases/<str:number>/path/", views.path, name="path"),
    path("cases/<str:number>/progress/", views.record, name="record"),
    path("register/", views.register, name="register"),
    path("register/plan/", views.plan, name="plan"),
    path("register/plan/end/", views.end_plan, name="end-plan"),
    path("register/send/", views.send, name="send"),
]
