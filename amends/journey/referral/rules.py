"""May this referral be sent, changed, answered or decided? Each refusal says why, its source and what opens it."""

from django.db import connection
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of, check_may, may
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.journey.referral.content import IncompleteError, Problem, Rows
from amends.journey.referral.form_rules import PARTS, minimum_of
from amends.journey.referral.matching import reference_key
from amends.journey.referral.models import Attachment, Referral, ReferralPerson
from amends.journey.referral.models.referral import Form, Reason
from amends.journey.referral.resolution_rules import resolution_problems, sending_problems
from amends.journey.referral.sentence_rules import sentence_parts

FORM_SOURCE = "Essex manual, appendix E"


def risk_is_due(referral: Referral) -> bool:
    """Whether nothing about risk has passed for longer than it should; the referrer is asked too (HMPPS 6.23)."""
    if referral.case_id is None:
        return False
    with as_clockwork(referral.service):  # the clock hangs on a file that a referrer may not see
        late = Clock.objects.filter(case=referral.case_id, name="risk-exchange", stopped_at__isnull=True)
        return late.filter(due_at__lt=timezone.now()).exists()


def check_ready(rows: Rows, *, strict: bool = True) -> None:
    """Refuse a referral that cannot be taken yet, with all of its problems at once.

    What came on paper is taken as it is (`strict` off): its gaps become notices for the coordinator.
    """
    problems = [*rows.problems, *missing_parts(rows)]
    if strict:
        problems += [*_adult_signs(rows), *resolution_problems(rows), *sending_problems(rows)]
    if problems:
        source = "Essex manual, appendices F and G" if rows.resolution else FORM_SOURCE
        raise IncompleteError(problems, source)


def missing_parts(rows: Rows) -> list[Problem]:
    """What the minimum asks for and is not there; an "other" reason without words (EX-133)."""
    present = {
        "referral.incident": rows.referral.incident or (rows.resolution and rows.resolution.offence),
        "people.1.full_name": any(person.full_name for person in rows.people),
        "referral.referrer_name": rows.referral.referrer_name or rows.referral.form == Form.SELF,
        "referrer.contact": _can_be_reached(rows),
        "referral.happened_on": rows.referral.happened_on or rows.referral.happened_note,
        "people.1.consent": any(person.consent for person in rows.people),
    }
    problems = [
        Problem(where, PARTS[where])
        for where in minimum_of(rows.referral.service)
        if not (present[where] if where in present else getattr(rows.referral, where.partition(".")[2]))
    ]
    if Reason.OTHER in rows.referral.reasons and not rows.referral.reason_other:
        problems.append(Problem("referral.reason_other", "You ticked “another reason”. Say which."))
    return problems + sentence_parts(rows)


def _can_be_reached(rows: Rows) -> bool:
    referral = rows.referral
    own = bool(referral.referrer_telephone or referral.referrer_email or referral.sender_address)
    paper = referral.form == Form.CRA1 and bool(rows.sign_offs)
    self_referred = referral.form == Form.SELF and any(rows.contacts)
    return own or paper or self_referred


def _adult_signs(rows: Rows) -> list[Problem]:
    """Somebody who needs an appropriate adult does not agree without that adult signing (EX-139)."""
    return [
        Problem(
            f"people.{person.position}.appropriate_adult_signed",
            f"{person.full_name} needs an appropriate adult, who signs as well. Until then leave it as not asked.",
        )
        for person in rows.people
        if person.appropriate_adult_needed == "yes"
        and person.consent == ReferralPerson.Consent.GIVEN
        and not person.appropriate_adult_signed
    ]


def is_staff_of(user: User, service: Service | int) -> bool:
    """Whether this user sees the whole service, and so all of its referrals."""
    return (service if isinstance(service, int) else service.pk) in access_of(user).services(Sees.SERVICE)


def check_is_mine(user: User, referral: Referral) -> None:
    """Refuse anybody but the one who made it and the people of the service."""
    if referral.referrer_id != user.pk and not is_staff_of(user, referral.service_id):
        raise Refused("This referral is not yours.")
    check_may(user, Permission.REFERRAL_MAKE, referral.service_id)


def check_is_draft(referral: Referral) -> None:
    """Refuse to change as a draft what has been sent."""
    if not referral.is_draft:
        raise Refused("This referral has been sent.", opens="Change it on its own page, and say why.")


def check_is_open(referral: Referral) -> None:
    """Refuse once it has been decided."""
    if not referral.is_open:
        raise Refused(
            f"This referral is closed: {referral.get_status_display().lower()}.",
            opens="The coordinator can open it again.",
        )


def check_version(
    referral: Referral, version: int | None, by: str, changes: list[tuple[str, str, str]]
) -> None:
    """Refuse to overwrite what somebody else saved in the meantime."""
    if version is not None and referral.version != version:
        raise ChangedMeanwhile(by or "Somebody", changes)


def may_decide(user: User, referral: Referral) -> bool:
    """Whether the buttons of the coordinator are shown."""
    return may(user, Permission.REFERRAL_SCREEN, referral.service_id)


def check_can_decide(user: User, referral: Referral) -> None:
    """Refuse a decision without the permission, twice, or before the files about risk were read (EX-134)."""
    check_may(user, Permission.REFERRAL_SCREEN, referral.service_id)
    check_is_open(referral)
    check_risk_files_read(referral)


def check_risk_files_read(referral: Referral) -> None:
    """Refuse to end the screening while a file about risk is unread."""
    unread = referral.attachments.filter(
        kind=Attachment.Kind.RISK, stored__isnull=False, read_at__isnull=True
    )
    if unread.exists():
        raise Refused(
            "A file about risk has not been read yet.",
            source=FORM_SOURCE,
            opens="Open it and mark it as read.",
        )


class VictimInformationRefused(Refused):
    """Information about the person harmed was about to be put where the other side's people look."""


def check_may_attach(referral: Referral, kind: str) -> None:
    """Refuse to attach information about the person harmed to a worksheet: it goes by its own way (W8-361)."""
    if referral.form == Form.WORKSHEET and kind == Attachment.Kind.VICTIM:
        raise VictimInformationRefused(
            "Information about the person harmed is never attached to the worksheet.",
            source="Wait 'til Eight appendix 7G page 2",
            opens="Send the worksheet first; then it is sent separately."
            if referral.is_draft
            else "It is sent separately: there is a task for it now.",
            field="kind",
        )


def leaflet_is_open(referral: Referral) -> bool:
    """Whether the leaflet still has to be handed over or explained (EX-135)."""
    return not (referral.leaflet_given == "yes" and referral.leaflet_explained == "yes")


def same_reference(service: Service, value: str, besides: Referral | None = None) -> list[tuple[str, object]]:
    """Number and day of referrals that carry this reference already, and nothing else of them (EX-142)."""
    key = reference_key(value)
    if not key:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM referral_same_reference(%s, %s, %s)",
            [key, service.pk, besides.pk if besides else None],
        )
        return list(cursor.fetchall())
