"""Who types contacts into the host's record, and is that arranged?"""

from collections.abc import Iterable

from django.db.models import QuerySet

from amends.foundation.access.models import Service, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import held_today
from amends.foundation.lib.refusal import Refused
from amends.journey.contact.models import HostAccess

SOURCE = "Wait 'til Eight section 8 paras 3.1 and 3.2"
MISSING = "nobody is named who types your contacts into the host’s record. Please ask the coordinator."
FIELD_WORKERS = ("facilitator", "case_supervisor")


def host_access_of(user: User, service_id: int) -> HostAccess | None:
    """What is noted about somebody."""
    rows = HostAccess.objects.filter(service=service_id, user=user)
    return rows.select_related("inputter").first()


def is_arranged(access: HostAccess | None) -> bool:
    """Whether it is clear who types somebody's contacts in."""
    return access is not None and (access.direct or access.inputter_id is not None)


def check_can_arrange(user: User, inputter: User | None, *, direct: bool) -> None:
    """Refuse an inputter beside direct entry, and somebody who would type in for themselves."""
    if direct and inputter:
        raise Refused(
            "Whoever enters it themselves needs nobody to type it in.", source=SOURCE, field="inputter"
        )
    if inputter and inputter.pk == user.pk:
        raise Refused("Somebody else types it in.", source=SOURCE, field="inputter")


def field_workers(service: Service) -> "QuerySet[User]":
    """Those whose contacts go into the host's record."""
    held = held_today(service).filter(role__in=FIELD_WORKERS)
    return User.objects.filter(pk__in=held.values("user")).order_by("name", "pk")


def inputters(service: Service, besides: User) -> "QuerySet[User]":
    """Those who can type in for others: they see every case, so that they see what to type."""
    held = held_today(service).filter(sees=Sees.SERVICE, user__is_system=False)
    return User.objects.filter(pk__in=held.values("user")).exclude(pk=besides.pk).order_by("name", "pk")


def arrangements(service: Service) -> Iterable[tuple[User, HostAccess | None]]:
    """Each with what is noted about them: two queries."""
    rows = HostAccess.objects.filter(service=service).select_related("inputter")
    noted = {row.user_id: row for row in rows}
    return [(user, noted.get(user.pk)) for user in field_workers(service)]
