"""Who holds which role, who may open which file, and which keys somebody should look at again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from amends.foundation.access.models import Membership, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ONE_SIDE, ROLES, Role, Sees
from amends.foundation.access.rules import OF_PROGRAMS, held_today
from amends.foundation.case.grant_actions import limit_of
from amends.foundation.case.models import Case, CaseFile, FileGrant

LOOK_AGAIN_AFTER = timedelta(days=90)
AT_ONCE = 50


def memberships_now(service: Service) -> QuerySet[Membership]:
    """The roles that people hold in the service today."""
    rows = held_today(service).filter(user__is_system=False)
    return rows.select_related("user").order_by("user__name", "pk")


@dataclass
class RoleLine:
    """A role with those who hold it."""

    role: Role
    holders: list[User] = field(default_factory=list)

    @property
    def is_gap(self) -> bool:
        """A function the service cannot be without, and nobody has it (Wait 'til Eight, section 3 table 4)."""
        return self.role.must_be_held and not self.holders


def roles_of(service: Service) -> list[RoleLine]:
    """Every role people can have, in the order of the table, with its holders."""
    lines = {key: RoleLine(role) for key, role in ROLES.items() if key not in OF_PROGRAMS}
    for membership in memberships_now(service):
        if membership.role in lines:
            lines[membership.role].holders.append(membership.user)
    return list(lines.values())


def who_may(lines: Iterable[RoleLine]) -> list[tuple[Permission, list[str]]]:
    """Each permission with the names of the roles that hold it."""
    return [(each, [line.role.name for line in lines if each in line.role.may]) for each in Permission]


@dataclass
class FileLine:
    """One side's file with the keys to it."""

    file: CaseFile
    grants: list[FileGrant] = field(default_factory=list)


def keys_of(case: Case) -> list[FileLine]:
    """Who may open each file of a case because it was opened to them: the open grants, oldest first."""
    lines = {file.pk: FileLine(file) for file in CaseFile.objects.filter(case=case).order_by("pk")}
    for grant in open_grants().filter(file__case=case).order_by("granted_at", "pk"):
        lines[grant.file_id].grants.append(grant)
    return list(lines.values())


def open_grants() -> QuerySet[FileGrant]:
    """Grants that still open a file; of limited cases only those one is named in, by the row policies."""
    ends = Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now())
    rows = FileGrant.objects.filter(ends, ended_at__isnull=True)
    return rows.select_related("user", "granted_by", "reviewed_by", "file", "file__case")


def to_look_at(service: Service) -> list[FileGrant]:
    """Grants nobody has looked at for three months, and all that somebody opened to themselves; those first."""
    since = timezone.now() - LOOK_AGAIN_AFTER
    old = Q(granted_at__lt=since) & (Q(reviewed_at__isnull=True) | Q(reviewed_at__lt=since))
    rows = open_grants().filter(old | Q(in_emergency=True, reviewed_at__isnull=True), service=service)
    return list(rows.order_by(F("in_emergency").desc(), "granted_at", "pk")[:AT_ONCE])


def sees_all_of(case: Case) -> list[Membership]:
    """Those whose role shows them every case; of a limited case only who is named sees it, so nobody by role alone."""
    if limit_of(case):
        return []
    return list(memberships_now(case.service).filter(sees=Sees.SERVICE))


def can_be_given(file: CaseFile) -> QuerySet[User]:
    """Those to whom this file can be opened: their role opens this side, and does not show them the case anyway."""
    scopes = [Sees.GRANTED, *(scope for scope, side in ONE_SIDE.items() if side == file.side)]
    if limit_of(file.case):
        scopes.append(Sees.SERVICE)
    chosen = memberships_now(file.case.service).filter(sees__in=scopes).order_by()
    return User.objects.filter(pk__in=chosen.values("user")).order_by("name", "pk")


def can_be_named(service: Service, besides: User) -> QuerySet[User]:
    """Those who can be named in a limited case."""
    chosen = memberships_now(service).filter(sees__in=[Sees.SERVICE, Sees.GRANTED]).order_by()
    return User.objects.filter(pk__in=chosen.values("user")).exclude(pk=besides.pk).order_by("name", "pk")


def roles_by_user(service: Service) -> dict[int, str]:
    """What each colleague is here, in words."""
    found = defaultdict(list)
    for membership in memberships_now(service):
        found[membership.user_id].append(membership.definition.name)
    return {user: ", ".join(names) for user, names in found.items()}
