"""The referral API: keys, handing in once, one's own referrals only, and problems that name the field."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.access.token_actions import make_api_token, revoke_api_token
from amends.journey.referral.actions import ask_referrer
from amends.journey.referral.models import Referral

URL = "/api/v1/referrals"
GOOD: dict[str, Any] = {
    "referral": {
        "incident": "Two wing mirrors kicked off.",
        "happened_on": "2026-03-22",
        "referrer_name": "PC Mallard",
        "referrer_telephone": "01632 960 100",
        "reasons": ["caution"],
    },
    "people": [
        {
            "full_name": "Bittern Lovage",
            "side": "harmed",
            "date_of_birth": "1980-01-05",
            "contacts": [{"kind": "mobile", "value": "07700 900163"}],
        },
        {"full_name": "Thrush Fenwick-Sedge", "side": "responsible", "age_note": "20"},
    ],
    "references": [{"kind": "crime", "value": "42/990471/26"}],
    "checklist": {"willing": {"answer": "unsure"}},
    "facts": {"offence_category": "criminal_damage"},
}


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def token(coordinator, police):
    return make_api_token(by=coordinator, agency=police, name="Case system")


@pytest.fixture
def key(token):
    return token[1]


@pytest.fixture
def other_key(coordinator, council):
    return make_api_token(by=coordinator, agency=council, name="Council system")[1]


@pytest.fixture
def post(client):
    def send(body, key="", url=URL, **headers):
        if key:
            headers["HTTP_AUTHORIZATION"] = f"Bearer {key}"
        return client.post(url, json.dumps(body), content_type="application/json", **headers)

    return send


@pytest.fixture
def get(client):
    return lambda url, key: client.get(url, HTTP_AUTHORIZATION=f"Bearer {key}")


def made(number, by):
    with acting_as(by):
        return Referral.objects.get(number=number)


def test_referral_is_handed_in_with_number_status_and_day_of_decision(post, key, coordinator):
    response = post(GOOD, key)

    assert response.status_code == 201, response.content
    answer = response.json()
    assert answer["number"].startswith("ESX-R")
    assert answer["status"] == "submitted"
    assert answer["decision_due_at"]
    referral = made(answer["number"], coordinator)
    assert (referral.form, referral.route, referral.agency.name) == ("referral", "api", "Essex Police")
    assert [person.full_name for person in referral.people.all()] == [
        "Bittern Lovage",
        "Thrush Fenwick-Sedge",
    ]


@pytest.mark.parametrize("key", ["", "amends_wrong"])
def test_request_without_a_valid_key_is_answered_401(post, key, db):
    response = post(GOOD, key)

    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == "Bearer"


def test_key_that_was_taken_back_opens_nothing(post, token, coordinator):
    revoke_api_token(by=coordinator, token=token[0])

    assert post(GOOD, token[1]).status_code == 401


def test_key_of_an_agency_that_is_no_partner_any_more_opens_nothing(post, key, police):
    Agency.objects.filter(pk=police.pk).update(is_active=False)

    assert post(GOOD, key).status_code == 401


def test_same_idempotency_key_gives_the_same_answer_and_one_referral(post, key, coordinator):
    first = post(GOOD, key, HTTP_IDEMPOTENCY_KEY="a-1")
    second = post(GOOD, key, HTTP_IDEMPOTENCY_KEY="a-1")

    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    with acting_as(coordinator):
        assert Referral.objects.count() == 1


def test_same_idempotency_key_with_another_body_is_answered_409(post, key):
    post(GOOD, key, HTTP_IDEMPOTENCY_KEY="a-1")

    response = post(GOOD | {"references": []}, key, HTTP_IDEMPOTENCY_KEY="a-1")
    assert response.status_code == 409
    assert "Idempotency-Key" in response.json()["detail"]


def test_idempotency_key_of_a_failed_request_can_be_used_again(post, key):
    wrong = GOOD | {"people": []}

    assert post(wrong, key, HTTP_IDEMPOTENCY_KEY="a-1").status_code == 422
    assert post(GOOD, key, HTTP_IDEMPOTENCY_KEY="a-1").status_code == 201


def test_two_keys_may_use_the_same_idempotency_key(post, key, other_key):
    assert post(GOOD, key, HTTP_IDEMPOTENCY_KEY="a-1").status_code == 201
    assert post(GOOD, other_key, HTTP_IDEMPOTENCY_KEY="a-1").status_code == 201


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"people": []}, "people.1.full_name"),
        ({"people": [{"full_name": "A", "date_of_birth": "2026-02-30"}]}, "people.1.date_of_birth"),
        ({"people": [{"full_name": "A", "date_of_birth": "1801-01-01"}]}, "people.1.date_of_birth"),
        ({"people": [{"full_name": "A", "side": "upside"}]}, "people.1.side"),
        ({"people": [{"full_name": "A", "shoe_size": 9}]}, "people.1.shoe_size"),
        (
            {"people": [{"full_name": "A", "contacts": [{"kind": "pigeon", "value": "x"}]}]},
            "people.1.contacts.1.kind",
        ),
        ({"facts": {"plea": "maybe"}}, "facts.plea"),
        ({"facts": {"star_sign": "lion"}}, "facts.star_sign"),
        ({"references": [{"kind": "crime", "value": ""}]}, "references.1.value"),
        ({"checklist": {"willing": {"answer": "perhaps"}}}, "checklist.willing.answer"),
        ({"referral": GOOD["referral"] | {"reasons": ["other"]}}, "referral.reason_other"),
        ({"referral": GOOD["referral"] | {"status": "accepted"}}, "referral.status"),
        ({"form": "self"}, "form"),
    ],
)
def test_problem_names_the_field(post, key, change, where):
    response = post(GOOD | change, key)

    assert response.status_code == 422, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert where in [error["where"] for error in response.json()["errors"]]


def test_body_that_is_not_json_is_a_problem_too(client, key):
    response = client.post(URL, "{", content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {key}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_agency_sees_its_own_referrals_and_nobody_elses(post, get, key, other_key):
    mine = post(GOOD, key).json()["number"]
    theirs = post(GOOD, other_key).json()["number"]

    assert [item["number"] for item in get(URL, key).json()["items"]] == [mine]
    assert get(f"{URL}/{mine}", key).status_code == 200
    assert get(f"{URL}/{theirs}", key).status_code == 404
    assert get(f"{URL}/{theirs}/questions", key).status_code == 404


def test_list_of_many_costs_no_more_than_the_list_of_one(
    post, get, key, coordinator, django_assert_max_num_queries
):
    post(GOOD, key)
    with CaptureQueriesContext(connection) as for_one:
        assert len(get(URL, key).json()["items"]) == 1
    cost = len(for_one)
    for _ in range(3):
        post(GOOD, key)
    with django_assert_max_num_queries(cost):
        items = get(URL, key).json()["items"]
    assert len({item["decision_due_at"] for item in items}) == 1


def test_question_is_read_and_answered(post, get, key, coordinator):
    number = post(GOOD, key).json()["number"]
    with acting_as(coordinator):
        ask_referrer(by=coordinator, referral=made(number, coordinator), text="Has he been asked?")

    assert get(f"{URL}/{number}", key).json()["open_questions"] == 1
    question = get(f"{URL}/{number}/questions", key).json()[0]
    answered = post({"answer": "Not yet."}, key, url=f"{URL}/{number}/questions/{question['id']}/answer")
    assert answered.status_code == 200, answered.content
    assert answered.json()["answer"] == "Not yet."
    assert get(f"{URL}/{number}", key).json()["status"] == "submitted"
    again = post({"answer": "Yes."}, key, url=f"{URL}/{number}/questions/{question['id']}/answer")
    assert again.status_code == 409


def test_referral_is_corrected_with_a_reason_and_keeps_what_it_said(post, get, key, other_key, coordinator):
    number = post(GOOD, key).json()["number"]
    url = f"{URL}/{number}/amendments"
    changes = {"people.1.date_of_birth": "1981-01-05", "people.1.contacts.1.value": "07700 900164"}
    body = {"reason": "Read it wrong", "changes": changes}

    assert post(body, other_key, url=url).status_code == 404
    answer = post(body, key, url=url)
    assert answer.status_code == 200, answer.content
    kept = [(each["what"], each["before"], each["after"], each["reason"]) for each in get(url, key).json()]
    assert kept == [
        ("people.1.date_of_birth", "1980-01-05", "1981-01-05", "Read it wrong"),
        ("people.1.contacts.1.value", "07700 900163", "07700 900164", "Read it wrong"),
    ]
    assert str(made(number, coordinator).people.first().date_of_birth) == "1981-01-05"
    assert post(body, key, url=url).json() == []
    assert get(url, other_key).status_code == 404


@pytest.mark.parametrize(
    ("where", "value", "status"),
    [
        ("people.1.date_of_birth", "2026-02-30", 422),
        ("people.1.date_of_birth", 7.5, 422),
        ("people.1.side", "upside", 422),
        ("people.1.full_name", "a\x00b", 422),
        ("referral.reasons", "caution", 422),
        ("referral.incident", {"a": 1}, 422),
        ("people.9.full_name", "A", 409),
        ("people.99999999999999999999.full_name", "A", 409),
        ("referral.status", "accepted", 409),
        ("", "x", 409),
        ("nowhere", "x", 409),
    ],
)
def test_correction_that_cannot_be_is_refused_and_changes_nothing(post, get, key, where, value, status):
    number = post(GOOD, key).json()["number"]
    url = f"{URL}/{number}/amendments"

    response = post({"reason": "x", "changes": {where: value}}, key, url=url)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert get(url, key).json() == []


def test_referral_is_withdrawn_once(post, key):
    number = post(GOOD, key).json()["number"]

    assert (
        post({"reason": "Sent by mistake."}, key, url=f"{URL}/{number}/withdraw").json()["status"]
        == "withdrawn"
    )
    assert post({"reason": "Again."}, key, url=f"{URL}/{number}/withdraw").status_code == 409


def test_key_that_asks_too_often_is_told_to_wait(get, key):
    answers = [get(URL, key) for _ in range(121)]

    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]
    assert {answer.status_code for answer in answers[:-1]} == {200}


def test_description_of_the_api_is_there_and_needs_no_key(client, db):
    response = client.get("/api/v1/openapi.json")

    assert response.status_code == 200
    assert "/api/v1/referrals" in response.json()["paths"]


def test_there_are_no_interactive_pages_because_they_need_inline_scripts(client, db):
    assert client.get("/api/v1/docs").status_code == 404


def test_contradictory_facts_are_taken_and_told_with_their_place(post, key):
    facts = {"offence_category": "criminal_damage", "responsibility": "full", "accepts_basic_facts": False}
    answer = post({**GOOD, "facts": {**facts, "responsible_under_18": True}}, key)
    assert answer.status_code == 201
    assert [(each["where"], each["detail"].split(",")[0]) for each in answer.json()["notices"]] == [
        ("facts.responsible_under_18", "The person responsible is said to be under 18"),
        ("facts.accepts_basic_facts", "Said to take all responsibility"),
    ]
    assert post(GOOD, key).json()["notices"] == []


def test_a_tier_of_seven_is_refused_at_its_place_and_nothing_is_kept(post, key, acting, coordinator):
    answer = post({**GOOD, "facts": {"tier": 7}}, key)
    assert answer.status_code == 422
    assert [each["where"] for each in answer.json()["errors"]] == ["facts.tier"]
    acting(coordinator)
    assert not Referral.objects.exists()
