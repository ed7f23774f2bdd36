"""What the example service keeps in lists: menus, policing areas, placements, other services, its own forms."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.hub import Hub
from amends.foundation.access.acting import acting_as
from amends.journey.awareness import actions as awareness
from amends.journey.awareness.models import ListedService
from amends.journey.referral.actions import keep_settings
from amends.journey.referral.models import PolicingArea
from amends.journey.remedy import actions as remedies
from amends.journey.remedy.models import Placement
from amends.service.community import actions as community
from amends.service.community.models import Interpreter, KeyMessage, Organisation, Section
from amends.service.partners.models import District


def keep_lists(hub: Hub, plan: dict[str, Any]) -> None:
    """Everything that hub.yaml lists, by the coordinator; the forms by the manager."""
    with acting_as(hub.coordinator):
        _keep_remedies(hub, plan)
        for row in plan["listed_services"]:
            details = {**row, "provider": hub.agencies[row["provider"]]}
            listed = ListedService(service=hub.service)
            awareness.keep_listed(by=hub.coordinator, listed=listed, details=details)
        _keep_community(hub, plan["community"])
    with acting_as(hub.manager):
        keep_settings(by=hub.manager, service=hub.service, details=plan["referral_forms"])


def _keep_community(hub: Hub, lists: dict[str, Any]) -> None:
    by, service, today = hub.coordinator, hub.service, timezone.localdate()
    checked = {"checked_on": today - timedelta(days=40), "confidential_on": today - timedelta(days=40)}
    for row in lists["interpreters"]:
        known = {key: value for key, value in row.items() if key != "checked"}
        details = known | (checked if row.get("checked") else {})
        community.keep(by=by, row=Interpreter(service=service), details=details)
    for row in lists["organisations"]:
        community.keep(by=by, row=Organisation(service=service), details=row)
    sections = {
        row["name"]: community.keep(by=by, row=Section(service=service), details=row)
        for row in lists["sections"]
    }
    for row in lists["messages"]:
        message = community.keep(by=by, row=KeyMessage(service=service), details={"words": row["words"]})
        for way in row["goes"]:
            details = {key: value for key, value in way.items() if key != "to"}
            to = [sections[name] for name in way["to"]]
            community.send_out(by=by, service=service, message=message, sections=to, details=details)


def _keep_remedies(hub: Hub, plan: dict[str, Any]) -> None:
    by, today = hub.coordinator, timezone.localdate()
    districts = {row.name: row for row in District.objects.filter(service=hub.service)}
    for name, menu in plan["menus"].items():
        since = dict.fromkeys(menu["actions"], today - timedelta(days=menu["since"]))
        remedies.keep_district_menu(by=by, district=districts[name], since=since)
    for name, details in plan["policing_areas"].items():
        area = PolicingArea(service=hub.service, name=name)
        remedies.keep_area(by=by, area=area, details=details)
    for row in plan["placements"]:
        known = {"provider": hub.agencies[row["provider"]], "district": districts[row["district"]]}
        placement = Placement(service=hub.service)
        remedies.keep_placement(by=by, placement=placement, details={**row, **known})
