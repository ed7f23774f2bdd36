"""What is on offer where: policing areas, and the menu of each district."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.models import LocalOption, PolicingArea
from amends.journey.remedy.menu_rules import SOURCE, menu_of, menu_version
from amends.service.partners.models import District

HANDOUT = "menu-handout"


@transaction.atomic
def keep_area(*, by: User, area: PolicingArea, details: Mapping[str, object]) -> PolicingArea:
    """Add or change a policing area: which districts it covers, and whether it may send to the hub (EX-146)."""
    check_may(by, Permission.PARTNERS_MANAGE, area.service_id)
    for name, value in details.items():
        setattr(area, name, value)
    known = set(District.objects.filter(service_id=area.service_id).values_list("name", flat=True))
    if unknown := sorted(set(area.districts) - known):
        raise Refused(f"There is no district “{unknown[0]}” here.", field="districts")
    area.full_clean()
    area.save()
    record(
        by=by,
        act=Act.ALTERATION,
        what="policing_area.kept",
        service_id=area.service_id,
        subject=f"policingarea:{area.pk}",
        details={"hub_referrals": area.hub_referrals},
    )
    return area


@transaction.atomic
def keep_district_menu(*, by: User, district: District, since: Mapping[int, date | None]) -> None:
    """Say from when each action is on offer in a district; one without a day is not (EX-154)."""
    check_may(by, Permission.PARTNERS_MANAGE, district.service_id)
    own = {option.number: option for option in LocalOption.objects.filter(district=district)}
    for number, day in since.items():
        option = own.get(number)
        if day is None:
            if option:
                option.delete()
            continue
        option = option or LocalOption(service_id=district.service_id, district=district, number=number)
        option.available_from = day
        option.full_clean()
        option.save()
    record(
        by=by,
        act=Act.ALTERATION,
        what="remedy_menu.kept",
        service_id=district.service_id,
        subject=f"district:{district.pk}",
        details={"on_offer": sorted(number for number, day in since.items() if day)},
    )


@transaction.atomic
def make_handout(*, by: User, district: District) -> Document:
    """The menu of a district as a handout, with what each option means (EX-155)."""
    check_may(by, Permission.REFERRAL_MAKE, district.service_id)
    there = [offer for offer in menu_of(district, timezone.localdate()) if offer.is_there]
    if not there:
        raise Refused("Nothing is on offer in this district.", source=SOURCE)
    options = [{"words": offer.words, "meaning": offer.meaning, "easy": offer.easy} for offer in there]
    return make_document(
        by=by,
        paper=Paper(
            HANDOUT,
            {"district": district.name, "options": options, "menu_version": menu_version()},
            subject=f"district:{district.pk}",
        ),
        belongs_to=district.service,
    )
