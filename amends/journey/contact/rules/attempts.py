"""How often somebody was tried, and how much time went to a case."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.contact.models import Contact

ROWS_ON_THE_FORM = 3


@dataclass(frozen=True)
class Attempts:
    """`in_vain` counts what was tried since they were last reached; the paper form has three rows for it (EX-159)."""

    made: int
    in_vain: int
    ever_reached: bool

    @property
    def used_up(self) -> bool:
        """The three of the form are used. More are allowed."""
        return self.in_vain >= ROWS_ON_THE_FORM

    @property
    def words(self) -> str:
        """Such as “2 of 3 attempts”."""
        return f"{self.in_vain} of {ROWS_ON_THE_FORM} attempts without reaching them"


def attempts(participant: Participant) -> Attempts:
    """What was tried to reach somebody, whoever tried it."""
    rows = Contact.objects.filter(participant=participant).exclude(kind=Contact.Kind.LIAISON)
    return count(rows.order_by("at", "pk"))


def count(contacts: Iterable[Contact]) -> Attempts:
    """The same from contacts at hand, in the order in which they took place."""
    made = in_vain = 0
    ever_reached = False
    for contact in contacts:
        if contact.kind == Contact.Kind.LIAISON:
            continue
        made += contact.direction == Contact.Direction.OUT
        if contact.is_reached:
            in_vain, ever_reached = 0, True
        elif contact.direction == Contact.Direction.OUT:
            in_vain += 1
    return Attempts(made, in_vain, ever_reached)


def check_can_say_not_reached(participant: Participant) -> None:
    """Refuse “could not be reached” as an outcome while nobody has tried (W8-127)."""
    if attempts(participant).made == 0:
        raise Refused(
            "Nobody has tried to reach this person yet.",
            source="Wait 'til Eight table 2",
            opens="Log each attempt; after that it can be said that they could not be reached.",
        )


def minutes_on(case: Case) -> int:
    """Minutes of all contacts in the files that whoever acts may see, travel included."""
    return Contact.objects.filter(participant__case=case).aggregate(total=Sum("minutes"))["total"] or 0
