"""At which times of the week can somebody not come?"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.preparation.models import Unavailable

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TWO = 2
SOURCE = "Wait 'til Eight section 6 para 6.7"


def overlaps(row: Unavailable, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
    """Whether a meeting at that time would fall into it. What help was arranged for stands in nobody's way."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if row.help_arranged or start.weekday() not in row.days:
        return False
    return row.from_time < end.time() and start.time() < row.until_time


def words_of_days(days: Iterable[int]) -> str:
    """Such as “Monday to Friday” or “Tuesday, Thursday”."""
    chosen = sorted(days)
    if len(chosen) > TWO and chosen == list(range(chosen[0], chosen[-1] + 1)):
        return f"{DAYS[chosen[0]]} to {DAYS[chosen[-1]]}"
    return ", ".join(DAYS[day] for day in chosen)


def words_of(row: Unavailable) -> str:
    """Such as “HH, Monday to Friday 15:00 to 16:30”; the row has its participant."""
    times = f"{row.from_time:%H:%M} to {row.until_time:%H:%M}"
    return f"{row.participant.initials}, {words_of_days(row.days)} {times}"


def times_kept_free(case: Case) -> list[str]:
    """At which times people of the case cannot come, as far as whoever acts may see, for choosing a day."""
    rows = Unavailable.objects.filter(
        participant__case=case, participant__left_at__isnull=True, help_arranged=""
    ).select_related("participant")
    return [words_of(row) for row in rows.order_by("participant_id", "pk")]


def check_nobody_kept_away(case: Case, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    """Refuse a time at which somebody of the case cannot come; who it is, only to those who may open their file."""
    people = Participant.objects.filter(case=case, takes_part=True, left_at__isnull=True)
    seen = set(people.values_list("pk", flat=True))
    with as_clockwork(case.service):
        rows = Unavailable.objects.filter(participant__in=people).select_related("participant").order_by("pk")
        clashes = [row for row in rows if overlaps(row, starts_at, ends_at)]
    if not clashes:
        return
    named = [words_of(row) for row in clashes if row.participant_id in seen]
    raise Refused(
        f"Somebody cannot come then: {'; '.join(named)}." if named else "Somebody cannot come then.",
        source=SOURCE,
        opens="Choose another time, or say that it is planned all the same.",
        field="day",
    )
