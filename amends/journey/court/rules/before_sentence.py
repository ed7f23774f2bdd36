"""May the service work before sentence? The sources differ, so the profile says (SS-012, SS-028, PF-086)."""

from datetime import date

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.ruleset import Setting
from amends.journey.court.models import Court
from amends.service.rulebook.rules import bases_of, profile_in_force

ALLOWED, AGREED, NOT_ALLOWED = "allowed", "local_agreement", "not_allowed"


def setting(service_id: int, base: str, name: str) -> Setting | None:
    """A setting of the rules that the service works under today: its own version, or the profile as it comes."""
    return profile_in_force(service_id, base).settings.get(name)


def before_sentence(service_id: int, base: str) -> str:
    """Always allowed, allowed where a local agreement with the court stands, or never."""
    return str(setting(service_id, base, "before_sentence") or NOT_ALLOWED)


def works_before_sentence(service_id: int, base: str) -> bool:
    """Whether there is any work with courts before sentence under these rules."""
    return before_sentence(service_id, base) != NOT_ALLOWED


def court_base(service: Service) -> str:
    """The profile under which the service advises courts: the first of its own and its pathways' that has such work."""
    bases = bases_of(service)
    return next((base for base in bases if works_before_sentence(service.pk, base)), service.profile)


def usually_works_before_sentence(base: str) -> bool:
    """The same by the profile as it comes, without asking the database: for the links across the top."""
    return load_profile(base).settings.get("before_sentence", NOT_ALLOWED) != NOT_ALLOWED


def check_before_sentence(service_id: int, base: str) -> None:
    """Refuse work before sentence where the rules leave none."""
    if not works_before_sentence(service_id, base):
        raise Refused(
            "This service works only after sentence.",
            source="Essex manual, cases accepted, post-sentence",
            opens="Come back to it when sentence has been passed.",
        )


def check_deferral_at(base: str, court: Court, on: date, under_way: int) -> None:
    """Refuse work on a deferred sentence where the profile wants a local agreement and none stands, or it is used up."""
    check_before_sentence(court.service_id, base)
    if before_sentence(court.service_id, base) != AGREED:
        return
    if court.deferral_agreed_on is None or court.deferral_agreed_on > on:
        raise Refused(
            f"There is no local agreement with {court.name} about deferred sentences.",
            source="HMPPS framework 6.6, footnote 6",
            opens="Record the agreement with its day, its limit and its review first.",
            field="court",
        )
    if under_way >= (court.deferral_limit or 0):
        raise Refused(
            f"The agreement with {court.name} is for {court.deferral_limit} at a time, and so many are under way.",
            source="HMPPS framework 6.6, footnote 6",
            opens="Wait until one has ended, or agree on more.",
            field="court",
        )
