"""May this go to that body, may these papers travel together, who is still to be told, and who does the same twice?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, CaseFile, Participant, Side
from amends.foundation.case.rules import check_is_live
from amends.foundation.documents.rules import crossing
from amends.foundation.lib.dates import age_on, long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import setting, switchboard
from amends.journey.consent.rules.switches import NO
from amends.journey.disclosure.models import (
    Allowed,
    Disclosure,
    Mappa,
    MappaAgency,
    Part,
    RiskTold,
    VictimRequest,
)
from amends.journey.eligibility.enquiry_rules import bodies_covered
from amends.journey.eligibility.models import CarriedOver
from amends.service.partners.rules import is_secure_address
from amends.service.sharing.rules import check_agreement, means_in_force

SHARING = "Wait 'til Eight section 4 para 2 and 4; Crime and Disorder Act 1998 section 115"
SECURE = "Wait 'til Eight section 4 para 2 and 3"
APART = "Wait 'til Eight section 7 para 10.4"
ADULT = 18
Ground = Disclosure.Ground
MAY_BE_NAMED = {Side.HARMED, Side.PARTY_A, Side.PARTY_B}
TOLD_AS: dict[str, str] = {
    RiskTold.Who.OFFICER: AgencyKind.PROBATION,
    RiskTold.Who.PRISON: AgencyKind.PRISON,
    RiskTold.Who.POLICE: AgencyKind.POLICE,
    RiskTold.Who.OTHER: AgencyKind.OTHER,
}


def bodies_agreed(participant: Participant) -> set[str]:
    """The kinds of body to which this person lets their details go: on the switchboard, else on the referral."""
    board = switchboard(participant)
    if board["take_part"].state in NO:
        return set()  # whoever has stopped lets nothing go any more, whatever the referral says (PF-107)
    switch = board["share_details"]
    if switch.last is None:
        return bodies_covered(participant)
    return set(switch.last.covers) if switch.is_on else set()


def consent_behind(participant: Participant, agency: Agency) -> tuple[Consent | None, str]:
    """The consent that lets this body know, and how the record calls it; nothing where none does (W8-321)."""
    last = switchboard(participant)["share_details"].last
    if last is not None:
        return last, f"Consent {last.pk}, given {long_date(last.given_on)}"
    carried = CarriedOver.objects.filter(participant=participant, consent_covers__contains=[agency.kind])
    found = carried.select_related("referral").order_by("-pk").first()
    return None, f"Consent on referral {found.referral.number}" if found else ""


def given_with_consent(case: Case) -> "QuerySet[Disclosure]":
    """What the body of whoever acts was told with consent that still stands, also from a file that is shut to them."""
    theirs = RawSQL("SELECT unnest(disclosure_given(%s))", [case.pk])
    return Disclosure.objects.filter(pk__in=theirs).select_related("agency", "by").order_by("-pk")


def has_agreed_to(participant: Participant, agency: Agency) -> bool:
    """Whether their consent covers this body."""
    return agency.kind in bodies_agreed(participant)


def check_disclosure(participant: Participant, agency: Agency, ground: str, reasons: str) -> None:
    """Refuse consent that was not given, other grounds without reasons, and a body without an agreement in force.

    Where an overriding public interest calls for it, somebody's safety does not wait for a signature; but some rules
    let nothing about somebody harmed go without their consent (PF-058): there a concern about safety goes its own way.
    """
    named = participant.side in MAY_BE_NAMED
    if ground != Ground.CONSENT and named and setting(participant.case, "share_without_consent") is False:
        raise Refused(
            "Under these rules nothing about somebody harmed is shared without their consent.",
            source="HMPPS framework 4.15 and 6.38",
            opens="Ask them. Where somebody is in danger, raise a concern: Safeguarding.",
            field="ground",
        )
    if ground == Ground.CONSENT and not has_agreed_to(participant, agency):
        raise Refused(
            f"No consent is on record that lets {agency.name} know this.",
            source=SHARING,
            opens="Ask them first, or state another ground with its reasons.",
            field="ground",
        )
    if ground != Ground.CONSENT and not reasons.strip():
        raise Refused("Without their consent, write down the reasons.", source=SHARING, field="reasons")
    if ground != Ground.PUBLIC_INTEREST:
        check_agreement(agency)


def check_address(service: Service, address: str) -> None:
    """Refuse to send case information to an address that is not on the list of secure domains (W8-168)."""
    if not is_secure_address(service, address):
        raise Refused(
            f"“{address}” is not at a secure domain, so case information cannot go there.",
            source=SECURE,
            opens="Use the body’s own system, or have its secure domain put on the list: Partners, Safe e-mail domains.",
            field="address",
        )


def check_same_side(file: CaseFile, other_file_id: int) -> None:
    """Refuse papers of the two sides in one bundle (W8-334)."""
    if file.pk != other_file_id:
        raise Refused(
            f"This bundle holds papers of one side only: {file.get_side_display().lower()}.",
            source=APART,
            opens="Put this paper into a second bundle with a cover sheet of its own.",
            field="about",
        )


def check_means(service: Service, means: str) -> None:
    """Refuse a way of passing on risk that is not in force here (W8-240)."""
    if means not in {row.means for row in means_in_force(service)}:
        raise Refused(
            "This way of passing on risk is not in force here.",
            source="Wait 'til Eight section 5 para 8",
            opens="The manager records which ways are: Partners, How risk is passed on.",
            field="means",
        )


def check_names_nobody_harmed(participant: Participant, words: str, told: Iterable[str]) -> None:
    """Refuse news that goes out and says who somebody in the case is or how to reach them (W8-248).

    The side harmed may be named where this person's consent covers every body that is told; the other side never is.
    """
    bodies = {TOLD_AS[who] for who in told if who != RiskTold.Who.TEAM}
    is_covered = participant.side in MAY_BE_NAMED and bodies <= bodies_agreed(participant)
    if crossing(words, case=participant.case, file=participant.file if is_covered else None):
        raise Refused(
            "It says who somebody in the case is, or how to reach them.",
            source="Wait 'til Eight section 5 para 13.1",
            opens="Leave that out: the case number says enough.",
            field="words",
        )


def untold(service: Service) -> "QuerySet[MappaAgency]":
    """Active agencies nobody has told yet; a case with one is in breach (PF-041)."""
    rows = MappaAgency.objects.filter(service=service, active=True, told_on__isnull=True)
    return rows.select_related("file__case", "mappa__participant").order_by("file__case__number", "name")


def untold_of(mappa: Mappa) -> list[MappaAgency]:
    """The same for one person."""
    return [row for row in mappa.agencies.order_by("name") if row.active and row.told_on is None]


def check_partners_answered(participant: Participant) -> None:
    """Refuse to find somebody suitable while a partner who was told has not answered, or the plan waits (PF-122)."""
    mappa = Mappa.objects.filter(participant=participant).first()
    if mappa is None:
        return
    told = mappa.agencies.filter(active=True, told_on__isnull=False).order_by("name")
    silent = [agency.name for agency in told if agency.answered_on is None]
    lacks = [f"no answer yet from {', '.join(silent)}"] if silent else []
    if told and mappa.plan_reviewed_on is None:
        lacks.append("the risk management plan has not been looked at again")
    if lacks:
        raise Refused(
            f"MAPPA: {'; '.join(lacks)}.",
            source="HMPPS framework 6.24 and 6.39",
            opens="Enter the answers and the review on the MAPPA page; “nothing known” is an answer.",
            field="outcome",
        )


def check_officer_was_told(request: VictimRequest) -> None:
    """Refuse to release anything before the officer who manages the sentence knows of the request (PF-056)."""
    if request.told_on is None:
        raise Refused(
            "The officer who manages the sentence has not been told that a provider asked.",
            source="HMPPS framework 4.15",
            opens="Tell them first, without any contact details, and note it.",
        )


def check_may_pass(allowed: Allowed | None, on: date | None = None) -> Allowed:
    """Refuse to pass anything on that the person has not allowed, or no longer allows (W8-335)."""
    if allowed is None:
        raise Refused(
            "They have not allowed this to be passed on.",
            source="Wait 'til Eight section 7 para 10.5",
            opens="Ask them first, and write down what may be said and what may not.",
            field="allowed",
        )
    if allowed.taken_back_on:
        raise Refused("They have taken it back.", source="Wait 'til Eight section 7 para 10.5")
    if allowed.passed_on:
        raise Refused("This has been passed on already.", source="Wait 'til Eight section 7 para 10.5")
    return allowed


def check_only_adults(case: Case) -> None:
    """Refuse joint work while somebody under 18 is responsible in our case: they belong to the other one (EX-076)."""
    today = timezone.localdate()
    people = Person.objects.filter(
        participant__case=case,
        participant__side__in=["responsible", "party_a", "party_b"],
        participant__part=Participant.Part.PRINCIPAL,
        participant__takes_part=True,
        participant__left_at__isnull=True,
    ).select_related("participant")
    young = [
        person.participant.initials
        for person in people
        if person.under_18 or (person.date_of_birth and age_on(person.date_of_birth, today) < ADULT)
    ]
    if young:
        raise Refused(
            f"{', '.join(young)} is under 18 and belongs to the youth justice service’s case.",
            source="Hub manual, roles, youth offending services",
            opens="Take them out of this case first; only adults stay in it.",
        )


@dataclass(frozen=True)
class Flag:
    """Two bodies that do the same, or something that nobody does."""

    kind: str
    words: str


def flags_of(parts: Iterable[Part]) -> list[Flag]:
    """Where two bodies act on the same matter for one side, and where none does (KM-004)."""
    by_need: dict[tuple[int, str], list[Part]] = defaultdict(list)
    for part in parts:
        by_need[part.file_id, part.need].append(part)
    found = []
    for rows in by_need.values():
        names = sorted(row.agency.name for row in rows if row.agency and row.counts)
        need = rows[0].get_need_display().lower()
        if len(names) > 1:
            found.append(Flag("twice", f"{' and '.join(names)} both: {need}."))
        elif not names:
            found.append(Flag("nobody", f"Nobody is down to {need}."))
    return found


def check_can_share(by: User, participant: Participant) -> None:
    """Refuse without the right to work on the case, or on one that is closed or stopped."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
