import pytest

from amends.foundation.policy.clocks import Unit, clock_definition, clock_definitions

CASEWORK = "clocks/casework.yaml"

CONTRACT = {
    "order-notified": "2 working days",
    "first-contact": "15 working days",
    "contact-logged": "24 hours",
    "agreement-copies": "3 working days",
    "feedback": "7 days",
    "referral-made": "15 working days",
    "vlo-notified": "5 working days",
    "victim-of-crime-informed": "10 working days",
    "vcs-victim-informed": "10 working days",
    "victim-information-shared": "10 working days",
    "information-request-reply": "10 working days",
    "referral-decision": "10 working days",
    "referrer-question-chase": "7 days",
    "registration": "1 working day",
    "agreement-point-due": "the day agreed",
}


@pytest.mark.parametrize(("name", "limit"), CONTRACT.items())
def test_each_clock_has_the_limit_of_its_source(name, limit):
    assert clock_definition(name).limit_words == limit


def test_every_clock_says_who_answers_for_it_and_why():
    for clock in clock_definitions().values():
        assert clock.owner
        assert clock.source
        assert clock.words.endswith(".")


def test_a_day_that_people_agree_has_no_limit_of_its_own():
    clock = clock_definition("agreement-point-due")
    assert (clock.unit, clock.limit) == (Unit.AGREED, None)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("limit: {working_days: 1}", "limit: {weeks: 1}", "'weeks' means nothing here"),
        ("limit: {working_days: 1}", "limit: {days: 1, hours: 2}", "exactly one of"),
        ("limit: {working_days: 1}", "limit: {working_days: 0}", "a whole number of 1 or more"),
        ("limit: {working_days: 1}", "limit: {agreed: false}", "can only be true"),
        ("owner: administrator", "owner:", "expected words, found nothing"),
        ("  registration:", "  feedback:", "two clocks called feedback"),
    ],
)
def test_a_mistake_is_refused_with_its_place(policy, old, new, sentence):
    policy.change(CASEWORK, old, new)
    file = "clocks/wait-til-eight.yaml" if "feedback" in new else CASEWORK
    assert sentence in policy.refusal(clock_definitions, file).sentence
