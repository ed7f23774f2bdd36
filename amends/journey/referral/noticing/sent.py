"""The referral as it was sent: what is open, what contradicts itself, what is missing and what will not wait."""

from collections.abc import Iterator

from amends.foundation.lib.dates import long_date
from amends.foundation.policy.answers import effects
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.policy.questions import EffectKind
from amends.journey.referral.content import Rows
from amends.journey.referral.models import Attachment, ChecklistAnswer
from amends.journey.referral.noticing.notice import Check, Notice, check, know, stop
from amends.journey.referral.noticing.open_parts import open_parts
from amends.journey.referral.officer_rules import EXPLAINED, unexplained
from amends.journey.referral.sentence_rules import questionnaires_of

WAITING_FOR_COURT = {"charged", "awaiting_trial", "awaiting_sentence"}


def will_not_wait(rows: Rows) -> Iterator[Notice]:
    """A day before which somebody has to act."""
    referral = rows.referral
    if referral.needed_by:
        why = f" {referral.needed_why}" if referral.needed_why else ""
        yield stop("needed-by", "referral.needed_by", f"Act before {long_date(referral.needed_by)}.{why}")


def court(rows: Rows) -> Iterator[Notice]:
    """The checklist says that no case is going on while the court has not finished (appendix E, checklist)."""
    referral = rows.referral
    waiting = referral.court_stage in WAITING_FOR_COURT
    if waiting and rows.answer("court_case") == "no":
        when = (
            f" The hearing is on {long_date(referral.next_hearing_on)}." if referral.next_hearing_on else ""
        )
        yield stop(
            "court-not-finished",
            "checklist.court_case",
            f"The court has not finished, the checklist says no.{when}",
        )
    elif waiting and referral.next_hearing_on:
        yield know(
            "hearing", "referral.next_hearing_on", f"The hearing is on {long_date(referral.next_hearing_on)}."
        )
    if referral.court_stage == "sentenced" and referral.went_to_court == "no":
        yield check(
            "court-contradiction", "referral.court_stage", "Sentenced, yet said not to have gone to court."
        )
    if referral.happened_on and referral.sentenced_on and referral.sentenced_on < referral.happened_on:
        yield check(
            "sentenced-before-incident", "referral.sentenced_on", "The sentence is dated before it happened."
        )


def checklist(rows: Rows) -> Iterator[Notice]:
    """Lines nobody has answered plainly, remarks beside an answer, and answers the service found to be otherwise."""
    for line in rows.checklist:
        where, question = f"checklist.{line.question}", ChecklistAnswer.Question(line.question).label
        if line.is_open:
            yield check("to-be-assessed", where, f"To be assessed by the hub: {question}")
        if line.referrer_note:
            yield know("checklist-note", where, f"{question} {line.referrer_note}")
        if line.verified_answer and line.referrer_answer and line.verified_answer != line.referrer_answer:
            yield stop(
                "answer-corrected",
                where,
                f"{question} The referrer said {line.referrer_answer}, it is {line.verified_answer}.",
            )


def unfinished(rows: Rows) -> Iterator[Notice]:
    """What is left open, in one line: a referral may be sent unfinished (appendix E, last line)."""
    parts = open_parts(rows)
    if parts:
        yield check("open-parts", "referral", f"Not answered yet: {', '.join(parts)}.")


def leaflet(rows: Rows) -> Iterator[Notice]:
    """Given and explained are two things (appendix E, leaflet)."""
    given, explained = rows.referral.leaflet_given, rows.referral.leaflet_explained
    if given != "yes":
        yield check(
            "leaflet-not-given",
            "referral.leaflet_given",
            "The leaflet has not been handed over. Take one along.",
        )
    elif explained != "yes":
        yield check(
            "leaflet-not-explained",
            "referral.leaflet_explained",
            "The leaflet has not been explained. Do it at the first talk.",
        )
    if rows.referral.leaflet_note:
        yield know("leaflet-note", "referral.leaflet_note", f"Leaflet: {rows.referral.leaflet_note}")


def sender(rows: Rows) -> Iterator[Notice]:
    """How it came, and what the referrer declares."""
    referral = rows.referral
    if referral.sender_is_secure is False:
        words = (
            "It came from an address that is not secure. Answer with the link to the form, not with details."
        )
        yield stop("insecure-sender", "referral.sender_address", words)
    if referral.referrer_interest:
        words = f"The referrer has a link to it: {referral.referrer_interest}. Do not let them be the only source."
        yield check("referrer-interest", "referral.referrer_interest", words)
    if referral.referrer_note:
        yield know(
            "referrer-note", "referral.referrer_note", f"Reaching the referrer: {referral.referrer_note}"
        )
    if referral.known_links:
        words = f"Possible conflict of interest: {referral.known_links}. Ask before anybody is chosen for the case."
        yield check("known-links", "referral.known_links", words)


