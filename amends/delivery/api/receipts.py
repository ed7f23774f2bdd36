"""GOV.UK Notify tells here what became of a message. It is no part of the API for agencies and has a key of its own."""

import json
import secrets
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from amends.foundation.messages.receipts import take_receipt

LONGEST = 120


@csrf_exempt  # no browser sends it, and no cookie counts
@require_POST
def notify(request: HttpRequest) -> HttpResponse:
    """Note a receipt. What we do not know is answered in the same way, so that asking teaches nothing."""
    if not _is_notify(request):
        answer = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    try:
        said = json.loads(request.body)
    except ValueError:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if not isinstance(said, dict):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    reference, status = (str(said.get(name) or "") for name in ("id", "status"))
    if len(reference) <= LONGEST and reference.isprintable():
        take_receipt(reference=reference, status=status)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _is_notify(request: HttpRequest) -> bool:
    """Whether the right token came with it; without one in the settings nobody is let in."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    expected = settings.NOTIFY_CALLBACK_TOKEN
    right = secrets.compare_digest(given.strip().encode(), expected.encode())
    return bool(expected) and scheme.lower() == "bearer" and right
