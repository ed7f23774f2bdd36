"""What the pages about facilitators show: tables and rows."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Sum
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag
from amends.foundation.pages.templatetags.amends import day
from amends.service.workforce.guide import workload
from amends.service.workforce.models import (
    Facilitator,
    FreeTime,
    Responsibility,
    TimeEntry,
    Training,
    Vetting,
)
from amends.service.workforce.rules import Standing, standing

SOON = 60


def standing_tags(found: Standing, today: dt.date) -> list[Tag]:
    """What stands in the way of cases, or that nothing does."""
    tags = []
    if not found.in_post:
        return [Tag("Not in post")]
    if not found.trained:
        tags.append(Tag(found.unfinished_course or "Not trained", "attention"))
    if not found.vetted_until or found.vetted_until < today:
        tags.append(Tag("Vetting missing" if not found.vetted_until else "Vetting ran out", "stop"))
    elif (found.vetted_until - today).days <= SOON:
        tags.append(Tag(f"Vetting ends {day(found.vetted_until)}", "waiting"))
    return tags or [Tag("Ready for cases", "good")]


def facilitators_table(facilitators: Iterable[Facilitator], today: dt.date) -> Table:
    """Everybody with what they are ready for."""
    columns = [
        Column("Name"),
        Column("Level"),
        Column("Area"),
        Column("Hours a month", numeric=True),
        Column("Standing"),
    ]
    rows = []
    for facilitator in facilitators:
        tag = standing_tags(standing(facilitator, today), today)[0]
        name = Cell(facilitator.user.name, reverse("workforce:facilitator", args=[facilitator.pk]))
        level = facilitator.get_level_display()
        rows.append([name, level, facilitator.area or "–", facilitator.hours_a_month, Cell(tag=tag)])
    return Table("Facilitators", columns, rows, "Nobody has a profile yet.")


def profile_rows(facilitator: Facilitator) -> list[Row]:
    """The profile itself."""
    limit = workload().open_cases if facilitator.case_limit is None else facilitator.case_limit
    return [
        Row("Level", facilitator.get_level_display()),
        Row("Post", "Volunteer" if facilitator.is_volunteer else "Paid"),
        Row("Specialist cases", "Approved" if facilitator.approved_for_specialist else "Not approved"),
        Row("Languages", ", ".join(["English", *facilitator.languages])),
        Row("Area", facilitator.area),
        Row("Hours a month for cases", facilitator.hours_a_month),
        Row("Open cases at most", limit),
        Row("Supervisor", facilitator.supervisor.user.name if facilitator.supervisor else ""),
        Row("In post", f"{day(facilitator.started_on)} to {day(facilitator.ended_on) or 'now'}"),
    ]


def free_words(pairs: Iterable[tuple[int, str]]) -> str:
    """Mon evening, Thu morning."""
    return ", ".join(f"{FreeTime.Day(d).label} {FreeTime.Part(p).label}" for d, p in pairs)


def training_table(trainings: Iterable[Training], *, manages: bool) -> Table:
    """Courses with what is still open; they lead on for whoever may change them."""
    rows = [
        [
            Cell(
                t.get_course_display(),
                reverse("workforce:change_training", args=[t.pk]) if manages else "",
            ),
            f"{t.days_attended} of {t.days}",
            Cell(
                tag=Tag(f"Completed {day(t.completed_on)}", "good")
                if t.completed_on
                else Tag("Not complete", "attention")
            ),
            day(t.valid_until) or "–",
        ]
        for t in trainings
    ]
    columns = [Column("Course"), Column("Days"), Column("State"), Column("Counts until")]
    return Table("Training", columns, rows, "No training is recorded yet.")


def vetting_table(vettings: Iterable[Vetting], today: dt.date) -> Table:
    """Checks with whether they still hold."""
    rows = [
        [
            v.get_level_display(),
            day(v.decided_on),
            Cell(day(v.valid_until), tag=None if v.valid_until >= today else Tag("Ran out", "stop")),
        ]
        for v in vettings
    ]
    return Table(
        "Vetting", [Column("Check"), Column("Result of"), Column("Holds until")], rows, "Not vetted yet."
    )


def responsibility_table(found: Iterable[Responsibility], facilitator: Facilitator) -> Table:
    """For whom somebody answers; what goes on leads to where its end is noted."""

    def until(row: Responsibility) -> Cell:
        end = reverse("workforce:end_responsibility", args=[facilitator.pk, row.pk])
        return Cell(day(row.ends_on)) if row.ends_on else Cell("now: note its end", end)

    rows = [[r.person_name, r.get_kind_display(), day(r.starts_on), until(r)] for r in found]
    columns = [Column("Person"), Column("How"), Column("Since"), Column("Until")]
    return Table("People they answer for or know", columns, rows, "Nobody is noted.")


def hours_table(user: User, since: dt.date) -> Table:
    """Hours by activity and case since a day."""
    entries = TimeEntry.objects.filter(user=user, on__gte=since).values("activity", "case__number")
    sums = entries.annotate(total=Sum("minutes")).order_by("activity", "case__number")
    labels = dict(TimeEntry.Activity.choices)
    rows = [[labels[s["activity"]], s["case__number"] or "–", f"{s['total'] / 60:.1f}"] for s in sums]
    columns = [Column("What"), Column("Case"), Column("Hours", numeric=True)]
    return Table(f"Hours since {day(since)}", columns, rows, "No time is written down yet.")
