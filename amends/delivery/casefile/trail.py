"""Who has looked at a file, changed it, or given something out of it."""

from django.db.models import OuterRef, Subquery

from amends.delivery.casefile.wording import in_words
from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.foundation.pages.parts import Cell, Column, Table
from amends.foundation.pages.templatetags.amends import moment
from amends.foundation.record.models import Act, AuditEvent

NOBODY = "The service itself"


def trail_of_file(
    participant: Participant, *, act: str = "", before: int | None = None, size: int = 50
) -> list[AuditEvent]:
    """Every act on the file this person's details are in, looks included, newest first.

    The database leaves out what the acting user may not see. `before` is the key of the last line already shown.
    """
    events = AuditEvent.objects.filter(case_id=participant.case_id, file_id=participant.file_id)
    if act in Act.values:
        events = events.filter(act=act)
    if before:
        events = events.filter(pk__lt=before)
    names = User.objects.filter(pk=OuterRef("user_id")).values("name")
    return list(events.annotate(by_name=Subquery(names)).order_by("-pk")[:size])


def given_to(events: list[AuditEvent]) -> dict[int, str]:
    """To whom each line gave something, by the key of the line: the trail keeps keys of colleagues, people read names."""
    keys = {event.pk: event.recipient.removeprefix("user:") for event in events if event.recipient}
    colleagues = [int(key) for pk, key in keys.items() if key.isdecimal()]
    names = dict(User.objects.filter(pk__in=colleagues).values_list("pk", "name")) if colleagues else {}
    return {pk: names.get(int(key), "A colleague") if key.isdecimal() else key for pk, key in keys.items()}


def as_table(events: list[AuditEvent]) -> Table:
    """The lines as a table: when, what kind of act, what exactly, by whom, to whom."""
    columns = [Column("When"), Column("Act"), Column("What"), Column("By"), Column("Given to")]
    recipients = given_to(events)
    rows = [
        [
            Cell(moment(event.at)),
            event.get_act_display(),
            in_words(event.what, event.details),
            getattr(event, "by_name", None) or NOBODY,
            recipients.get(event.pk, ""),
        ]
        for event in events
    ]
    return Table(
        "Who has done what with this file", columns, rows, "Nothing of this kind.", caption_hidden=True
    )
