"""The links across the top, by what the person may do."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of
from amends.foundation.pages.navigation import NavItem, provide
from amends.journey.court.rules.before_sentence import usually_works_before_sentence

_SERVICE = {
    Permission.WORKFORCE_MANAGE,
    Permission.PARTNERS_MANAGE,
    Permission.USERS_MANAGE,
    Permission.SERVICE_MANAGE,
}
_LINKS: tuple[tuple[str, str, set[Permission]], ...] = (
    ("Today", "worklist:home", set()),
    ("Intake", "eligibility:queue", {Permission.REFERRAL_SCREEN}),
    ("Referrals", "referral:home", {Permission.REFERRAL_MAKE}),
    ("Court", "court:reports", {Permission.REFERRAL_MAKE}),
    ("Cases", "casefile:cases", {Permission.CASE_SEE}),
    ("People you are keyworker for", "preparation:keywork", {Permission.KEYWORK_READ}),
    ("Allocation", "allocation:waiting", {Permission.ALLOCATION_OFFER}),
    ("Offers to me", "allocation:offers", {Permission.ALLOCATION_ANSWER}),
    ("Diary", "contact:diary", {Permission.CONTACT_LOG}),
    ("Approvals", "approval:list", {Permission.APPROVAL_DECIDE}),
    ("Trail", "sight:trail", {Permission.TRAIL_READ}),
    ("To study", "sight:study", {Permission.CASE_STUDY}),
    ("Figures", "performance:summary", {Permission.FIGURES_SEE}),
    ("Service", "setup:home", _SERVICE),
    ("Before a referral", "finding:home", {Permission.REFERRAL_MAKE}),
    ("My profile", "workforce:mine", {Permission.ALLOCATION_ANSWER}),
    ("Search", "casefile:search", {Permission.CASE_SEE}),
)
OFFICERS = {"community_offender_manager", "prison_offender_manager"}


def _advises_courts(user: User) -> bool:
    """Offender managers write such reports; for others it depends on when their service works."""
    current = access_of(user).memberships
    return any(m.role in OFFICERS or usually_works_before_sentence(m.service.profile) for m in current)


@provide
def links(request: HttpRequest) -> list[NavItem]:
    """What this person may follow, in the order of the work."""
    if not isinstance(request.user, User):
        return []
    may = {permission for m in access_of(request.user).memberships for permission in m.definition.may}
    shown = []
    for order, (label, name, needed) in enumerate(_LINKS):
        if needed and not needed & may:
            continue
        if (
            name == "finding:home" and Permission.REFERRAL_SCREEN in may
        ):  # one of many things behind “Service”
            continue
        if name == "court:reports" and not _advises_courts(request.user):
            continue
        try:
            shown.append(NavItem(label, reverse(name), order=order))
        except NoReverseMatch:  # a room that this installation leaves out
            continue
    return shown
