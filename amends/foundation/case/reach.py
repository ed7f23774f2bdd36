"""Which rows a user may see, for tables whose rows may belong to one file, to a case, or to the service alone."""

from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.case.models import Case, CaseFile, shut_to


def within_reach(user: User) -> Q:
    """Rows of the services seen whole, of the files that are open, and of cases where no file is named."""
    services = access_of(user).services(Sees.SERVICE)
    files = CaseFile.objects.visible_to(user).values("pk")
    cases = Case.objects.shared_with(user).values("pk")
    given = Q(file__in=files) | Q(file__isnull=True, case__in=cases)
    if not services:
        return given
    whole = Q(service__in=services) & (Q(case__isnull=True) | ~Q(case__in=shut_to(user)))
    return whole | given if access_of(user).opens_elsewhere(services) else whole
