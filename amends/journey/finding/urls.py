from django.urls import path

from amends.journey.finding.views import caseloads as files
from amends.journey.finding.views import cases, explaining, judging, notices, sampling
from amends.journey.finding.views import noting as views

app_name = "finding"
urlpatterns = [
    path("", views.home, name="home"),
    path("requests/new/", views.new_request, name="new_request"),
    path("requests/<int:key>/", views.answer_request, name="answer_request"),
    path("requests/<int:key>/judgement/", judging.judge_request, name="judge_request"),
    path("interest/new/", views.new_interest, name="new_interest"),
    path("interest/<int:key>/", views.answer_interest, name="answer_interest"),
    path("disclosures/new/", views.new_disclosure, name="new_disclosure"),
    path("disclosures/<int:key>/", views.give_information, name="give_information"),
    path("offers/new/", views.new_victim, name="new_victim"),
    path("offers/sources/", views.sources, name="sources"),
    path("offers/<int:key>/", views.record_offer, name="record_offer"),
    path("notices/", notices.notices_page, name="notices"),
    path("notices/new/", notices.new_notice, name="new_notice"),
    path("notices/<int:key>/copied/", notices.copied, name="copied_notice"),
    path("caseloads/", files.caseloads, name="caseloads"),
    path("caseloads/new/", files.new_caseload, name="new_caseload"),
    path("caseloads/weights/", sampling.weights, name="weights"),
    path("caseloads/<int:key>/", files.caseload, name="caseload"),
    path("caseloads/<int:key>/columns/", explaining.columns, name="columns"),
    path("caseloads/<int:key>/words/", explaining.words, name="words"),
    path("caseloads/<int:key>/criteria/", explaining.criteria, name="criteria"),
    path("caseloads/<int:key>/start/", files.start, name="start"),
    path("caseloads/<int:key>/discard/", files.discard, name="discard"),
    path("caseloads/<int:key>/rejected.csv", files.rejected, name="rejected"),
    path("caseloads/<int:key>/sample/", sampling.new_sample, name="new_sample"),
    path("caseloads/<int:key>/matches/", sampling.matches, name="matches"),
    path("caseloads/<int:key>/list/<slug:which>/", cases.cases, name="cases"),
    path("cases/<int:key>/", cases.case, name="case"),
    path("cases/<int:key>/decide/", cases.assess, name="assess"),
    path("cases/<int:key>/file/", cases.settle_file, name="settle_file"),
    path("matches/<int:key>/", sampling.match, name="match"),
    path("papers/", sampling.papers, name="papers"),
    path("papers/<int:key>/", sampling.paper, name="paper"),
]
