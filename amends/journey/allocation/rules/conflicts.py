"""Nobody facilitates for a person they are responsible for (KM-011; Wait 'til Eight section 3 para 6.1)."""

from dataclasses import dataclass

from django.db import connection

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.models import Allocation
from amends.service.workforce.models import Responsibility

SOURCE = "Wait 'til Eight section 3 para 6.1; Key messages 3, action 4"


@dataclass(frozen=True)
class Conflict:
    """Somebody answers for, or knows, somebody in the case. No names: whoever may open the file can look them up."""

    user_id: int
    participant_id: int
    kind: str

    @property
    def words(self) -> str:
        """In which way they have to do with each other."""
        return str(Responsibility.Kind(self.kind).label)


def conflicts_of(case: Case) -> list[Conflict]:
    """Every colleague who has to do with anybody in the case, today. PostgreSQL looks across the walls."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT user_id, participant_id, kind FROM workforce_conflicts(%s) ORDER BY 1, 2", [case.pk]
        )
        return [Conflict(*row) for row in cursor.fetchall()]


def check_free_of_conflict(case: Case, user_id: int) -> None:
    """Refuse the case to somebody who answers for anybody in it. A colleague of their team is free to take it."""
    found = [conflict for conflict in conflicts_of(case) if conflict.user_id == user_id]
    if found:
        raise Refused(
            words_for(case, found), source=SOURCE, opens="A colleague without that part can take it."
        )


def words_for(case: Case, found: list[Conflict]) -> str:
    """Why, with initials only."""
    initials = dict(
        Participant.objects.filter(pk__in=[c.participant_id for c in found]).values_list("pk", "initials")
    )
    parts = [f"{c.words.lower()} of {initials.get(c.participant_id, 'somebody')}" for c in found]
    return f"They have a conflict in {case.number}: {', '.join(parts)}."


def check_no_conflict(case: Case) -> None:
    """Refuse to go on (with a meeting, for example) while a facilitator of the case answers for somebody in it."""
    ours = set(Allocation.objects.live().filter(case=case).values_list("user_id", flat=True))
    found = [conflict for conflict in conflicts_of(case) if conflict.user_id in ours]
    if found:
        raise Refused(
            "A facilitator of this case answers for somebody in it.",
            source=SOURCE,
            opens="Find another facilitator in their place.",
        )
