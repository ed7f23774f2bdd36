"""The first page: what this is, and the way in for each kind of visitor."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from amends.delivery.public.example_accounts import EXAMPLE_ACCOUNTS, PASSWORD
from amends.delivery.public.reach import more_about
from amends.foundation.access.models import Service
from amends.foundation.access.roles import ROLES
from amends.foundation.pages.parts import Column, Table


def start(request: HttpRequest) -> HttpResponseBase:
    """People who are signed in go straight to their work."""
    if request.user.is_authenticated:
        return redirect("worklist:home")
    accounts = _example_accounts() if settings.EXAMPLE_SERVICE else None
    reach = {"services": Service.objects.order_by("name", "pk"), "more_about": more_about().values()}
    return render(request, "public/start.html", {"accounts": accounts, "password": PASSWORD, **reach})


def _example_accounts() -> Table:
    rows = [(a.email, a.name, a.agency or ROLES[a.role].name, a.words) for a in EXAMPLE_ACCOUNTS]
    columns = [Column("Email address"), Column("Name"), Column("Role or agency"), Column("What they do")]
    return Table("Accounts of the example service", columns, rows)
