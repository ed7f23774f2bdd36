"""Keys with which the systems of agencies hand in referrals: made, shown once, revoked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.token_actions import make_api_token, revoke_api_token
from amends.service.setup.people_forms import KeyForm
from amends.service.setup.queries import key_or_404, keys_of

manages_partners = staff_view(Permission.PARTNERS_MANAGE)


@manages_partners
def keys(request: StaffRequest) -> HttpResponse:
    """All keys, with when each was last used."""
    return render(
        request, "setup/keys.html", {"keys": keys_of(request.service), "title": "Keys for agencies"}
    )


@never_cache
@manages_partners
def make_key(request: StaffRequest) -> HttpResponse:
    """Make a key. The answer to the form is the only page that ever shows it."""
    form = KeyForm(request.POST or None, service=request.service)
    if form.is_valid():
        token, key = make_api_token(by=request.user, **form.cleaned_data)
        return render(
            request, "setup/key_made.html", {"token": token, "key": key, "title": "The key is made"}
        )
    lead = "With a key, an agency’s own system can hand in referrals and ask what became of them."
    context = {"form": form, "title": "Make a key", "lead": lead, "button": "Make the key"}
    return render(request, "pages/form.html", {**context, "cancel_url": reverse("setup:keys")})


@require_POST
@manages_partners
def revoke_key(request: StaffRequest, token_id: int) -> HttpResponse:
    """From now on the key opens nothing."""
    revoke_api_token(by=request.user, token=key_or_404(request.service, token_id))
    messages.success(request, "The key no longer opens anything.")
    return redirect("setup:keys")
