"""Telling whoever has a clock. Whoever does not work on a case does not hear of it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Membership, Service, User
from amends.foundation.access.roles import ROLES, Sees
from amends.foundation.case.models import FileGrant
from amends.foundation.clock.calendar_actions import Moved
from amends.foundation.clock.models import Clock
from amends.foundation.lib.dates import long_date
from amends.foundation.messages.actions import tell, tell_role


def tell_of_moved(service: Service, moved: Iterable[Moved]) -> None:
    """Whoever has a clock hears that its limit has moved because of a holiday."""
    for each in moved:
        clock = each.clock
        if clock.due_at is None:
            continue
        what = f"{clock.reference}: {clock.title}" if clock.reference else clock.title
        was, now = (timezone.localtime(day).date() for day in (each.before, clock.due_at))
        words = f"{what[:120]} is now due on {long_date(now)}, not on {long_date(was)}: a bank holiday."
        tell_holders(service, clock, words, f"clock:{clock.pk}:moved:{now}", set())


def tell_holders(service: Service, clock: Clock, words: str, about: str, also: set[str]) -> None:
    """Tell whoever has the clock by name, else those with its role, and `also` these roles."""
    if clock.owner:
        tell(user=clock.owner, service=service, words=words, link=clock.link, about=about)
    # A page of the owner's own, such as the offers made to them, shows nothing to anybody else.
    link = reverse("casefile:case", args=[clock.case.number]) if clock.owner and clock.case else clock.link
    roles = also | ({clock.role} if clock.role and not clock.owner else set())
    for role in sorted(roles):
        if (
            clock.case_id and ROLES[role].sees is Sees.GRANTED
        ):  # whoever does not work on a case does not hear of it
            for user in _who_works_on(clock, role):
                tell(user=user, service=service, words=words, link=link, about=about)
        else:
            tell_role(service=service, role=role, words=words, link=link, about=about)


def _who_works_on(clock: Clock, role: str) -> list[User]:
    """Those with this role who may open the clock's file, or any file of its case where it names none."""
    where = {"file": clock.file_id} if clock.file_id else {"file__case": clock.case_id}
    grants = FileGrant.objects.filter(**where, ended_at__isnull=True, suspended=False)
    theirs = Membership.objects.filter(service=clock.service_id, role=role, user__in=grants.values("user"))
    return list(User.objects.filter(pk__in=theirs.values("user"), is_active=True).order_by("pk"))
