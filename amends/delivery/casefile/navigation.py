"""The links across the top, by what the person may do."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import access_of
from amends.foundation.pages.navigation import NavItem

_LINKS = (
    ("Today", "worklist:home", None, 10),
    ("My referrals", "referral:mine", Permission.REFERRAL_MAKE, 15),
    ("Intake", "eligibility:queue", Permission.REFERRAL_SCREEN, 20),
    ("Cases", "casefile:cases", Permission.CASE_SEE, 30),
    ("Offers to me", "allocation:offers", Permission.ALLOCATION_ANSWER, 35),
    ("Diary", "contact:diary", Permission.CONTACT_LOG, 40),
    ("Facilitators", "workforce:list", Permission.WORKFORCE_MANAGE, 50),
    ("Partners", "partners:list", Permission.PARTNERS_MANAGE, 60),
    ("Approvals", "approval:list", Permission.APPROVAL_DECIDE, 65),
    ("Figures", "performance:summary", Permission.FIGURES_SEE, 70),
    ("Search", "casefile:search", Permission.CASE_SEE, 90),
)


def links(request: HttpRequest) -> list[NavItem]:
    """What this person may follow. Somebody who screens referrals finds their own among all of them."""
    if not isinstance(request.user, User):
        return []
    held = {permission for m in access_of(request.user).memberships for permission in m.definition.may}
    shown = []
    for label, name, permission, order in _LINKS:
        if permission is not None and permission not in held:
            continue
        if name == "referral:mine" and Permission.REFERRAL_SCREEN in held:
            continue
        try:
            shown.append(NavItem(label, reverse(name), order=order))
        except NoReverseMatch:
            continue
    return shown