def neighbours(rows: Rows) -> Iterator[Notice]:
    """A dispute between neighbours comes through a partner (appendix D, neighbour disputes)."""
    if (
        rows.referral.form == "self"
        and rows.stated.get("referrer", {}).get("referral_type") == "neighbour_dispute"
    ):
        words = "A neighbour dispute cannot be self-referred. Tell them kindly whom to ask, and look for a double."
        yield stop("needs-partner", "referral.form", words)


def attachments(rows: Rows) -> Iterator[Notice]:
    """Files about risk are read first; letters for somebody go nowhere yet; what was announced may be missing."""
    for index, attachment in enumerate(rows.attachments, start=1):
        where = f"attachments.{index}"
        if attachment.kind == Attachment.Kind.RISK and not attachment.read_at:
            yield stop("risk-file-unread", where, f"Read the file about risk first: {attachment.name}")
        if attachment.kind == Attachment.Kind.LETTER:
            words = (
                f"A letter came with it ({attachment.name}). It must not be sent on: nobody has been asked."
            )
            yield stop("letter-enclosed", where, words)
        if attachment.stored_id is None and attachment.kind != Attachment.Kind.SCAN:
            yield check("attachment-missing", where, f"Said to be attached and not here: {attachment.name}")
    if rows.referral.attachments_note:
        yield check("attachments-note", "referral.attachments_note", rows.referral.attachments_note)


def worries(rows: Rows) -> Iterator[Notice]:
    """Facts that ask somebody to act for a person's safety, apart from what becomes of the referral."""
    stated = {
        name: value
        for layer in ("referrer", "agency", "coordinator")
        for name, value in rows.stated.get(layer, {}).items()
    }
    if stated.get("vulnerability_concern") == "true":
        words = "There is a worry about somebody's safety. Tell those who protect them today, whatever becomes of this."
        yield stop("safeguarding", "facts.vulnerability_concern", words)
    if stated.get("hate_or_extremism") == "true":
        flagged = rows.resolution is None or rows.resolution.flag_hate
        words = "There is an element of hate in it." + (
            "" if flagged else " No flag was ticked: ask the police to look again."
        )
        yield stop("hate-element", "facts.hate_or_extremism", words)
    if stated.get("fits_fire_service") == "true":
        yield check(
            "fire-service", "facts.fits_fire_service", "One for the fire and rescue service's own team."
        )


def before_a_sentence(rows: Rows) -> Iterator[Notice]:
    """A yes among the five questions: the referrer and the service talk before anything is proposed (W8-088)."""
    for key in questionnaires_of(rows.referral):
        for effect in effects(load_questionnaire(key), rows.answers.get(key, {})):
            if effect.kind == EffectKind.BLOCKS:
                yield stop("talk-first", f"answers.{key}.{effect.question}", effect.words)


def worksheet(rows: Rows) -> Iterator[Notice]:
    """Days that cannot be, and papers that are missing (W8-360, W8-361)."""
    sheet, sentenced = rows.worksheet, rows.referral.sentenced_on
    if sheet is None:
        return
    if sheet.notified_on and sentenced and sheet.notified_on < sentenced:
        words = "The service is said to have been told before the sentence was passed. Which day is right?"
        yield check("notified-before-sentence", "worksheet.notified_on", words)
    if sheet.report == "not_available":
        yield check("report-missing", "worksheet.report", "The pre-sentence report is not available.")
    if sheet.victim_information == "to_send":
        words = "Information about the person harmed has arrived. Send it separately."
        yield stop("victim-information", "worksheet.victim_information", words)


def departed(rows: Rows) -> Iterator[Notice]:
    """What an officer did not explain before the referral, and why it was sent all the same (PF-106)."""
    if EXPLAINED not in questionnaires_of(rows.referral):
        return
    said = rows.answers.get(EXPLAINED, {})
    blank, why = unexplained(said), str(said.get("departure") or "").strip()
    if blank and why:
        words = f"Sent although not explained: {'; '.join(blank.values())}. Reason: {why}"
        yield check("explanations-departed", f"answers.{EXPLAINED}.departure", words)


CHECKS: tuple[Check, ...] = (
    before_a_sentence,
    departed,
    worksheet,
    will_not_wait,
    court,
    checklist,
    unfinished,
    leaflet,
    sender,
    neighbours,
    attachments,
    worries,
)
