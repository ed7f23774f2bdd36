"""Looking at the pages of a case as somebody of another role would see them."""

import re
from copy import copy
from html import escape

from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from amends.foundation.access.models import User
from amends.foundation.case.models import Case
from amends.journey.referral.models import Referral

ROLES_TO_LOOK_AS = (
    "community_offender_manager",
    "prison_offender_manager",
    "victim_liaison_officer",
    "referrer",
    "line_manager",
    "facilitator",
    "panel_member",
)
FROM_REFERRALS = {"referrer", "line_manager"}
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")(/[^"#]*)')
_BUTTON = re.compile(r"<button\b")


def first_page(case: Case, role: str) -> str:
    """Where somebody of this role begins: at their referral, or at the case."""
    if role not in FROM_REFERRALS:
        return reverse("casefile:case", args=[case.number])
    number = Referral.objects.filter(case=case).order_by("pk").values_list("number", flat=True).first()
    return reverse("referral:status", args=[number]) if number else reverse("referral:home")


def show(request: HttpRequest, address: str, user: User) -> HttpResponseBase:
    """The page at this address of our own, read by this user. Raises Http404 for what is no page of the staff."""
    path, _, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        raise Http404 from None
    if not getattr(match.func, "is_for_staff", False) or match.namespace == "sight":
        raise Http404
    twin = copy(request)
    twin.user, twin.method, twin.session = user, "GET", SessionBase()
    twin.path = twin.path_info = path
    twin.resolver_match = match
    twin.GET, twin.POST = QueryDict(query), QueryDict()
    twin.META = {**request.META, "REQUEST_METHOD": "GET", "QUERY_STRING": query}
    answer: HttpResponseBase = match.func(twin, *match.args, **match.kwargs)
    return answer


def only_to_read(answer: HttpResponseBase, here: str) -> SafeString:
    """The page with its links leading to where one still looks as somebody else, and its buttons dead.

    Only what stands in its main part: the frame around it is that of whoever is signed in. Empty for what is no page,
    such as a file to download.
    """

    def lead_back(link: re.Match[str]) -> str:
        address = link[2].replace("&amp;", "&")
        return link[1] + escape(f"{here}?{urlencode({'page': address})}")

    if not isinstance(answer, HttpResponse) or "text/html" not in answer.get("Content-Type", ""):
        return SafeString("")
    page = _inner(answer.content.decode())
    page = _BUTTON.sub("<button disabled", _LINK.sub(lead_back, page))
    return mark_safe(page)  # noqa: S308  (it has just been rendered by our own templates, which escape)


def _inner(page: str) -> str:
    begins = page.find("<main")
    begins = page.find(">", begins) + 1
    ends = page.rfind("</main>")
    return page[begins:ends] if 0 < begins <= ends else ""
