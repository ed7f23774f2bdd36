"""Who may look for cases in a caseload, and whether a file can be read as somebody says."""

from collections.abc import Mapping
from typing import Any

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of, check_may, may
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.facts import facts_table
from amends.journey.finding.fields import NAMES, finding
from amends.journey.finding.models import Extract, Layout
from amends.journey.finding.reading import Shape

MOST_WORDS = 2000
CRITERIA = frozenset(
    {"offence_category", "sentence", "victim_known", "phases", "release_after_days", "release_before_days"}
)


def may_find(user: User, service: Service) -> bool:
    """Whoever takes referrals in and sees the whole service: an extract holds people of whom no case is known."""
    return may(user, Permission.REFERRAL_MAKE, service) and service.pk in access_of(user).services(
        Sees.SERVICE
    )


def check_may_find(user: User, service: Service) -> None:
    """Refuse everybody who does not see the whole service."""
    check_may(user, Permission.REFERRAL_MAKE, service)
    if not may_find(user, service):
        raise Refused("Only the service itself looks through a caseload.")


def layout_of(agency: Agency) -> Layout:
    """How this agency's files were read last time; not saved yet where there was none."""
    found = Layout.objects.filter(agency=agency).first()
    return found or Layout(service_id=agency.service_id, agency=agency)


def shape_of(extract: Extract) -> Shape:
    """How its bytes are read."""
    return Shape(extract.kind, extract.encoding, extract.delimiter)


def check_columns(extract: Extract, columns: Mapping[str, str]) -> None:
    """Refuse columns that name nobody, or two that hold the same."""
    taken: dict[str, str] = {}
    for place, heading in enumerate(extract.headings):
        field = columns.get(heading, "")
        if not field:
            continue
        if field not in finding().fields:
            raise Refused(f"“{field}” is nothing a column can hold.", field=f"column_{place}")
        if field in taken:
            raise Refused(
                f"“{taken[field]}” and “{heading}” cannot both be this.",
                opens="Leave one of them out.",
                field=f"column_{place}",
            )
        taken[field] = heading
    if not {"person_reference", *NAMES} & set(taken):
        raise Refused("No column says who it is.", opens="Say which holds their name or their number.")


def check_words(words: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse a meaning that its field does not have."""
    fields = finding().fields
    for name, meanings in words.items():
        if name not in fields or fields[name].kind != "choice":
            raise Refused(f"“{name}” is not a choice.")
        if len(meanings) > MOST_WORDS or any(v and v not in fields[name].values for v in meanings.values()):
            raise Refused(f"{fields[name].words}: this is not one of its values.")


def check_criteria(criteria: Mapping[str, Any]) -> None:
    """Refuse a filter nobody knows, and days that leave nothing over."""
    if set(criteria) - CRITERIA:
        raise Refused("This is nothing that rows can be looked for by.")
    wanted = criteria.get("offence_category") or []
    if set(wanted) - set(facts_table()["offence_category"].values):
        raise Refused("This is no kind of offence.", field="offence_category")
    least, most = criteria.get("release_after_days"), criteria.get("release_before_days")
    if least is not None and most is not None and least > most:
        raise Refused("The first number of days is larger than the second.", field="release_before_days")
