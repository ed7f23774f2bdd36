from django.urls import path

from amends.foundation.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/<int:document_id>/", views.show, name="show"),
    path("documents/<int:document_id>.pdf", views.pdf, name="pdf"),
    path("documents/<int:document_id>.docx", views.docx, name="docx"),
    path("attachments/<int:attachment_id>/", views.attachment, name="attachment"),
]
