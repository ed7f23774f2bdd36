"""What is seen of judgements, by whom; talks, views, being told, scores and the list of those who wait."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file, open_new_case
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.journey.eligibility.models import SecondAssessment
from amends.journey.suitability.actions import (
    log_interview,
)
from amends.journey.suitability.models import Interview, Judgement
from amends.journey.suitability.tests.cast import HARMED, agreed, found_suitable, judged

BUDGET = 12


def today():
    return timezone.localdate()


def test_judging_from_the_page(desk, coordinator, a_case):
    agreed(coordinator, a_case.harmed)
    address = reverse("suitability:judge", args=[a_case.harmed.pk, "visit"])
    sent = {**HARMED, "both_agree": "on", "basis": "seen twice at home", "outcome": "suitable"}
    assert desk.post(address, sent).status_code == 302
    judgement = Judgement.objects.get()
    assert (judgement.basis, judgement.response and judgement.response.answers["hopes"]) == (
        "seen twice at home",
        HARMED["hopes"],
    )
    for name, args in (
        ("suitability:overview", [a_case.case.number]),
        ("suitability:answers", [a_case.harmed.pk, judgement.pk]),
    ):
        assert desk.get(reverse(name, args=args)).status_code == 200


def test_what_was_answered_can_be_kept_for_later(desk, a_case):
    address = reverse("suitability:judge", args=[a_case.harmed.pk, "visit"])
    desk.post(address, {"motive": "To be heard.", "later": "yes"})
    assert "To be heard." in desk.get(address).content.decode()
    assert not Judgement.objects.exists()


@pytest.mark.requirement("SS-009")
def test_there_is_no_form_for_somebody_who_is_not_eligible(desk, coordinator, a_case):
    page = reverse("suitability:person", args=[a_case.harmed.pk])
    form = reverse("suitability:judge", args=[a_case.harmed.pk, "visit"])
    assert form in desk.get(page).content.decode()
    SecondAssessment.objects.create(
        service=a_case.case.service,
        case=a_case.case,
        decision="not_accept",
        reasons="Not one for us.",
        relied_words="The police.",
        responsibility="unknown",
        outcome="not_eligible",
        profile="essex-2015",
        profile_version=1,
        assessed_by=coordinator,
    )
    assert form not in desk.get(page).content.decode()
    assert desk.get(form).status_code == 404
    with pytest.raises(Refused, match="eligible"):
        judged(coordinator, a_case.harmed)


def test_pages_keep_the_wall(client, sign_in, coordinator, facilitator, stranger, a_case):
    found_suitable(coordinator, a_case)
    secret = judged(coordinator, a_case.responsible, basis="Knows the gate code.", outcome="not_yet")
    log_interview(by=coordinator, participant=a_case.responsible, held_on=today(), interviewer="Fay")
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    person = a_case.responsible.pk
    for name, args in (
        ("person", [person]),
        ("judge", [person, "visit"]),
        ("answers", [person, secret.pk]),
        ("talk", [person]),
        ("views", [person]),
        ("scores", [person]),
        ("one_talk", [person, Interview.objects.get().pk]),
    ):
        assert client.get(reverse(f"suitability:{name}", args=args)).status_code == 404, name
    mine = reverse("suitability:answers", args=[a_case.harmed.pk, secret.pk])
    assert client.get(mine).status_code == 404
    page = client.get(reverse("suitability:overview", args=[a_case.case.number])).content.decode()
    assert f">{a_case.responsible.initials}<" not in page
    assert "gate code" not in page
    assert client.get(reverse("suitability:waiting")).status_code == 404
    sign_in(client, stranger)
    assert client.get(reverse("suitability:overview", args=[a_case.case.number])).status_code == 404


def test_the_database_keeps_the_wall_too(coordinator, facilitator, acting, a_case):
    found_suitable(coordinator, a_case)
    log_interview(by=coordinator, participant=a_case.responsible, held_on=today(), interviewer="Fay")
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    acting(facilitator)
    assert {judgement.file_id for judgement in Judgement.objects.all()} == {a_case.harmed_file.pk}
    assert not Interview.objects.exists()


def test_the_three_judgements_stand_side_by_side(desk, coordinator, manager, a_case):
    agreed(coordinator, a_case.harmed)
    for by, made_as in ((coordinator, "paper"), (coordinator, "visit"), (manager, "manager")):
        judged(by, a_case.harmed, made_as, basis=f"As {made_as}.")
    with CaptureQueriesContext(connection) as captured:
        page = desk.get(reverse("suitability:person", args=[a_case.harmed.pk])).content.decode()
    assert [page.index(f"As {made_as}.") for made_as in ("paper", "visit", "manager")] == sorted(
        page.index(f"As {made_as}.") for made_as in ("paper", "visit", "manager")
    )
    assert "Earlier judgements" not in page
    asked = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= BUDGET


@pytest.mark.requirement("SS-036")
@pytest.mark.requirement("SS-038")
def test_those_who_wait_are_listed_with_the_days(desk, coordinator, service):
    for number in range(8):
        with time_machine.travel(timezone.now() - timedelta(minutes=number), tick=True):
            case = open_new_case(by=coordinator, service=service, family=Case.Family.NEIGHBOURS, what="fence")
        for file in case.files.all():
            details = {"full_name": f"{file.side} {number}"}
            person = add_person(by=coordinator, file=file, details=details).participant
            if number < 6:
                agreed(coordinator, person)
                judged(coordinator, person)
    Case.objects.filter(number__endswith="0008").update(opened_at=timezone.now() - timedelta(days=9))
    page = desk.get(reverse("suitability:waiting")).content.decode()
    for title in ("People harmed", "People responsible"):
        part = page.split(title, 1)[1].split("<h2", 1)[0]
        assert '<span class="amends-count">2</span>' in part
        assert ": 9 days" in part
        assert ": 0 days" in part


@pytest.mark.requirement("SS-036")
def test_the_form_of_the_person_harmed_asks_what_they_hope_for():
    from amends.foundation.policy.questionnaires import load_questionnaire

    hopes = load_questionnaire("suitability-harmed").question("hopes").choices
    assert list(hopes) == ["tell_impact", "explanation", "apology", "say_in_reparation", "other"]
