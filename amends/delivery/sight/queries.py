"""The trail of a whole service, both sides' records side by side, and cases without anybody in them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.crypto import salted_hmac

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.people.models import Person
from amends.foundation.people.rules import namesakes
from amends.foundation.record.models import Act, AuditEvent

LOOKING_BACK = timedelta(days=30)
COMPARED = "trail.compared"
AT_ONCE = 50
STUDIED = ("key", "family", "roles", "specialist", "stage", "opened", "weeks", "milestones")


def trail_of(
    service: Service, *, act: str = "", before: int | None = None, size: int = 50
) -> list[AuditEvent]:
    """What was done in a service, newest first. The row policies leave out what whoever acts may not know of."""
    events = AuditEvent.objects.filter(service_id=service.pk)
    if act == "refused":
        events = events.filter(what__startswith="refused.")
    elif act in Act.values:
        events = events.filter(act=act)
    if before:
        events = events.filter(pk__lt=before)
    names = User.objects.filter(pk=OuterRef("user_id")).values("name")
    numbers = Case.objects.filter(pk=OuterRef("case_id")).values("number")
    events = events.annotate(by_name=Subquery(names), case_number=Subquery(numbers))
    return list(events.order_by("-pk")[:size])


@dataclass(frozen=True)
class Compared:
    """One kind of act on the two sides' files: how often, by how many people, how often at night."""

    act: str
    numbers: dict[str, tuple[int, int, int]]

    @property
    def label(self) -> str:
        """The act in words; an attempt that was refused is none of the six."""
        return dict(Act.choices).get(self.act, "Tried and refused")

    @property
    def sides(self) -> list[tuple[int, int, int]]:
        """Person harmed, then person responsible."""
        return [self.numbers.get(side, (0, 0, 0)) for side in (Side.HARMED, Side.RESPONSIBLE)]


def side_by_side(service: Service) -> list[Compared]:
    """The last thirty days; the same for whoever may ask, because only numbers come back."""
    since = timezone.now() - LOOKING_BACK
    found: dict[str, dict[str, tuple[int, int, int]]] = {act: {} for act in [*Act.values, "refused"]}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT side, act, times, people, at_night FROM record_by_side(%s, %s)", [service.pk, since]
        )
        for side, act, *numbers in cursor.fetchall():
            found[act][side] = (numbers[0], numbers[1], numbers[2])
    return [Compared(act, numbers) for act, numbers in found.items()]


def last_compared(service: Service) -> datetime | None:
    """When somebody last looked at the comparison before now."""
    looks = AuditEvent.objects.filter(service_id=service.pk, what=COMPARED).order_by("-pk")
    return looks.values_list("at", flat=True).first()


def studied(service: Service) -> Iterator[tuple[object, ...]]:
    """The cases of a service under keys that lead back to none of them."""
    secret = salted_hmac("studied", str(service.pk), secret=settings.SECRET_KEY, algorithm="sha256").digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM case_studied(%s, %s)", [service.pk, hashlib.sha256(secret).hexdigest()])
        yield from cursor.fetchall()


def other_matters(participant: Participant) -> list[Person]:
    """The same human being in other cases: the same name and, where both are known, the same birthday.

    Two records of one person never name each other; only here, for who may see both, are they put side by side.
    """
    known = participant.person
    rows = namesakes(known.full_name, participant.service_id).exclude(participant__case=participant.case_id)
    rows = rows.select_related("participant__case", "participant__file")
    if known.date_of_birth:
        rows = rows.filter(Q(date_of_birth=known.date_of_birth) | Q(date_of_birth__isnull=True))
    return list(rows.order_by("-pk")[:AT_ONCE])
