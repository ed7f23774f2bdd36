"""Is this facilitator ready for cases: trained, vetted, in post, and how many hours are free?"""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.service.workforce.models import (
    Facilitator,
    FreeTime,
    Responsibility,
    Training,
    Vetting,
)

MOST_SUPERVISED = 2


@dataclass(frozen=True)
class Standing:
    """What decides whether somebody may be given cases, read once for many."""

    trained: bool
    course_days: tuple[int, int] | None
    vetted_until: date | None
    in_post: bool

    @property
    def unfinished_course(self) -> str:
        """Such as “2 of 3 days”; "" where no course was begun."""
        return f"{self.course_days[0]} of {self.course_days[1]} days" if self.course_days else ""


def facilitators_with_standing(service: Service | int, on: date | None = None) -> QuerySet[Facilitator]:
    """Facilitators of a service in one query, each with what `standing` reads and their free times."""
    day = on or timezone.localdate()
    course = Training.objects.filter(facilitator=OuterRef("pk"), course=Training.Course.FACILITATION)
    in_date = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    done = course.filter(in_date, completed_on__lte=day)
    best = course.order_by("-days_attended", "-pk")
    vetting = (
        Vetting.objects.filter(facilitator=OuterRef("pk"), decided_on__lte=day)
        .order_by()
        .values("facilitator")
    )
    free = FreeTime.objects.filter(facilitator=OuterRef("pk")).order_by("day", "part")
    service_id = service if isinstance(service, int) else service.pk
    return (
        Facilitator.objects.filter(service_id=service_id)
        .select_related("user")
        .annotate(
            is_trained=Exists(done),
            course_attended=Subquery(best.values("days_attended")[:1]),
            course_length=Subquery(best.values("days")[:1]),
            vetted_until=Subquery(vetting.annotate(last=Max("valid_until")).values("last")),
            free_days=ArraySubquery(free.values("day")),
            free_parts=ArraySubquery(free.values("part")),
        )
        .order_by("user__name", "pk")
    )


def standing(facilitator: Facilitator, on: date | None = None) -> Standing:
    """The standing of somebody read through `facilitators_with_standing`."""
    day = on or timezone.localdate()
    read = facilitator.__dict__
    days = None if read["course_attended"] is None else (read["course_attended"], read["course_length"])
    return Standing(
        trained=read["is_trained"],
        course_days=days,
        vetted_until=read["vetted_until"],
        in_post=facilitator.started_on <= day
        and (facilitator.ended_on is None or facilitator.ended_on >= day),
    )


def free_times(facilitator: Facilitator) -> list[tuple[int, str]]:
    """Days and parts of the week of somebody read through `facilitators_with_standing`."""
    read = facilitator.__dict__
    return list(zip(read["free_days"], read["free_parts"], strict=True))


def check_in_post(found: Standing) -> None:
    """Refuse somebody who has not started or has left."""
    if not found.in_post:
        raise Refused(
            "They are not in post now.", opens="Change the dates on their profile if that is wrong."
        )


def check_trained(found: Standing) -> None:
    """Refuse a case to somebody whose facilitation course is not complete (Wait 'til Eight table 4, coordinator)."""
    if found.trained:
        return
    short = (
        f"facilitator course incomplete ({found.unfinished_course})"
        if found.course_days
        else "no completed training"
    )
    raise Refused(
        f"They have not finished their training: {short}.",
        source="Wait 'til Eight table 4, coordinator; hub manual, training",
        opens="Record the completed course on their profile.",
    )


def check_vetted(found: Standing, on: date | None = None) -> None:
    """Refuse a case to somebody whose vetting is missing or has run out (hub manual C3, special requirements)."""
    day = on or timezone.localdate()
    if found.vetted_until and found.vetted_until >= day:
        return
    ran_out = found.vetted_until and f"Their vetting ran out on {long_date(found.vetted_until)}."
    raise Refused(
        ran_out or "They are not vetted yet.",
        source="Hub manual C3, special requirements",
        opens="Record new vetting on their profile.",
    )


def is_trained(user: User, service_id: int, on: date | None = None) -> bool:
    """Whether this user has completed the facilitation course in this service, and it still counts."""
    day = on or timezone.localdate()
    in_date = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    found = Training.objects.filter(
        in_date, facilitator__user=user, service_id=service_id, completed_on__lte=day
    )
    return found.filter(course=Training.Course.FACILITATION).exists()


def has_prior_work(user: User, *, full_name: str, participant_id: int) -> bool:
    """Whether a worker already answers for this person in another post, and so knows them."""
    today = timezone.localdate()
    current = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    same = Q(participant_id=participant_id) | Q(person_name__iexact=full_name)
    return Responsibility.objects.filter(current, same, user=user).exists()


def check_supervisor(volunteer: Facilitator, supervisor: Facilitator) -> None:
    """One facilitator supervises no more than two volunteers (Wait 'til Eight appendix 3E)."""
    others = Facilitator.objects.filter(supervisor=supervisor, ended_on__isnull=True).exclude(pk=volunteer.pk)
    if others.count() >= MOST_SUPERVISED:
        raise Refused(
            f"They already supervise {MOST_SUPERVISED}, which is the most.",
            source="Wait 'til Eight appendix 3E",
            opens="Choose another supervisor.",
            field="supervisor",
        )
