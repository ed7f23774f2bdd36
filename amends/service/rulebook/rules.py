"""Which rules hold for this service on this day, and may they be changed so?"""

from datetime import date

from django.db.models import Func, OuterRef, Subquery
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.clocks import ClockDefinition
from amends.foundation.policy.deriving import (
    NotAllowedError,
    Text,
    check_text,
    profile_from,
    text_of,
    unwritten,
)
from amends.foundation.policy.limits import limit_under
from amends.foundation.policy.profiles import Profile, load_profile
from amends.service.partners.models import Pathway
from amends.service.rulebook.models import ProfileVersion

SOURCE = "House rule: rules change by two people, from a day on, with a reason"


def version_in_force(service_id: int, base: str, on: date) -> ProfileVersion | None:
    """The service's own version that holds on a day; None where it works by the profile as it comes."""
    agreed = ProfileVersion.objects.filter(
        service_id=service_id, base=base, state=ProfileVersion.State.APPROVED, effective_from__lte=on
    )
    return agreed.order_by("-effective_from").first()


def own_rules(service: OuterRef, base: Func, on: date) -> Subquery:
    """For a query: the text of the service's own version that holds on a day, so that a page reads both at once."""
    agreed = ProfileVersion.objects.filter(
        service_id=service, base=base, state=ProfileVersion.State.APPROVED, effective_from__lte=on
    )
    return Subquery(agreed.order_by("-effective_from").values("text")[:1])


def profile_of_text(text: str | None, base: str, on: date) -> Profile:
    """The rules that hold on a day, from the text that `own_rules` has found."""
    return profile_from(text) if text else load_profile(base, on=on)


def profile_in_force(service_id: int, base: str, on: date | None = None) -> Profile:
    """The rules that hold on a day: the service's own version, else the profile of the policy folder."""
    day = on or timezone.localdate()
    own = version_in_force(service_id, base, day)
    return profile_from(own.text) if own else load_profile(base, on=day)


def profile_of_decision(service_id: int, name: str, version: int) -> Profile:
    """The very rules that a past decision was made under."""
    own = ProfileVersion.objects.filter(service_id=service_id, name=name, version=version).first()
    return profile_from(own.text) if own else load_profile(name, version=version)


def published_versions(service_id: int, base: str) -> list[Profile]:
    """What may be read by everybody: the rules in force first, then every other version, the newest first."""
    agreed = ProfileVersion.objects.filter(
        service_id=service_id, base=base, state=ProfileVersion.State.APPROVED
    )
    now = profile_in_force(service_id, base)
    others = [profile_from(row.text) for row in agreed.order_by("-effective_from")]
    as_it_comes = load_profile(base)
    return [now, *(p for p in [*others, as_it_comes] if (p.name, p.version) != (now.name, now.version))]


def text_in_force(service_id: int, base: str, on: date) -> Text:
    """The same rules as text, to be changed."""
    own = version_in_force(service_id, base, on)
    return unwritten(own.text) if own else text_of(base, on)


def limit_in_force(service: Service, case: Case | None, name: str) -> ClockDefinition:
    """A clock with the limit that the rules in force give it: those of the case, else of the service."""
    base = case.profile if case and case.profile else service.profile
    return limit_under(profile_in_force(service.pk, base).settings, name)


def bases_of(service: Service) -> list[str]:
    """The profiles this service screens under: its own, and those of its pathways."""
    others = Pathway.objects.filter(service=service).exclude(status=Pathway.Status.ENDED)
    named = others.order_by("profile").values_list("profile", flat=True)
    return list(dict.fromkeys([service.profile, *(name for name in named if name)]))


def own_name(service: Service, base: str) -> str:
    """What the service's own version of a profile is called."""
    return f"{base}-{service.prefix.lower()}"


def check_can_change(by: User, service: Service) -> None:
    """Refuse whoever does not manage the service."""
    check_may(by, Permission.SERVICE_MANAGE, service)


def check_is_draft(version: ProfileVersion) -> None:
    """Refuse to change what somebody else has been asked about or has agreed to."""
    if not version.is_draft:
        raise Refused("This version can no longer be changed.", source=SOURCE, opens="Begin a new version.")


def check_allowed(version: ProfileVersion, text: Text, *, field: str = "") -> Profile:
    """Refuse a text that the loader refuses, or in which a mandatory rule asks less."""
    base = load_profile(version.base, on=version.effective_from or timezone.localdate())
    try:
        return check_text(base, text)
    except NotAllowedError as mistake:
        raise Refused(str(mistake), source=SOURCE, field=field) from mistake


def check_can_ask(version: ProfileVersion, *, reason: str, effective_from: date) -> None:
    """Refuse to ask without a reason, for a day that is past, or for a version that changes nothing."""
    check_is_draft(version)
    if not reason.strip():
        raise Refused("Say why the rules change.", source=SOURCE, field="reason")
    if effective_from < timezone.localdate():
        raise Refused(
            "Rules cannot change for days that are past.",
            source="Past decisions keep the rules they were made under",
            field="effective_from",
        )
    agreed = ProfileVersion.objects.filter(
        service_id=version.service_id, base=version.base, state=ProfileVersion.State.APPROVED
    )
    if agreed.filter(effective_from__gte=effective_from).exists():
        raise Refused(
            "Another version begins on or after this day.",
            opens="Choose a later day.",
            field="effective_from",
        )
