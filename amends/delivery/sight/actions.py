"""What crosses rooms: breaking the glass tells the managers, and a page is seen as somebody else would see it."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from django.db import transaction
from django.http import HttpResponseBase
from django.urls import reverse

from amends.foundation.access.acting import tell_database
from amends.foundation.access.actions import add_user, give_role
from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ONE_SIDE, ROLES, Sees
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import grant_file
from amends.foundation.case.grant_actions import break_glass, limit_case, limit_of
from amends.foundation.case.models import Case, CaseFile, CaseLimit, FileGrant
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import take_back_notices, tell, tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.models import Referral

Page = Callable[[User], HttpResponseBase]


@transaction.atomic
def open_in_emergency(*, by: User, number: str, reason: str) -> Case:
    """Open a case to oneself for a day; whoever gives people their roles hears of it in the same moment.

    Of a limited case only those named in it are told which one it is.
    """
    case = break_glass(by=by, number=number, reason=reason)
    words = f"{by.name} has opened {case.number} in an emergency."
    link = reverse("sight:case", args=[case.number])
    if limit_of(case) is None:
        tell_permitted(
            service=case.service, permission=Permission.USERS_MANAGE, words=words, link=link, about="glass"
        )
        return case
    named = User.objects.filter(file_grants__file__case=case, file_grants__ended_at__isnull=True)
    for user in named.exclude(pk=by.pk).distinct().order_by("pk"):
        tell(user=user, service=case.service, words=words, link=link, about="glass")
    tell_permitted(
        service=case.service,
        permission=Permission.USERS_MANAGE,
        words=f"{by.name} has opened a limited case in an emergency. Those named in it were told.",
        link=reverse("sight:grants"),
        about="glass",
    )
    return case


@transaction.atomic
def keep_to_a_few(*, by: User, case: Case, kind: str, reason: str, named: Sequence[User]) -> CaseLimit:
    """Limit a case, and take back the news of it that others have not read yet."""
    limit = limit_case(by=by, case=case, kind=kind, reason=reason, named=named)
    stay = FileGrant.objects.filter(file__case=case, ended_at__isnull=True).values_list("user", flat=True)
    link = reverse("casefile:case", args=[case.number])
    take_back_notices(service=case.service, link=link, besides=set(stay))
    return limit


def see_as(*, by: User, case: Case, role: str, page: Page) -> HttpResponseBase:
    """A page as somebody of this role would get it, with this case's file of their side opened to them.

    Somebody of that role is made for the moment, so that code and row policies decide as they would; then everything is
    undone, what the page wrote too. Refused to anybody but those who run the service. The trail says who looked as whom.
    """
    check_may(by, Permission.SERVICE_MANAGE, case.service_id)
    record(by=by, act=Act.CONSULTATION, what=f"case.seen_as.{role}", case=case)
    before = transaction.savepoint()
    try:
        user = _somebody(by, case, role)
        tell_database(user.pk)
        answer = page(user)
        if hasattr(answer, "render"):
            answer.render()
        return answer
    finally:
        transaction.set_rollback(False)
        transaction.savepoint_rollback(before)


def _somebody(by: User, case: Case, role: str) -> User:
    sees = ROLES[role].sees
    referral = Referral.objects.filter(case=case).select_related("referrer", "agency").order_by("pk").first()
    if sees == Sees.OWN_REFERRALS:
        if referral is None or referral.referrer is None:
            raise Refused("Nobody with an account has referred this case.")
        return referral.referrer
    user = add_user(by=by, email=f"{uuid4()}@nobody.invalid", name=ROLES[role].name)
    agency = referral.agency if referral else None
    give_role(by=by, user=user, service=case.service, role=role, agency=agency)
    for file in CaseFile.objects.filter(case=case).order_by("pk"):
        if sees == Sees.GRANTED or ONE_SIDE.get(sees) == file.side:
            grant_file(by=by, file=file, user=user, reason="Seen as")
    return user
