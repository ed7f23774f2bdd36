"""Rules, planning, case finding and remedies of the example, each page on a small telephone, read by axe."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.foundation.clock.models import AnnouncedHoliday
from amends.foundation.clock.working_days import set_announced
from amends.insight.scoping.forms.steps import steps_for
from amends.insight.scoping.models import Cohort, Run
from amends.journey.awareness.models import AwarenessWork, ListedService
from amends.journey.finding.models import Candidate, Extract, Reading, Rejected
from amends.journey.referral.models import LocalOption, PolicingArea, Referral, ReferralSettings
from amends.journey.remedy.models import ContractAction, Placement, PlacementUse
from amends.journey.suitability.models import Score
from amends.service.partners.models import District
from amends.service.rulebook.models import ProfileVersion

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KEYS = {"seedlings", "park_bench", "other_shoes", "court_tools"}
Page = tuple[str, *tuple[object, ...]]


@pytest.fixture
def example() -> Iterator[None]:
    """The part of the example that these pages show."""
    build([scenario for scenario in read_scenarios() if scenario.key in KEYS], entries=False)
    with acting_as(who("coordinator")):
        yield
    set_announced(frozenset())


def who(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


def pages_of_the_manager() -> list[Page]:
    asked, run = ProfileVersion.objects.get(state="asked"), Run.objects.get(mode="full")
    begun = Run.objects.get(mode="quick")
    steps: list[Page] = [("scoping:step", begun.pk, step.key) for step in steps_for("quick").shown({})]
    return [
        ("rulebook:home",),
        ("rulebook:version", asked.pk),
        ("eligibility:preview", asked.pk),
        ("rulebook:clocks",),
        ("setup:holidays",),
        ("scoping:home",),
        ("scoping:run", run.pk),
        ("scoping:run", begun.pk),
        ("scoping:compare",),
        ("scoping:assumptions",),
        ("scoping:live",),
        ("scoping:partners",),
        ("scoping:cohort", Cohort.objects.get().pk),
        *steps,
        ("referral:settings",),
    ]


def pages_of_the_coordinator() -> list[Page]:
    extract, candidate = Extract.objects.get(), Candidate.objects.filter(state="open").earliest("pk")
    contract = ContractAction.objects.filter(state="breached").select_related("referral").get()
    course = AwarenessWork.objects.select_related("referral").get()
    at_court = Participant.objects.filter(side="responsible", case__what="tools taken from a site").get()
    open_step = ContractAction.objects.filter(state="open").select_related("referral").get()
    numbers = [contract.referral.number, course.referral.number]
    return [
        ("finding:caseloads",),
        ("finding:caseload", extract.pk),
        ("finding:cases", extract.pk, "worklist"),
        ("finding:new_sample", extract.pk),
        ("finding:weights",),
        ("finding:matches", extract.pk),
        ("finding:case", candidate.pk),
        ("remedy:cover",),
        ("remedy:district", District.objects.earliest("pk").pk),
        ("remedy:areas",),
        ("remedy:placements",),
        ("remedy:contract", contract.referral.number),
        ("remedy:contract", open_step.referral.number),
        ("remedy:remedy", contract.referral.number),
        ("awareness:services",),
        ("awareness:work", course.referral.number),
        ("awareness:choose", course.referral.number, course.listed_id),
        *[("eligibility:intake", number) for number in numbers],
        *[("eligibility:facts", number) for number in numbers],
        ("suitability:person", at_court.pk),
        ("suitability:scores", at_court.pk),
        ("suitability:calculate_score", at_court.pk),
        ("court:person", at_court.pk),
        ("court:reports",),
    ]


def test_pages_of_rules_plans_and_remedies_have_something_to_show_and_are_for_everybody(
    example, phone, live_server, sign_in, assert_accessible
):
    check_what_is_told()
    walk: dict[str, list[Page]] = {
        "manager": pages_of_the_manager(),
        "coordinator": pages_of_the_coordinator(),
        "facilitator": [("finding:papers",)],
    }
    wrong = []
    for name, pages in walk.items():
        sign_in(phone, who(name))
        for page, *keys in pages:
            address = reverse(str(page), args=keys)
            answer = phone.goto(live_server.url + address)
            try:
                assert answer.ok, f"{address}: {answer.status}"
                assert_accessible(phone)
            except AssertionError as error:
                wrong.append(f"{name}: {error}")
    assert not wrong, "\n".join(wrong)


def check_what_is_told() -> None:
    """Everything these pages are about is in the example."""
    versions = ProfileVersion.objects.order_by("version").values_list("state", flat=True)
    assert list(versions) == ["approved", "asked"]
    assert AnnouncedHoliday.objects.get().day > timezone.localdate()
    assert (LocalOption.objects.count(), PolicingArea.objects.count(), Placement.objects.count()) == (
        14,
        3,
        3,
    )
    assert ReferralSettings.objects.get().is_published
    assert Extract.objects.get().state == Extract.State.DONE
    assert Rejected.objects.values("row").distinct().count() == 4
    assert {"eligible", "check_file"} <= set(Candidate.objects.values_list("result", flat=True))
    assert Reading.objects.filter(read_at__isnull=False).count() == 1
    assert [run.finished_at is None for run in Run.objects.order_by("pk")] == [False, True]
    assert set(ContractAction.objects.values_list("state", flat=True)) == {"done", "open", "breached"}
    assert PlacementUse.objects.get().attended == 1
    assert set(Score.objects.values_list("instrument", flat=True)) == {"ogrs3", "arp"}
    assert {row.is_rj for row in ListedService.objects.all()} == {True, False}
    assert AwarenessWork.objects.get().state == "begun"
    assert Referral.objects.filter(reasons=["victim_awareness"]).exists()
