from django.urls import path

from amends.foundation.documents import marking_views, views

app_name = "documents"
urlpatterns = [
    path("documents/<int:document_id>/", views.show, name="show"),
    path("documents/<int:document_id>.pdf", views.pdf, name="pdf"),
    path("documents/<int:document_id>.docx", views.docx, name="docx"),
    path("documents/<int:document_id>/marking/", marking_views.mark, name="mark"),
    path("documents/markings/", marking_views.markings, name="markings"),
    path("documents/markings/begin/", marking_views.begin, name="begin_markings"),
    path("documents/markings/add/", marking_views.edit, name="add_marking"),
    path("documents/markings/<int:marking_id>/", marking_views.edit, name="edit_marking"),
    path("documents/markings/kinds/", marking_views.default, name="default_marking"),
    path("documents/markings/notice/", marking_views.notice, name="notice"),
    path("attachments/<int:attachment_id>/", views.attachment, name="attachment"),
]
