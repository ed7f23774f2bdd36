"""Which cases a service can take, as anybody may read it: the rules that hold, and those that held before."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from amends.delivery.public.reach import more_about
from amends.foundation.access.models import Service
from amends.service.rulebook.rules import bases_of, published_versions


@require_safe
def criteria(request: HttpRequest, prefix: str) -> HttpResponseBase:
    """Every version that held, holds, or is agreed for a later day, with its first day and its source."""
    service = get_object_or_404(Service, prefix=prefix)
    published = [published_versions(service.pk, base) for base in bases_of(service)]
    context = {"title": "Which cases we can take", "service": service, "published": published}
    more = {"services": [service], "more_about": more_about().values()}
    return render(request, "public/criteria.html", context | more)
