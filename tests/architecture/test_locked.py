"""What somebody said or wrote in confidence is locked in the database; what is not, each with its reason."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.migrations import AlterField
from django.db.migrations.loader import MigrationLoader
from django.db.models import CharField, Field, JSONField, TextField

from amends.foundation.lib.locking import LockedField
from amends.foundation.record.locking import LockTexts
from amends.foundation.record.privacy import personal_fields

KEPT_WITH_CASEWORK = {"case", "referral", "day"}

OPEN = {
    "documents_document.html": "the PDF made of it lies beside it and holds the same words",
    "documents_document.easy_html": "the same",
    "record_historyrow.before": "what is locked in a row is locked in its history",
    "equality_equalityanswers.answers": "codes, which figures count in the database",
    "eligibility_screening.facts": "codes, which figures count in the database",
    "finding_extract.words": "how the words of a whole file are read, of nobody in it",
}

# Short lines that lie open, each under what it says. Why somebody did a thing, and what was said, never stands here.
OPEN_LINES = {
    "who somebody is: people are listed and looked up by it": """
        case_participant.initials people_person.full_name people_person.known_as people_person.age_note
        finding_candidate.full_name finding_disclosure.person finding_interest.person finding_offer.victim
        finding_request.person finding_victimnotice.victim finding_victimnotice.offender
        referral_referral.referrer_name referral_referral.court_participant
        referral_referralperson.full_name referral_referralperson.known_as referral_referralperson.age_note
        referral_referralperson.consent_name referral_referralperson.appropriate_adult_name
        referral_referralperson.appropriate_adult_relationship referral_communityresolution.victim_printed_name
        referral_communityresolution.victim_adult_name referral_communityresolution.offender_printed_name
        referral_communityresolution.offender_adult_name referral_worksheet.co_defendants referral_worksheet.ethnicity
        eligibility_carriedover.consent_name consent_consent.witness consent_consent.adult safeguarding_concern.who
        risk_measure.at_risk preparation_helper.name preparation_affected.name meeting_invitation.called
        meeting_custody.support_name meeting_expense.payee agreement_party.called allocation_allocation.people
    """,
    "how to reach somebody: it is sent to, and looked up by": """
        people_contactpoint.value people_contactpoint.postcode message_envelope.to_name message_envelope.to_address
        message_message.to_name message_message.to_address finding_candidate.postcode
        referral_referral.referrer_telephone referral_referral.referrer_email referral_referral.sender_address
        referral_referralperson.address referral_referralperson.postcode
        referral_referralperson.appropriate_adult_telephone referral_referralperson.appropriate_adult_address
        referral_referralcontact.value referral_referralcontact.match_key referral_providerpack.practitioner_contact
        eligibility_offencevictim.contact disclosure_disclosure.address
    """,
    "a number by which rows are matched": """
        people_person.reference finding_candidate.person_reference finding_candidate.offence_reference
        finding_candidate.person_key finding_candidate.offence_key finding_disclosure.reference
        finding_interest.reference finding_offer.reference finding_request.reference finding_victimnotice.reference
        referral_referral.collar_number referral_externalreference.value referral_externalreference.match_key
        referral_referralperson.reference referral_signoff.collar_number risk_policerequest.collar
        notes_systementry.reference notes_tracking.pnc_id notes_tracking.prison_number notes_tracking.ucrn
        court_courtreport.reference
    """,
    "a post, a body or a colleague: who did, said or got a thing": """
        documents_copy.recipient own_records_ownrecordsrequest.asked_by finding_offer.offered_by
        finding_request.made_to referral_referral.referrer_position referral_communityresolution.cautioned_by
        referral_communityresolution.original_sent_by referral_signoff.name referral_remedy.menu_offered_by
        referral_sentencing.report_author referral_worksheet.report_author referral_worksheet.offender_manager
        referral_worksheet.sent_to referral_worksheet.facilitator eligibility_offencevictim.organisation
        eligibility_basicfacts.judged_by suitability_interview.interviewer suitability_score.given_by
        safeguarding_told.name safeguarding_discussion.discussed_with risk_contactbar.varied_by
        risk_riskenquiry.asked_of risk_riskenquiry.answered_by risk_measure.owner risk_escalation.sent_to
        risk_worry.consulted_name risk_policerequest.officer risk_visitsummary.decided_by notes_tracking.facilitator
        notes_tracking.second_facilitator disclosure_bundle.recipient disclosure_disclosure.recipient
        disclosure_jointwork.contact disclosure_victimrequest.asked_by disclosure_detailsasked.officer
        disclosure_riskupdate.sender disclosure_risktold.name contact_approach.told_source
        contact_appointment.also_there contact_contact.professional preparation_measure.responsible
        preparation_need.responsible preparation_settledway.present meeting_arrangement.said_by
        meeting_safetymeasure.responsible meeting_gatelist.sent_to meeting_recordinguse.audience indirect_offer.present
        agreement_review.present agreement_onward.body followup_supportrequest.body
    """,
    "a place or a language": """
        people_person.language referral_referralperson.language referral_referral.place referral_referral.court
        referral_providerpack.where_held contact_appointment.place contact_contact.place court_plannedmeeting.place
        court_wantedpaper.kept_at preparation_preparation.area meeting_interpreterbooking.language
        indirect_draft.original_at indirect_offer.back_where
    """,
    "what a file, an offence or an activity is called, or by which way a thing was done": """
        documents_attachment.name referral_attachment.name disclosure_paper.title allocation_packitem.title
        finding_candidate.offence referral_sentencing.offence eligibility_intake.offence
        eligibility_conviction.offence agreement_onward.activity finding_request.way referral_referral.heard_of_us
        disclosure_victimrequest.told_how disclosure_risktold.acknowledged_how agreement_payment.seen_by
    """,
    "worked out by the product": """
        finding_candidate.why finding_extract.problem finding_rejected.reason suitability_score.band
    """,
    "a code from a list in policy, which figures count": """
        evaluation_feedback.pleased evaluation_feedback.disappointed evaluation_feedback.worries
        evaluation_feedback.impact evaluation_feedback.content evaluation_feedback.agreement_received
        evaluation_feedback.prepared evaluation_feedback.supported evaluation_feedback.needs_met
        evaluation_feedback.would_recommend evaluation_feedback.treated_fairly
    """,
}


def open_fields(kind: Any) -> Iterator["tuple[str, Field[Any, Any]]"]:
    """Personal columns of this kind that are kept with casework and not locked."""
    for model in apps.get_models():
        kept = getattr(getattr(model, "Privacy", None), "retention", "")
        if model.__module__.startswith("amends.") and kept in KEPT_WITH_CASEWORK:
            personal = personal_fields(model)
            for field in (each for each in model._meta.concrete_fields if each.name in personal):
                if isinstance(field, kind) and not isinstance(field, LockedField):
                    yield f"{model._meta.db_table}.{field.name}", field


def test_long_texts_and_answers_about_somebody_are_locked():
    assert {name for name, _ in open_fields(TextField | JSONField)} == set(OPEN)


def test_short_lines_about_somebody_are_locked_or_say_why_not():
    reasons = [name for names in OPEN_LINES.values() for name in names.split()]
    assert len(reasons) == len(set(reasons))
    assert {name for name, field in open_fields(CharField) if not field.choices} == set(reasons)


def test_texts_that_become_locked_are_locked_where_they_are_stored():
    """A migration that only changes the field would leave open what was written before."""
    changed, locked = set(), set()
    for (app, _), migration in MigrationLoader(None).disk_migrations.items():
        for done in migration.operations:
            if isinstance(done, AlterField) and isinstance(done.field, LockedField):
                changed.add((app, done.model_name.lower(), done.name))
            elif isinstance(done, LockTexts):
                locked |= {(app, model, name) for model, names in done.fields.items() for name in names}
    assert changed <= locked
