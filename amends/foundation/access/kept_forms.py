"""What somebody had typed when their session ended: kept for them alone, for a day, until they sign in again."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from amends.foundation.access.models import KeptForm, User
from amends.foundation.access.sessions import last_user_of

KEPT_FOR = timedelta(days=1)
TOKEN_FIELD = "kept_form"  # noqa: S105  (the name of a hidden field)
_LONGEST_PATH = 500

Fields = dict[str, list[str]]


def ask_to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """To the sign-in page, and back here after it. A form that was sent is kept on the way."""
    back = request.get_full_path()
    if request.method == "POST":
        kept = _keep(request)
        if kept:
            back = reverse("access:kept_form", args=[kept.token])
            messages.info(request, "What you typed is kept. Sign in and carry on where you stopped.")
    return redirect_to_login(back)


def typed_fields(posted: QueryDict) -> Fields:
    """What a person typed: no password, and none of the fields that only machines read."""
    return {
        name: values
        for name, values in posted.lists()
        if name not in {"csrfmiddlewaretoken", TOKEN_FIELD} and "password" not in name.lower()
    }


def kept_for(user: User, token: uuid.UUID) -> KeptForm | None:
    """The kept form, if it is this user's and not older than a day."""
    since = timezone.now() - KEPT_FOR
    return KeptForm.objects.filter(token=token, user=user, kept_at__gte=since).first()


def discard(user: User, token: str) -> None:
    """Forget a form that was sent again or is not wanted any more. Anything but a token of theirs changes nothing."""
    try:
        KeptForm.objects.filter(token=uuid.UUID(token), user=user).delete()
    except ValueError:
        return


def purge_kept_forms() -> int:
    """Forget what nobody came back for within a day. Run daily; returns how many."""
    deleted, _ = KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted


def _keep(request: HttpRequest) -> KeptForm | None:
    """Keep the form for whoever was last signed in on this browser; None when nobody was."""
    fields = typed_fields(request.POST)
    last = last_user_of(request)
    user = User.objects.filter(pk=last, is_active=True).first() if last else None
    path = request.get_full_path()
    if user is None or not fields or len(path) > _LONGEST_PATH or not _may_be_kept(request.path_info):
        return None
    files = sorted(request.FILES)
    return KeptForm.objects.create(token=uuid.uuid4(), user=user, path=path, fields=fields, files=files)


def _may_be_kept(path: str) -> bool:
    """Not what somebody else wrote on a page that was handed to them."""
    try:
        return getattr(resolve(path).func, "keeps_form", True)
    except Resolver404:
        return False
