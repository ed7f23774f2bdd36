"""Every error as application/problem+json, with the field it is about."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError as ModelError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from amends.delivery.api.actions import KeyReusedError
from amends.foundation.lib.refusal import Refused
from amends.journey.referral.content import IncompleteError

CANNOT_TAKE = "The referral cannot be taken as it is"
CANNOT_READ = "The request cannot be read"


def problem(status: int, title: str, detail: str, errors: Iterable[tuple[str, str]] = ()) -> JsonResponse:
    """One answer that says what went wrong; `errors` name the field and the sentence."""
    body = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": [{"where": where, "detail": words} for where, words in errors],
    }
    return JsonResponse(body, status=status, content_type="application/problem+json")


def incomplete(request: HttpRequest, wrong: IncompleteError) -> HttpResponse:
    """Parts that are missing or cannot be right, each with its place."""
    return problem(422, CANNOT_TAKE, wrong.reason, ((each.where, each.words) for each in wrong.problems))


def refused(request: HttpRequest, wrong: Refused) -> HttpResponse:
    """A rule stands against it."""
    return problem(409, "Not possible", str(wrong), [(wrong.field, wrong.reason)] if wrong.field else ())


def invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Not in the form that was agreed."""
    found = [(_where(each["loc"]), str(each["msg"])) for each in wrong.errors]
    return problem(422, CANNOT_READ, "One or more fields are wrong.", found)


def _where(location: tuple[str | int, ...]) -> str:
    """("body", "payload", "people", 0, "kind") as people.1.kind: places are counted from 1, as on the pages."""
    parts = [part for part in location if part not in {"body", "payload"}]
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in parts)


def broken(request: HttpRequest, wrong: ModelError) -> HttpResponse:
    """A value the database would not take."""
    named = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    found = [(name, words) for name, sentences in named.items() for words in sentences]
    return problem(422, CANNOT_TAKE, found[0][1], found)


def unknown(request: HttpRequest, wrong: Http404) -> HttpResponse:
    """The same whether it does not exist or is somebody else's."""
    return problem(404, "Not found", "There is no such thing, or it is not yours.")


def no_key(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    """No key, a wrong one, or one that was taken back."""
    response = problem(401, "No valid key", "Send your agency's key: Authorization: Bearer …")
    response["WWW-Authenticate"] = "Bearer"
    return response


def reused(request: HttpRequest, wrong: KeyReusedError) -> HttpResponse:
    """An idempotency key with another body."""
    return problem(409, "Key used before", "This Idempotency-Key belongs to another request.")


def too_many(request: HttpRequest, wrong: Throttled) -> HttpResponse:
    """More than the key may ask in a minute."""
    response = problem(429, "Too many requests", "Please wait and try again.")
    if wrong.wait:
        response["Retry-After"] = str(int(wrong.wait) + 1)
    return response


def other(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    """Whatever else the framework refuses, such as a body that is not JSON."""
    return problem(wrong.status_code, CANNOT_READ, str(wrong))


HANDLERS: tuple[tuple[Any, Any], ...] = (
    (IncompleteError, incomplete),
    (Refused, refused),
    (ValidationError, invalid),
    (ModelError, broken),
    (Http404, unknown),
    (AuthenticationError, no_key),
    (KeyReusedError, reused),
    (Throttled, too_many),
    (HttpError, other),
)


def answer_with_problems(api: NinjaAPI) -> None:
    """Put the handlers in place."""
    for kind, handler in HANDLERS:
        api.add_exception_handler(kind, handler)
