"""Which resources can be picked, who can be a keyworker, and what a keyworker sees."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import held_today
from amends.foundation.case.models import Participant, Side
from amends.foundation.documents.rules import check_nothing_of_other_side
from amends.foundation.lib.refusal import Refused
from amends.journey.preparation.models import Keywork, ResourceUse
from amends.service.library.models import Entry
from amends.service.library.rules import at_place, entries_for

PLACE = "keywork"
SOURCE = "HMPPS framework 6.33"


def resources_for(user: User, service: Service) -> QuerySet[Entry]:
    """The maintained list: resources of the library that this person may read and that are in use."""
    current = entries_for(user, service).filter(kind=Entry.Kind.RESOURCE, standing=Entry.Standing.CURRENT)
    return current.filter(Q(editions__state="published") | ~Q(address="")).distinct()


def keyworkers(service: Service) -> QuerySet[User]:
    """Those who hold the role today."""
    keys = [role.key for role in ROLES.values() if Permission.KEYWORK_READ in role.may]
    here = held_today(service).filter(role__in=keys)
    return User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name", "pk")


def uses_of(participant: Participant) -> QuerySet[ResourceUse]:
    """What has been used with somebody, the newest first."""
    rows = ResourceUse.objects.filter(participant=participant).select_related("resource", "noted_by")
    return rows.order_by("-used_on", "-pk")


def keywork_of(participant: Participant) -> Keywork | None:
    """Who is their keyworker now, and what they are told."""
    rows = Keywork.objects.filter(participant=participant, until__isnull=True)
    return rows.select_related("keyworker", "file").first()


def check_can_have_keyworker(participant: Participant, keyworker: User, goals: str) -> None:
    """Refuse a keyworker without the role, for anybody but the person responsible, and goals that name the other side."""
    if participant.side == Side.HARMED:
        raise Refused("Only somebody in prison for what they did has a keyworker.", source=SOURCE)
    if not keyworkers(participant.case.service).filter(pk=keyworker.pk).exists():
        raise Refused("They do not have the role of a keyworker.", field="keyworker")
    try:
        with as_clockwork(participant.case.service):  # an officer knows nobody of the other side
            check_nothing_of_other_side(goals, participant.case, participant.side)
    except Refused as refusal:
        raise Refused(refusal.reason, source=refusal.source, opens=refusal.opens, field="goals") from None


def mine(user: User, service: Service) -> QuerySet[Keywork]:
    """The people somebody is keyworker for now."""
    return Keywork.objects.filter(keyworker=user, service=service, until__isnull=True).order_by("since", "pk")


@dataclass(frozen=True)
class Told:
    """All that a keyworker sees: whom it is about, by the name they know, the goals, and the guidance."""

    row: Keywork
    name: str


def told(rows: QuerySet[Keywork], service: Service) -> list[Told]:
    """Each with the name of the person they work with; nothing else of any file is read."""
    found = list(rows)
    with as_clockwork(service):
        people = Participant.objects.filter(pk__in=[row.participant_id for row in found])
        names = {person.pk: person.person.full_name for person in people.select_related("person")}
    return [Told(row, names[row.participant_id]) for row in found]


def open_keywork(user: User, service: Service, keywork_id: int) -> Told:
    """One person's goals, for their keyworker only. Raises Http404 for everybody else."""
    found = told(mine(user, service).filter(pk=keywork_id), service)
    if not found:
        raise Http404
    return found[0]


def guidance_for(user: User, service: Service) -> list[Entry]:
    """The guidance on key work that the service keeps in its library."""
    return at_place(user, service, PLACE)
