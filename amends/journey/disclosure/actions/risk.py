"""News about risk: telling everybody who has a part, with proof, and taking in what others know."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import FileGrant, Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell, tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import RiskTold, RiskUpdate
from amends.journey.disclosure.rules import check_can_share, check_means, check_names_nobody_harmed

SILENCE = "risk-exchange"


@transaction.atomic
def send_risk(
    *,
    by: User,
    participant: Participant,
    means: str,
    told: Sequence[tuple[str, str]],
    words: str = "",
    no_change: bool = False,
) -> RiskUpdate:
    """Send news about one person's risk to those named, as (who, name); each has still to acknowledge it.

    Refused by a way that is not in force (W8-240), to nobody, and with who or where the other side is (W8-248).
    """
    check_can_share(by, participant)
    check_means(participant.case.service, means)
    check_names_nobody_harmed(participant, words, [who for who, _ in told])
    if not told:
        raise Refused("Say who is told.", field="told")
    update = _keep(
        by, participant, RiskUpdate.Direction.OUT, words, by.name, no_change=no_change, means=means
    )
    for who, name in told:
        row = RiskTold(
            service_id=update.service_id, file_id=update.file_id, update=update, who=who, name=name
        )
        row.full_clean()
        row.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="risk.sent",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        recipient=", ".join(name or RiskTold.Who(who).label for who, name in told)[:200],
        details={"update": update.pk},
    )
    return update


@transaction.atomic
def receive_risk(
    *, by: User, participant: Participant, sender: str, words: str = "", no_change: bool = False
) -> RiskUpdate:
    """Take in what somebody outside the team knows; whoever works on that side hears of it at once."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    update = _keep(by, participant, RiskUpdate.Direction.IN, words, sender, no_change=no_change)
    _alert(participant, but=by)
    return update


@transaction.atomic
def receive_from_outside(
    *, by: User, participant: Participant, sender: str, words: str = "", no_change: bool = False
) -> RiskUpdate:
    """The same from an officer who sees no case: they write, and read nothing (W8-248)."""
    check_may(by, Permission.REFERRAL_MAKE, participant.service_id)
    with as_clockwork(participant.case.service):
        update = _keep(by, participant, RiskUpdate.Direction.IN, words, sender, no_change=no_change)
        _alert(participant, but=by)
    return update


@transaction.atomic
def acknowledge(*, by: User, told: RiskTold, how: str) -> None:
    """Somebody who was told has said so."""
    check_may(by, Permission.CONTACT_LOG, told.service_id)
    told.acknowledged_at, told.acknowledged_how = timezone.now(), how
    told.full_clean()
    told.save(update_fields=["acknowledged_at", "acknowledged_how"])
    record(
        by=by,
        act=Act.ALTERATION,
        what="risk.acknowledged",
        file=told.file,
        subject=f"participant:{told.update.participant_id}",
        details={"update": told.update_id},
    )


def _keep(
    by: User,
    participant: Participant,
    direction: str,
    words: str,
    sender: str,
    *,
    no_change: bool,
    means: str = "",
) -> RiskUpdate:
    update = RiskUpdate(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        direction=direction,
        words=words.strip(),
        no_change=no_change,
        means=means,
        sender=sender[:160],
        by=by,
    )
    update.full_clean()
    update.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"risk.news_{direction}",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )
    _wait_again(by, participant)
    return update


def _wait_again(by: User, participant: Participant) -> None:
    """From now on the time runs in which something should pass again (HMPPS framework 6.23)."""
    subject = f"participant:{participant.pk}"
    stop_clock(by=by, name=SILENCE, subject=subject)
    about = About(
        service=participant.case.service,
        subject=subject,
        case=participant.case,
        file=participant.file,
        link=reverse("disclosure:risk", args=[participant.pk]),
    )
    start_clock(by=by, name=SILENCE, about=about)


def _alert(participant: Participant, *, but: User) -> None:
    case, link = participant.case, reverse("risk:person", args=[participant.pk])
    words = f"{case.number}: there is news about risk from outside. Read it now."
    tell_permitted(service=case.service, permission=Permission.REFERRAL_SCREEN, words=words, link=link)
    open_now = FileGrant.objects.filter(file_id=participant.file_id, ended_at__isnull=True, suspended=False)
    for grant in open_now.exclude(user=but).select_related("user"):
        tell(user=grant.user, service=case.service, words=words, link=link)
