"""A request leaves only with the responsible officer's own judgement, where the rules ask for it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.tests.cast import make_user
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.questionnaire.models import Response
from amends.journey.finding.actions import answer_request, judge_request, note_request
from amends.journey.finding.models import Request
from amends.journey.finding.rules.noting import open_requests

TODAY = timezone.localdate()
JUDGED = {
    "suitable": "yes",
    "why": "She asked to hear from him, and he is settled.",
    "victims_code": "yes",
    "assessed_by": "Conrad Com",
    "assessed_on": TODAY.isoformat(),
}


@pytest.fixture
def hmpps(service):
    service.profile = "hmpps-2023"
    service.save()
    return service


@pytest.fixture
def com(service, acting):
    user = make_user("Conrad Com", "community_offender_manager", service)
    acting(user)
    return user


@pytest.fixture
def pending(com, service):
    return note_request(by=com, service=service, asked_on=TODAY, person="Reed Teasel", made_to="officer")


def send(by, row, outcome="referred"):
    return answer_request(by=by, request=row, outcome=outcome, on=TODAY)


@pytest.mark.requirement("PF-026")
def test_without_the_officers_judgement_a_request_cannot_leave(hmpps, com, pending):
    with pytest.raises(Refused, match="not judged yet") as refused:
        send(com, pending)
    assert (refused.value.field, refused.value.source) == ("outcome", "HMPPS 4.3")
    judge_request(by=com, request=pending, answers=JUDGED)
    assert send(com, pending).outcome == "referred"


@pytest.mark.requirement("PF-026")
def test_no_with_reasons_closes_the_request_and_nothing_leaves(hmpps, com, pending):
    with pytest.raises(Refused, match="missing") as refused:
        judge_request(by=com, request=pending, answers=JUDGED | {"suitable": "no", "why": ""})
    assert refused.value.field == "why"
    judge_request(by=com, request=pending, answers=JUDGED | {"suitable": "no", "why": "She fears him."})

    row = Request.objects.get()
    assert (row.outcome, row.referral_number, row.referred_on) == ("not_suitable", "", None)
    assert not Clock.objects.filter(name="referral-made", stopped_at__isnull=True).exists()
    assert Response.objects.get().answers["why"] == "She fears him."
    with pytest.raises(Refused, match="answered already"):
        send(com, row)


@pytest.mark.requirement("PF-026")
@pytest.mark.parametrize(
    ("said", "words"), [({"suitable": "advice"}, "advice first"), ({"victims_code": "no"}, "Victims' Code")]
)
def test_judgement_that_is_not_a_yes_leaves_the_request_waiting(hmpps, com, pending, said, words):
    judge_request(by=com, request=pending, answers=JUDGED | said)
    with pytest.raises(Refused, match=words):
        send(com, pending)
    assert list(open_requests(com, hmpps)) == [pending]
    judge_request(by=com, request=pending, answers=JUDGED)
    assert send(com, pending).outcome == "referred"


def test_unsuitable_is_said_by_the_judgement_and_withdrawing_needs_none(hmpps, com, pending):
    with pytest.raises(Refused, match="not judged yet"):
        send(com, pending, "not_suitable")
    judge_request(by=com, request=pending, answers=JUDGED)
    with pytest.raises(Refused, match="does not say"):
        send(com, pending, "not_suitable")
    assert send(com, pending, "withdrawn").outcome == "withdrawn"


def test_late_no_closes_without_asking_why_no_referral_was_made(hmpps, com):
    row = note_request(by=com, service=hmpps, asked_on=date(2020, 3, 4), person="Reed", made_to="officer")
    judge_request(by=com, request=row, answers=JUDGED | {"suitable": "no"})
    assert row.outcome == "not_suitable"


def test_provider_cannot_judge_in_the_officers_place(hmpps, com, pending, coordinator, acting):
    acting(coordinator)
    with pytest.raises(Refused, match="responsible officer"):
        judge_request(by=coordinator, request=pending, answers=JUDGED)


def test_judgement_is_of_a_day_that_has_come(hmpps, com, pending):
    with pytest.raises(Refused, match="not come yet") as refused:
        judge_request(by=com, request=pending, answers=JUDGED | {"assessed_on": "2199-01-01"})
    assert refused.value.field == "assessed_on"


def test_other_rules_do_not_ask_for_it(com, pending):
    assert send(com, pending).outcome == "referred"


def test_page_of_the_request_leads_to_the_judgement_and_shows_it(client, sign_in, hmpps, com, pending):
    sign_in(client, com)
    page, judgement = (reverse(f"finding:{name}_request", args=[pending.pk]) for name in ("answer", "judge"))
    assert judgement in client.get(page).content.decode()
    day = {"on_day": TODAY.day, "on_month": TODAY.month, "on_year": TODAY.year}
    refused = client.post(page, {"outcome": "referred", **day}).content.decode()
    assert "HMPPS 4.3" in refused
    assessed = {f"assessed_on_{part}": getattr(TODAY, part) for part in ("day", "month", "year")}
    assert client.get(judgement).status_code == 200
    assert client.post(judgement, JUDGED | assessed).url == page
    assert "own judgement: Yes" in client.get(page).content.decode()
    assert client.post(page, {"outcome": "referred", **day}).status_code == 302


def test_coordinator_finds_no_page_to_judge_on(client, sign_in, hmpps, com, pending, coordinator):
    page = reverse("finding:judge_request", args=[pending.pk])
    assert sign_in(client, coordinator).get(page).status_code == 404
