"""The table of contents: which room answers which address."""

from django.urls import include, path

urlpatterns = [
    path("", include("amends.delivery.public.urls")),
    path("", include("amends.delivery.worklist.urls")),
    path("", include("amends.delivery.casefile.urls")),
    path("", include("amends.delivery.sight.urls")),
    path("account/", include("amends.foundation.access.urls")),
    path("account/", include("amends.foundation.access.sign_in_urls")),
    path("gallery/", include("amends.foundation.pages.urls")),
    path("", include("amends.foundation.documents.urls")),
    path("", include("amends.foundation.messages.urls")),
    path("", include("amends.foundation.approval.urls")),
    path("service/", include("amends.service.setup.urls")),
    path("service/rules/", include("amends.service.rulebook.urls")),
    path("", include("amends.service.dataplan.urls")),
    path("", include("amends.service.lookups.urls")),
    path("committees/", include("amends.service.committees.urls")),
    path("library/", include("amends.service.library.urls")),
    path("", include("amends.service.equality.urls")),
    path("community/", include("amends.service.community.urls")),
    path("partners/", include("amends.service.partners.urls")),
    path("sharing/", include("amends.service.sharing.urls")),
    path("facilitators/", include("amends.service.workforce.urls")),
    path("retention/", include("amends.service.retention.urls")),
    path("", include("amends.service.own_records.urls")),
    path("finding/", include("amends.journey.finding.urls")),
    path("referrals/", include("amends.journey.referral.urls")),
    path("remedy/", include("amends.journey.remedy.urls")),
    path("awareness/", include("amends.journey.awareness.urls")),
    path("", include("amends.journey.eligibility.urls")),
    path("", include("amends.journey.suitability.urls")),
    path("", include("amends.journey.consent.urls")),
    path("safeguarding/", include("amends.journey.safeguarding.urls")),
    path("", include("amends.journey.risk.urls")),
    path("", include("amends.journey.notes.urls")),
    path("", include("amends.journey.disclosure.urls")),
    path("", include("amends.journey.allocation.urls")),
    path("", include("amends.journey.contact.urls")),
    path("", include("amends.journey.court.urls")),
    path("", include("amends.journey.preparation.urls")),
    path("", include("amends.journey.meeting.urls")),
    path("", include("amends.journey.indirect.urls")),
    path("", include("amends.journey.agreement.urls")),
    path("", include("amends.journey.followup.urls")),
    path("", include("amends.journey.writing.urls")),
    path("", include("amends.journey.evaluation.urls")),
    path("figures/equality/", include("amends.insight.equality.urls")),
    path("", include("amends.journey.progress.urls")),
    path("figures/", include("amends.insight.performance.urls")),
    path("planning/", include("amends.insight.scoping.urls")),
    path("api/", include("amends.delivery.api.urls")),
]

handler400 = "amends.foundation.pages.views.bad_request"
handler403 = "amends.foundation.pages.views.forbidden"
handler404 = "amends.foundation.pages.views.not_found"
handler429 = "amends.foundation.access.views.too_many"
handler500 = "amends.foundation.pages.views.server_error"
