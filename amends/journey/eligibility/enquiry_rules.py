"""May this body be asked about this person, and what has been answered so far?"""

from collections.abc import Iterable
from dataclasses import dataclass

from amends.foundation.access.models import Agency, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.journey.eligibility.models import CarriedOver, Enquiry
from amends.journey.referral.models import Referral, ReferralPerson
from amends.service.sharing.rules import check_agreement

DECLARATION = "Essex manual, appendix E, consent declaration"
BODIES = {
    "hub": "the hub",
    "probation": "probation",
    "victim_support": "Victim Support",
    "police": "the police",
}


def bodies_covered(participant: Participant) -> set[str]:
    """The bodies that this person's own consent on a referral names; one that somebody else signed names none."""
    rows = CarriedOver.objects.filter(participant=participant, consent=ReferralPerson.Consent.GIVEN)
    own = rows.exclude(consent_how=ReferralPerson.ConsentHow.ON_BEHALF)
    return {body for row in own for body in row.consent_covers}


def is_covered(participant: Participant, agency: Agency) -> bool:
    """Whether the consent on the referral names this kind of body."""
    return agency.kind in bodies_covered(participant)


def check_ground(participant: Participant, agency: Agency, ground: str, words: str) -> None:
    """Refuse an enquiry on a consent that does not name the body, or on another ground without words (EX-136)."""
    if ground == Enquiry.Ground.CONSENT and not is_covered(participant, agency):
        names = sorted(BODIES.get(body, body) for body in bodies_covered(participant))
        covered = f"covers {', '.join(names)}," if names else "covers nobody, and so"
        raise Refused(
            f"The consent on the referral {covered} not {agency.name}.",
            source=DECLARATION,
            opens="Ask for a further consent, or record the legal ground.",
            field="ground",
        )
    if ground != Enquiry.Ground.CONSENT and not words.strip():
        raise Refused("Say on what ground this body may be asked.", source=DECLARATION, field="ground_words")


def check_can_ask(by: User, participant: Participant, agency: Agency) -> None:
    """Refuse without the permission, on a case that is closed or stopped, or to a body without an agreement in force."""
    check_may(by, Permission.ENQUIRY_SEND, participant.service_id)
    check_is_live(participant.case)
    if agency.service_id != participant.service_id or not agency.is_active:
        raise Refused("This body is not one the service works with.", field="agency")
    check_agreement(agency)


def referral_of(case: Case) -> Referral | None:
    """The referral from which the case was opened."""
    return Referral.objects.filter(case=case).select_related("service").order_by("received_at", "pk").first()


@dataclass(frozen=True)
class Progress:
    """How many enquiries were answered, and which are still open: 2 of 3."""

    answered: int
    total: int

    @property
    def words(self) -> str:
        return f"{self.answered} of {self.total} answered" if self.total else "none made"

    @property
    def is_complete(self) -> bool:
        return self.answered == self.total


def progress_of(enquiries: Iterable[Enquiry]) -> Progress:
    """Those that were given up do not count."""
    counted = [enquiry for enquiry in enquiries if enquiry.given_up_at is None]
    return Progress(sum(enquiry.replied_at is not None for enquiry in counted), len(counted))
