"""What goes into somebody's parole or licence report from here, and the list of what is enforced as a file."""

from django.db import transaction

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.court.rules.compliance import NO_ADVERSE_EFFECT, Achieved, reported_of


@transaction.atomic
def parole_information(*, by: User, participant: Participant) -> Document:
    """What they have taken part in. Who declined, stopped or was never asked gets the same empty report (PF-108)."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    reported = reported_of(participant)
    context: dict[str, object] = {
        "name": participant.person.full_name,
        "no_adverse_effect": NO_ADVERSE_EFFECT,
        "done": reported.done,
    }
    if reported.requirement and reported.plan:
        held = [Achieved(m.get_kind_display(), m.held_on) for m in reported.plan.held if m.held_on]
        context |= {
            "order": reported.requirement.words,
            "made_on": reported.requirement.passed_on,
            "held": held,
        }
    return make_document(
        by=by,
        paper=Paper("parole-information", context, subject=f"participant:{participant.pk}"),
        belongs_to=participant.file,
    )


@transaction.atomic
def note_enforcement_taken(*, by: User, service: Service) -> None:
    """Somebody takes the list of what is enforced away as a file."""
    check_may(by, Permission.CASE_CLOSE, service)
    record(by=by, act=Act.DISCLOSURE, what="enforcement.taken", service_id=service.pk)
