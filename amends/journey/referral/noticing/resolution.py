"""The community resolution form: boxes mixed up, days that cannot be, and signatures that are not whose they seem."""

from collections.abc import Iterator

from amends.journey.referral.content import Rows
from amends.journey.referral.matching import CRIME_NUMBER
from amends.journey.referral.models import ExternalReference
from amends.journey.referral.noticing.notice import Check, Notice, check, know, stop
from amends.journey.referral.remedy_rules import is_community_remedy, offender_agreement
from amends.journey.referral.resolution_rules import resolution_problems


def references(rows: Rows) -> Iterator[Notice]:
    """STORM and ATHENA references in each other's box; letters where figures belong; the same kind given twice."""
    kinds = ExternalReference.Kind
    storm = next((r for r in rows.references if r.kind == kinds.STORM), None)
    athena = next((r for r in rows.references if r.kind == kinds.ATHENA), None)
    if storm and CRIME_NUMBER.search(storm.value) and not (athena and CRIME_NUMBER.search(athena.value)):
        words = "The STORM and ATHENA references seem to stand in each other's box."
        yield check("references-swapped", "references", words)
    for reference in rows.references:
        plain = "".join(c for c in reference.value.upper() if c.isalnum())
        if plain != reference.match_key:
            words = f"“{reference.value}” has a letter O where a nought belongs."
            yield check("letter-for-figure", "references", words)


def as_it_stands(rows: Rows) -> Iterator[Notice]:
    """Whatever would have stopped the form from being sent, where it came on paper all the same."""
    for problem in resolution_problems(rows):
        yield check("resolution", problem.where, problem.words)


def days(rows: Rows) -> Iterator[Notice]:
    """Signatures from before the incident (appendix F)."""
    happened, form = rows.referral.happened_on, rows.resolution
    if not form or not happened:
        return
    signed = {"victim_signed_on": "person harmed", "offender_signed_on": "person responsible"}
    for name, who in signed.items():
        day = getattr(form, name)
        if day and day < happened:
            words = f"The {who} is said to have signed before it happened. Have the day corrected."
            yield check("signed-before-incident", f"resolution.{name}", words)
    if form.cautioned_at and form.cautioned_at.date() < happened:
        yield check(
            "cautioned-before-incident", "resolution.cautioned_at", "The caution is dated before it happened."
        )


def signatures(rows: Rows) -> Iterator[Notice]:
    """An officer who signs for the person harmed; an inspector who closes the matter without them."""
    form = rows.resolution
    if not form:
        return
    if form.victim_signature_note:
        words = (
            f"{form.victim_signature_note}: if somebody else signed, the person harmed has chosen nothing."
        )
        yield stop("signed-by-other", "resolution.victim_signature_note", words)
    if any(line.role == "inspector" for line in rows.sign_offs):
        words = (
            "An inspector authorised it without the person harmed. That closes the matter for the police. "
            "It is no consent to the hub: the officer asks them first."
        )
        yield stop("inspector-only", "resolution.sign_offs", words)
        if form.offender_hub_consent == "yes":
            words = "The person responsible was told that it goes on. Say openly that it waits, and for whom."
            yield know("expectations", "resolution.offender_hub_consent", words)


def reply(rows: Rows) -> Iterator[Notice]:
    """What was said under caution tells how far somebody accepts it. Facilitators do not see it."""
    if rows.resolution and rows.resolution.caution_reply:
        words = "There is a reply to the caution. Weigh how far it accepts what happened; facilitators do not see it."
        yield know("caution-reply", "resolution.caution_reply", words)


def agreed_but_not_asked_for(rows: Rows) -> Iterator[Notice]:
    """An action the person harmed never asked for (appendix F, acceptance)."""
    for action in rows.actions:
        if action.agreed_place and not action.chosen_by_victim:
            words = f"“{action.get_number_display()}” was agreed but not asked for by the person harmed."
            yield check("not-requested", f"resolution.actions.{action.number}", words)


def out_of_court(rows: Rows) -> Iterator[Notice]:
    """What stands against a community remedy, and what has to be looked at again (EX-023, 024, 029, 128)."""
    remedy, referral = rows.remedy, rows.referral
    if remedy is None:
        return
    if remedy.needs_review:
        words = "Review: this is not a low-level matter. Screening needs a written reason to go on."
        yield stop("review", "remedy.low_level", words)
    if not is_community_remedy(referral):
        return
    if offender_agreement(rows).answer != "yes":
        words = "The agreement of the person responsible is missing. It does not go forward without it."
        yield stop("offender-agreement", "remedy.offender_agrees", words)
    if not remedy.menu_offered_on:
        yield check(
            "menu-not-offered", "remedy.menu_offered_on", "It is not noted that the menu was offered."
        )
    if remedy.cra1_request and not remedy.cra1_requested_on and not remedy.cra1_exception:
        words = "A community remedy came on another form. A request for the CRA1 has been drafted."
        yield check("cra1-missing", "remedy.cra1_request", words)


CHECKS: tuple[Check, ...] = (
    out_of_court,
    references,
    as_it_stands,
    days,
    signatures,
    reply,
    agreed_but_not_asked_for,
)
