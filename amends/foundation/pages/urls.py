from django.urls import path

from amends.foundation.pages import views

app_name = "pages"
urlpatterns = [path("", views.gallery, name="gallery")]
