from django.urls import path, re_path

from amends.insight.scoping.views import assuming, cohorts, live, partners, runs

app_name = "scoping"
urlpatterns = [
    path("", runs.home, name="home"),
    path("runs/new/", runs.new_run, name="new_run"),
    path("runs/compare/", runs.compare, name="compare"),
    path("runs/<int:key>/", runs.run, name="run"),
    path("runs/<int:key>/priorities/", runs.priorities, name="priorities"),
    path("runs/<int:key>/finish/", runs.finish, name="finish"),
    path("runs/<int:key>/again/", runs.again, name="again"),
    path("runs/<int:key>/steps/<slug:name>/", runs.step, name="step"),
    path("assumptions/", assuming.assumptions, name="assumptions"),
    path("assumptions/change/", assuming.change, name="change_assumptions"),
    path("assumptions/own/", assuming.from_cases, name="own_assumptions"),
    path("cohorts/", cohorts.cohorts, name="cohorts"),
    path("cohorts/<int:key>/", cohorts.cohort, name="cohort"),
    path("cohorts/<int:key>/list.csv", cohorts.export, name="cohort_export"),
    re_path(
        r"^cohorts/(?P<key>[0-9]+)/add/(?P<kind>case|candidate)/(?P<what>[0-9]+)/$",
        cohorts.add,
        name="cohort_add",
    ),
    path("cohorts/cases/<int:key>/", cohorts.change, name="cohort_case"),
    path("live/", live.live, name="live"),
    path("partners/", partners.partners, name="partners"),
    path("partners/expect/", partners.expect, name="expect"),
]
