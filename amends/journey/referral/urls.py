from django.urls import path

from amends.journey.referral.views import dealing, drafts, found, open_form, originals, pages

app_name = "referral"
urlpatterns = [
    path("", pages.home, name="home"),
    path("new/", drafts.new, name="new"),
    path("log/", drafts.log, name="log"),
    path("found/<int:key>/", found.refer_found, name="found"),
    path("form/", open_form.open_form, name="open"),
    path("originals/", originals.originals, name="originals"),
    path("blank/<slug:form>/", dealing.blank_form, name="blank"),
    path("draft/<int:pk>/", drafts.draft, name="draft"),
    path("draft/<int:pk>/check/", drafts.check, name="check"),
    path("draft/<int:pk>/files/", drafts.files, name="draft_files"),
    path("draft/<int:pk>/discard/", drafts.discard, name="discard"),
    path("draft/<int:pk>/<slug:key>/", drafts.step, name="step"),
    path("<slug:number>/", pages.status, name="status"),
    path("<slug:number>/sent/", pages.sent, name="sent"),
    path("<slug:number>/questions/<int:question_id>/", dealing.answer, name="answer"),
    path("<slug:number>/correct/", dealing.correct, name="correct"),
    path("<slug:number>/withdraw/", dealing.take_back, name="withdraw"),
    path("<slug:number>/again/", dealing.again, name="again"),
    path("<slug:number>/files/", dealing.add_file, name="add_file"),
    path("<slug:number>/files/<int:attachment_id>/read/", dealing.mark_file_read, name="file_read"),
    path("<slug:number>/told/", dealing.tell_arrived, name="told"),
    path("<slug:number>/safe-reply/", dealing.reply_insecure, name="safe_reply"),
    path("<slug:number>/checked/", dealing.typing_checked, name="typing_checked"),
    path("<slug:number>/print/", dealing.print_form, name="print"),
    path("<slug:number>/original/", originals.original, name="original"),
]
