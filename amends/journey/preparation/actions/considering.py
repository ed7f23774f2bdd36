"""Culture, maturity and gender in somebody's plan (HMPPS 6.42)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.record.models import Act
from amends.journey.preparation.actions.noting import note
from amends.journey.preparation.models import Need
from amends.journey.preparation.rules.needs import considered


@dataclass(frozen=True)
class Considered:
    """What was considered of one thing and is done about it, or why nothing is needed."""

    words: str = ""
    planned: str = ""
    none_because: str = ""


@transaction.atomic
def consider(*, by: User, participant: Participant, said: Mapping[str, Considered]) -> None:
    """Write down what was considered of culture, maturity and gender, by kind. What is left empty stays as it is."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    known = considered(participant.needs.all())
    for kind, each in said.items():
        if not (each.words or each.none_because):
            continue
        need = known.get(kind) or Need(
            service_id=participant.service_id,
            file_id=participant.file_id,
            participant=participant,
            kind=kind,
            added_by=by,
        )
        none = bool(each.none_because and not each.words)
        need.words = each.none_because if none else each.words
        need.none_needed, need.planned = none, "" if none else each.planned
        need.responsible = by.name if need.planned else ""
        need.met_on = None if need.none_needed or not need.planned else need.met_on
        need.full_clean()
        need.save()
    note(by, participant, Act.ALTERATION, "need.considered")
