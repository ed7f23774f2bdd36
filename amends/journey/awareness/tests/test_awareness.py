"""Victim awareness services: listed apart, chosen with their cautions, followed, and never counted as RJ."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import next_number
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.profiles import load_profile
from amends.foundation.record.models import AuditEvent
from amends.journey.awareness import actions
from amends.journey.awareness.kinds import kinds
from amends.journey.awareness.models import AwarenessWork, ListedService
from amends.journey.referral.models import Referral, ReferralPerson
from amends.journey.referral.tests.browsing import words

TODAY = timezone.localdate()
WEIGHED = {
    "needs": "Drink, and who he spends time with.",
    "looked_first": "yes",
    "alternatives": "A group about drink; mentoring.",
    "evidence": "yes",
    "evidence_comment": "Read the summary.",
    "decision": "Short course beside the group.",
}


@pytest.fixture
def probation(service):
    return Agency.objects.create(service=service, name="Rushmere Probation", kind=AgencyKind.PROBATION)


@pytest.fixture
def officer(service, probation):
    return make_user("Pia Probation", "community_offender_manager", service, probation)


@pytest.fixture
def course(service, probation, coordinator):
    return listed(coordinator, service, probation, "victim_awareness", "Other shoes")


def a_referral(service, sides, **details):
    """A received referral with somebody of each side."""
    referral = Referral.objects.create(
        service=service,
        number=next_number(service, "referral"),
        form="referral",
        route="website",
        status="submitted",
        received_at=timezone.now(),
        incident="A fence was cut.",
        **details,
    )
    names = {"harmed": "Hazel Wren", "responsible": "Rowan Finch"}
    for position, side in enumerate(sides, start=1):
        ReferralPerson.objects.create(
            service=service, referral=referral, position=position, side=side, full_name=names[side]
        )
    return referral


@pytest.fixture
def referral(service, probation, officer, coordinator):
    return a_referral(service, ["harmed", "responsible"], agency=probation, referrer=officer)


def listed(by, service, provider, kind, name, **more):
    details = {"provider": provider, "name": name, "kind": kind, **more}
    return actions.keep_listed(by=by, listed=ListedService(service=service), details=details)


def rowan(referral):
    return referral.people.get(full_name="Rowan Finch")


def choose(by, referral, course, **more):
    given = {"person": rowan(referral), "cautions_read": True, "answers": WEIGHED, **more}
    return actions.choose_awareness(by=by, referral=referral, listed=course, **given)


@pytest.mark.requirement("PF-126")
def test_list_shows_victim_awareness_as_a_kind_of_its_own(
    client, sign_in, coordinator, officer, service, probation, course
):
    listed(coordinator, service, probation, "rj", "Northshire Hub")
    page = words(sign_in(client, officer).get(reverse("awareness:services")))

    restorative, beside = page.split("Not restorative justice</h2>")
    assert "Northshire Hub" in restorative
    assert "Other shoes" not in restorative
    assert "Other shoes" in beside
    assert "Victim awareness course" in beside
    assert "Northshire Hub" not in beside


@pytest.mark.requirement("PF-126")
def test_cautions_stand_on_the_page_and_are_kept_with_the_choice(
    client, sign_in, officer, referral, course, acting
):
    browser = sign_in(client, officer)
    address = reverse("awareness:choose", args=[referral.number, course.pk])
    page = words(browser.get(address))
    for caution in kinds()["victim_awareness"].cautions:
        assert caution in page
    for word in ("hard to aim", "shame", "cultures", "minority ethnic groups"):
        assert word in page
    assert "Rowan Finch</option>" in page
    assert "Hazel Wren" not in page  # she was harmed

    boxes = {"person": rowan(referral).pk, **WEIGHED}
    assert "Say that you have read what to beware of" in words(browser.post(address, boxes))
    assert browser.post(address, {**boxes, "cautions_read": "on"}).status_code == 302
    acting(officer)
    work = AwarenessWork.objects.get()
    assert tuple(work.cautions) == kinds()["victim_awareness"].cautions
    assert (work.kind, work.chosen_by, work.chosen_on) == ("victim_awareness", officer, TODAY)
    page = words(browser.get(reverse("awareness:work", args=[referral.number])))
    assert "never counted as restorative justice" in page
    assert "hard to aim" in page


@pytest.mark.parametrize("kind", ["victim_awareness", "victim_empathy", "other_victim"])
def test_every_kind_speaks_of_aim_shame_culture_and_poorer_results(kind):
    said = " ".join(kinds()[kind].cautions).lower()
    for word in ("hard to aim", "shame", "cultures", "minority ethnic groups"):
        assert word in said


@pytest.mark.requirement("PF-126")
def test_nothing_is_chosen_unread(coordinator, referral, course):
    with pytest.raises(Refused, match="Read the cautions first"):
        choose(coordinator, referral, course, cautions_read=False)
    with pytest.raises(IntegrityError, match="awareness_work_cautions_shown"), transaction.atomic():
        AwarenessWork.objects.create(
            service=referral.service,
            referral=referral,
            listed=course,
            person=rowan(referral),
            kind="victim_awareness",
            cautions=[],
            cautions_version=1,
            chosen_by=coordinator,
            chosen_on=TODAY,
        )


def test_what_was_weighed_is_asked_once(coordinator, referral, course, service, probation):
    other = listed(coordinator, service, probation, "victim_empathy", "Walk a mile")
    with pytest.raises(Refused, match="missing or not possible"):
        choose(coordinator, referral, course, answers=None)
    choose(coordinator, referral, course)

    assert choose(coordinator, referral, other, answers=None).listed == other


def test_restorative_justice_and_people_harmed_are_refused(coordinator, referral, course, service, probation):
    hub = listed(coordinator, service, probation, "rj", "Northshire Hub")
    with pytest.raises(Refused, match="restorative justice, which has its own way"):
        choose(coordinator, referral, hub)
    with pytest.raises(Refused, match="somebody responsible"):
        choose(coordinator, referral, course, person=referral.people.get(full_name="Hazel Wren"))
    actions.keep_listed(by=coordinator, listed=course, details={"is_open": False})
    with pytest.raises(Refused, match="Nobody new"):
        choose(coordinator, referral, course)


def test_it_is_followed_to_its_end_and_no_further(client, sign_in, coordinator, referral, course):
    work = choose(coordinator, referral, course)
    browser = sign_in(client, coordinator)
    address = reverse("awareness:follow", args=[referral.number, work.pk])

    assert "It was chosen later" in words(
        browser.post(address, {"state": "begun", "on": (TODAY - timedelta(days=1)).isoformat()})
    )
    for state in ("begun", "finished"):
        assert browser.post(address, {"state": state, "on": TODAY.isoformat()}).status_code == 302
    work.refresh_from_db()
    assert (work.state, work.begun_on, work.ended_on) == ("finished", TODAY, TODAY)
    with pytest.raises(Refused, match="ended already"):
        actions.follow_awareness(by=coordinator, work=work, state="left", on=TODAY)
    said = AuditEvent.objects.filter(what__startswith="awareness.").order_by("pk")
    assert list(said.values_list("what", flat=True)) == [
        "awareness.chosen",
        "awareness.begun",
        "awareness.finished",
    ]


def test_whoever_refers_for_the_person_harmed_learns_nothing_of_it(
    client, sign_in, coordinator, service, referrer, police, course, acting
):
    referral = a_referral(service, ["responsible"], agency=police, referrer=referrer)
    work = choose(coordinator, referral, course)

    browser = sign_in(client, referrer)
    assert "Victim awareness" not in words(browser.get(reverse("referral:status", args=[referral.number])))
    for name, more in (("work", []), ("choose", [course.pk]), ("follow", [work.pk])):
        address = reverse(f"awareness:{name}", args=[referral.number, *more])
        assert browser.get(address).status_code == 404
    acting(referrer)
    assert not AwarenessWork.objects.exists()


def test_strangers_and_other_officers_find_nothing(
    client, sign_in, coordinator, referral, course, service, probation, stranger
):
    work = choose(coordinator, referral, course)
    other = make_user("Otto Other", "community_offender_manager", service, probation)
    for user in (stranger, other):
        browser = sign_in(Client(), user)
        for name, more in (("work", []), ("choose", [course.pk]), ("follow", [work.pk])):
            address = reverse(f"awareness:{name}", args=[referral.number, *more])
            assert browser.get(address).status_code == 404
        with acting_as(user):
            assert not AwarenessWork.objects.exists()


@pytest.mark.requirement("PF-126")
@pytest.mark.parametrize(
    ("profile", "taken"),
    [("essex-2015", False), ("noms-2013", False), ("noms-2013-order", False), ("hmpps-2023", True)],
)
def test_questions_about_empathy_are_measurement_or_work_as_the_profile_says(
    service, coordinator, probation, profile, taken
):
    service.profile = profile
    service.save()
    setting = load_profile(profile).settings["empathy_questions"]
    assert setting == ("awareness_work" if taken else "measurement")

    if taken:
        assert listed(
            coordinator, service, probation, "victim_empathy", "Before and after", only_measures=True
        ).pk
    else:
        with pytest.raises(Refused, match="are measurement here") as refused:
            listed(coordinator, service, probation, "victim_empathy", "Before and after", only_measures=True)
        assert refused.value.field == "only_measures"


def test_the_list_is_kept_on_its_page(client, sign_in, coordinator, service, probation, officer):
    browser = sign_in(client, coordinator)
    boxes = {
        "provider": probation.pk,
        "name": "Other shoes",
        "kind": "victim_awareness",
        "only_measures": "no",
        "is_open": "yes",
    }
    assert browser.post(reverse("awareness:add_service"), boxes).status_code == 302
    row = ListedService.objects.get()
    assert "already" in words(browser.post(reverse("awareness:add_service"), boxes))
    again = {**boxes, "name": "In other shoes"}
    assert browser.post(reverse("awareness:service", args=[row.pk]), again).status_code == 302
    assert "In other shoes" in words(browser.get(reverse("awareness:services")))
    assert sign_in(Client(), officer).get(reverse("awareness:add_service")).status_code == 404


def test_desk_and_officer_get_there_by_a_link(client, sign_in, coordinator, officer, referral, course):
    address = reverse("awareness:work", args=[referral.number])
    assert address in words(sign_in(client, officer).get(reverse("referral:status", args=[referral.number])))
    desk = sign_in(Client(), coordinator)
    assert address in words(desk.get(reverse("eligibility:intake", args=[referral.number])))


def test_page_asks_the_same_number_of_questions_of_the_database(
    client, sign_in, coordinator, referral, course, service, probation, django_assert_max_num_queries
):
    for number in range(3):
        other = listed(coordinator, service, probation, "victim_awareness", f"Course {number}")
        choose(coordinator, referral, other)
    browser = sign_in(client, coordinator)
    browser.get("/")  # the session begins
    with django_assert_max_num_queries(12):
        browser.get(reverse("awareness:work", args=[referral.number]))
    with django_assert_max_num_queries(12):
        browser.get(reverse("awareness:services"))
