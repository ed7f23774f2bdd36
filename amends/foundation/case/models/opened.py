"""What was opened to somebody, as a condition: the row policies ask the same (`amends_grants`)."""

from django.db.models import Q
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.rules import access_of


def opened_to(user: User, files: str = "", *, whole: bool = False) -> Q:
    """Files that were opened to this user, are still open, and are of a side one of their roles may see.

    `files` is the way to the file from the rows asked for, such as "files__". With `whole`, only what was opened to a
    role of both sides.
    """
    access = access_of(user)
    sides = Q(**{f"{files}service__in": access.opens_both_sides})
    for service_id, side in () if whole else access.opens_one_side:
        sides |= Q(**{f"{files}service": service_id, f"{files}side": side})
    grants = f"{files}grants__"
    ends = Q(**{f"{grants}ends_at__isnull": True}) | Q(**{f"{grants}ends_at__gt": timezone.now()})
    still = Q(**{f"{grants}user": user, f"{grants}ended_at__isnull": True, f"{grants}suspended": False})
    return sides & still & ends
