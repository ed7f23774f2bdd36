"""What those who manage people do to somebody's account: let them in, shut it, help after a lost telephone."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction

from amends.foundation.access.actions import add_user, give_role
from amends.foundation.access.invitations import invitation_for
from amends.foundation.access.models import Agency, Membership, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_can_close, check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@transaction.atomic
def invite(
    *,
    by: User,
    service: Service,
    email: str,
    name: str,
    role: str,
    agency: Agency | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give somebody a role by e-mail address; who has no account yet gets one and a link to choose a password."""
    check_may(by, Permission.USERS_MANAGE, service)
    known = User.objects.filter(email__iexact=email.strip()).first()
    user = known or add_user(by=by, email=email, name=name)
    membership = give_role(
        by=by, user=user, service=service, role=role, agency=agency, starts_on=starts_on, ends_on=ends_on
    )
    if known is None:
        send_invitation(by=by, user=user, service=service)
    return membership


@transaction.atomic
def send_invitation(*, by: User, user: User, service: Service) -> None:
    """Send, or send again, the link with which somebody chooses their first password."""
    check_may(by, Permission.USERS_MANAGE, service)
    if user.has_usable_password():
        raise Refused(
            "This person has a password already.", opens="They can ask for a new one on the sign-in page."
        )
    mail = invitation_for(user, service)
    transaction.on_commit(lambda: mail.send() and None, robust=True)
    subject = f"user:{user.pk}"
    record(by=by, act=Act.DISCLOSURE, what="user.invited", service_id=service.pk, subject=subject)


@transaction.atomic
def set_account_open(*, by: User, user: User, service: Service, is_open: bool) -> None:
    """Close an account, which ends its sessions at the next click, or open it again."""
    check_can_close(by, user, service)
    user.is_active = is_open
    user.save(update_fields=["is_active"])
    what = "user.opened" if is_open else "user.closed"
    record(by=by, act=Act.ALTERATION, what=what, service_id=service.pk, subject=f"user:{user.pk}")


@transaction.atomic
def remove_second_factor(*, by: User, user: User, service: Service) -> None:
    """For somebody who lost telephone and codes: they set up a new one when they next sign in."""
    check_can_close(by, user, service)
    Authenticator.objects.filter(user=user).delete()
    subject = f"user:{user.pk}"
    record(by=by, act=Act.ERASURE, what="second_factor.removed", service_id=service.pk, subject=subject)
