"""Keeping facilitators, their training, vetting, free times, responsibilities and hours."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from datetime import time as time_of_day

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.models import Case
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.workforce.models import (
    Facilitator,
    FreeTime,
    Responsibility,
    TimeEntry,
    Training,
    Vetting,
)
from amends.service.workforce.rules import check_supervisor
from amends.service.workforce.signals import responsibility_noted


def _keep(row: models.Model, *, by: User, service_id: int, what: str) -> None:
    """Check, save and trace a row."""
    new = row.pk is None
    row.full_clean()
    row.save()
    act = Act.COLLECTION if new else Act.ALTERATION
    subject = f"{row._meta.model_name}:{row.pk}"
    record(by=by, act=act, what=f"workforce.{what}", service_id=service_id, subject=subject)


@transaction.atomic
def add_facilitator(*, by: User, service: Service, user: User, details: Mapping[str, object]) -> Facilitator:
    """Give somebody who has an account a facilitator profile. `details` are fields of Facilitator."""
    check_may(by, Permission.WORKFORCE_MANAGE, service)
    facilitator = Facilitator(service=service, user=user, started_on=timezone.localdate())
    return _change(facilitator, by=by, details=details, what="facilitator_added")


@transaction.atomic
def change_facilitator(*, by: User, facilitator: Facilitator, details: Mapping[str, object]) -> Facilitator:
    """Correct a profile."""
    check_may(by, Permission.WORKFORCE_MANAGE, facilitator.service_id)
    return _change(facilitator, by=by, details=details, what="facilitator_changed")


def _change(facilitator: Facilitator, *, by: User, details: Mapping[str, object], what: str) -> Facilitator:
    for name, value in details.items():
        setattr(facilitator, name, value)
    if facilitator.supervisor:
        check_supervisor(facilitator, facilitator.supervisor)
    _keep(facilitator, by=by, service_id=facilitator.service_id, what=what)
    return facilitator


@transaction.atomic
def add_training(*, by: User, facilitator: Facilitator, details: Mapping[str, object]) -> Training:
    """Write down a course. One whose last day is attended without a completion day is complete today."""
    check_may(by, Permission.WORKFORCE_MANAGE, facilitator.service_id)
    training = Training(service_id=facilitator.service_id, facilitator=facilitator, **details)
    _keep(training, by=by, service_id=facilitator.service_id, what="training_added")
    return training


@transaction.atomic
def change_training(*, by: User, training: Training, details: Mapping[str, object]) -> Training:
    """Missed days are made up, or a mistake is corrected."""
    check_may(by, Permission.WORKFORCE_MANAGE, training.service_id)
    for name, value in details.items():
        setattr(training, name, value)
    _keep(training, by=by, service_id=training.service_id, what="training_changed")
    return training


@transaction.atomic
def add_vetting(*, by: User, facilitator: Facilitator, details: Mapping[str, object]) -> Vetting:
    """Write down that somebody was vetted; the worklist warns before it runs out."""
    check_may(by, Permission.WORKFORCE_MANAGE, facilitator.service_id)
    vetting = Vetting(service_id=facilitator.service_id, facilitator=facilitator, **details)
    _keep(vetting, by=by, service_id=facilitator.service_id, what="vetting_added")
    subject = f"facilitator:{facilitator.pk}"
    stop_clock(by=by, name="vetting-lapses", subject=subject)
    ends = timezone.make_aware(datetime.combine(vetting.valid_until, time_of_day(23, 59, 59)))
    about = About(
        service=facilitator.service,
        subject=subject,
        link=reverse("workforce:facilitator", args=[facilitator.pk]),
    )
    if ends > timezone.now():
        start_clock(by=by, name="vetting-lapses", about=about, due=ends)
    return vetting


@transaction.atomic
def set_free_times(*, by: User, facilitator: Facilitator, times: Iterable[tuple[int, str]]) -> None:
    """Say when somebody can usually work. Facilitators set their own."""
    if facilitator.user_id != by.pk:
        check_may(by, Permission.WORKFORCE_MANAGE, facilitator.service_id)
    facilitator.freetime_rows.all().delete()
    FreeTime.objects.bulk_create(
        FreeTime(service_id=facilitator.service_id, facilitator=facilitator, day=day, part=part)
        for day, part in sorted(set(times))
    )
    subject = f"facilitator:{facilitator.pk}"
    record(
        by=by,
        act=Act.ALTERATION,
        what="workforce.free_times_set",
        service_id=facilitator.service_id,
        subject=subject,
    )


@transaction.atomic
def note_responsibility(
    *, by: User, service: Service, user: User, details: Mapping[str, object]
) -> Responsibility:
    """Note for whom a colleague answers in another post, or whom they know. Everybody may note their own.

    Rooms that give out cases hear of it in the same transaction (Wait 'til Eight section 3 para 6.1).
    """
    if user.pk != by.pk:
        check_may(by, Permission.WORKFORCE_MANAGE, service)
    elif not may(by, Permission.CASE_SEE, service):
        raise Refused("You have no cases in this service.")
    responsibility = Responsibility(service=service, user=user, **details)
    _keep(responsibility, by=by, service_id=service.pk, what="responsibility_noted")
    responsibility_noted.send(sender=Responsibility, by=by, responsibility=responsibility)
    return responsibility


@transaction.atomic
def end_responsibility(*, by: User, responsibility: Responsibility, on: date) -> None:
    """They no longer answer for that person after a day; rooms that give out cases hear of it and look again."""
    if responsibility.user_id != by.pk:
        check_may(by, Permission.WORKFORCE_MANAGE, responsibility.service_id)
    responsibility.ends_on = on
    _keep(responsibility, by=by, service_id=responsibility.service_id, what="responsibility_ended")
    responsibility_noted.send(sender=Responsibility, by=by, responsibility=responsibility)


@transaction.atomic
def log_time(
    *,
    by: User,
    service_id: int,
    user: User,
    on: date,
    minutes: int,
    case: Case | None = None,
    activity: str = TimeEntry.Activity.CASEWORK,
    subject: str = "",
) -> TimeEntry:
    """Count time towards somebody's hours. `subject` is the row that it comes from; a correction replaces it."""
    entry = TimeEntry.objects.filter(user=user, subject=subject).first() if subject else None
    entry = entry or TimeEntry(service_id=service_id, user=user, subject=subject)
    entry.on, entry.minutes, entry.activity, entry.case = on, minutes, activity, case
    entry.full_clean()
    entry.save()
    what = "workforce.time_logged"
    record(
        by=by,
        act=Act.COLLECTION,
        what=what,
        service_id=service_id,
        case=case,
        subject=f"timeentry:{entry.pk}",
    )
    return entry
