"""A device that is handed to somebody who takes part: until it is taken back, its session reaches one page alone.

What is kept here stands in the session, so it ends with it. What the server cannot rule: pages that were open in other
tabs before, and what the device itself keeps, such as a file that was downloaded.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.sessions import renew
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act

_KEY = "handed_over"


@dataclass(frozen=True)
class Handed:
    """The one page that opens, where whoever handed it over goes on afterwards, and what the trail says it was about."""

    page: str
    back: str
    subject: str
    service_id: int
    case_id: int

    @property
    def case(self) -> "_Case":
        """The case as the trail wants it."""
        return _Case(self.case_id, self.service_id)


@dataclass
class _Case:
    pk: int
    service_id: int


def handed_over(request: HttpRequest) -> Handed | None:
    """What this device was handed over for; None while it is in the hands of whoever signed in."""
    kept = request.session.get(_KEY)
    return Handed(**kept) if kept else None


def hand_over(*, by: User, request: HttpRequest, handed: Handed) -> HttpResponse:
    """From here on this session opens `handed.page` and nothing else. Answers with the way there."""
    _keep(request, handed)
    record(by=by, act=Act.DISCLOSURE, what="device.handed_over", case=handed.case, subject=handed.subject)
    answer = HttpResponseRedirect(handed.page)
    answer["Clear-Site-Data"] = '"cache"'
    return answer


def move_on(*, request: HttpRequest, page: str) -> HttpResponse:
    """Another page in place of the one that was handed over, such as the thanks after a signature."""
    handed = handed_over(request)
    if handed:
        request.session[_KEY] = {**asdict(handed), "page": page}
    return HttpResponseRedirect(page)


def take_back(*, by: User, request: HttpRequest) -> str:
    """Everything opens again for whoever signed in; the caller has asked for their password. Gives the way back."""
    handed = handed_over(request)
    if handed is None:
        return "/"
    _keep(request, None)
    record(by=by, act=Act.ALTERATION, what="device.taken_back", case=handed.case, subject=handed.subject)
    return handed.back


def _keep(request: HttpRequest, handed: Handed | None) -> None:
    renew(request)
    if handed:
        request.session[_KEY] = asdict(handed)
    else:
        request.session.pop(_KEY, None)


class OnePageWhileHandedOver:
    """Every address but the one that was handed over answers the same, and nothing tells what stands there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        handed = handed_over(request)
        if handed is None:
            return self.get_response(request)
        if request.path != handed.page and not _leads_out(request):
            return _nothing_else(request, handed)
        answer = self.get_response(request)
        # The pages for errors have the name of whoever signed in on them.
        return _nothing_else(request, handed) if answer.status_code >= HTTPStatus.BAD_REQUEST else answer


def _leads_out(request: HttpRequest) -> bool:
    """Taking it back, and signing out, which leaves nothing to be reached."""
    signs_out = request.method == "POST" and request.path == reverse("account_logout")
    return signs_out or request.path == reverse("access:take_back")


def _nothing_else(request: HttpRequest, handed: Handed) -> HttpResponse:
    return render(request, "access/handed_over.html", {"handed": handed}, status=403)
