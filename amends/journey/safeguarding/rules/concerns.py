"""Which concerns somebody may see, which have waited too long, and what may be passed on without agreement."""

from datetime import datetime, time

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Participant
from amends.foundation.clock.models import Clock
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.rules import has_consent
from amends.journey.safeguarding.models import Concern, Told
from amends.journey.safeguarding.rules.lead import answered_services

RECEIPT, DECISION = "safeguarding-receipt", "safeguarding-decision"
SOURCE = "Wait 'til Eight section 4 para 5 and appendix 3E 5"
CONFIDENTIAL = "Wait 'til Eight section 5 para 4"
NOON = time(12)


def visible_to(user: User) -> "QuerySet[Concern]":
    """Those they raised, answer for, or were let into, and none about themselves. PostgreSQL says the same again."""
    services = answered_services(user)
    mine = Q(raised_by=user) | Q(service__in=services) | Q(told__colleague=user)
    return Concern.objects.filter(mine).exclude(colleague=user).distinct()


def open_concern(user: User, concern_id: int) -> Concern:
    """One concern, for those who may see it. Raises Http404 for everybody else."""
    rows = visible_to(user).select_related(
        "service", "case", "about", "raised_by", "received_by", "decided_by"
    )
    found = rows.filter(pk=concern_id).first()
    if found is None:
        raise Http404
    return found


def decide_by(raised: datetime) -> datetime:
    """Noon of the next working day."""
    day = add_working_days(timezone.localtime(raised).date(), 1)
    return timezone.make_aware(datetime.combine(day, NOON))


def overdue(service: Service, now: datetime) -> list[Concern]:
    """Nobody has taken receipt in time, or decided in time, and the manager has not heard of it since."""
    running = Clock.objects.filter(service=service, name__in=(RECEIPT, DECISION), stopped_at__isnull=True)
    missed: dict[str, datetime] = {}
    for clock in running.filter(due_at__lte=now).order_by("due_at"):
        missed[clock.subject] = clock.due_at or now
    waiting = Concern.objects.filter(service=service, decision="").select_related("service")
    return [
        concern
        for concern in waiting
        if concern.subject in missed
        and (concern.escalated_at is None or concern.escalated_at < missed[concern.subject])
    ]


def overrides_for(concern: Concern, reason: str) -> bool:
    """Whether passing it on sets confidentiality aside; refused where nothing but danger would allow that (W8-227).

    Whoever has agreed that details are shared has nothing set aside. Without that, a child in danger is a reason
    always, serious harm to somebody else is one where the concern is about an adult or a threat, and nothing else is.
    """
    with as_clockwork(concern.service):  # the lead may not be able to open the file
        about = Participant.objects.filter(pk=concern.about_id or 0).first()
        if about and has_consent(about, "share_details"):
            return False
    if reason == Told.Reason.CHILD:
        return True
    if reason == Told.Reason.HARM and concern.kind in {Concern.Kind.ADULT, Concern.Kind.THREAT}:
        return True
    if reason == Told.Reason.AGREED and about is None:
        return False
    raise Refused(
        "They have not agreed that anything is passed on, and this reason does not set that aside.",
        source=CONFIDENTIAL,
        opens="Ask them first. Where a child could come to harm, choose that as the reason: no agreement is needed.",
        field="reason",
    )
