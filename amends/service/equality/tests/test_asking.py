"""Asked once and kindly, declined without a reason, shown to nobody."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import AuditEvent
from amends.service.equality.actions import keep_answers, note_not_asked
from amends.service.equality.models import EqualityAnswers
from amends.service.equality.questions import monitoring


def test_ethnicity_is_asked_in_18_groups_and_one_to_say_nothing():
    ethnicity = monitoring().questions["ethnicity"]
    assert len(ethnicity.choices) == 18
    assert len(ethnicity.offered) == 19
    assert all(question.offered[-1][1] == "Prefer not to say" for question in monitoring().questions.values())


def test_what_was_answered_is_kept_as_codes_and_shown_to_nobody_again(client, sign_in, coordinator, a_case):
    sign_in(client, coordinator)
    address = reverse("equality:ask", args=[a_case.harmed.pk])
    assert "You can leave out any of them, or all." in client.get(address).content.decode()
    client.post(address, {"ethnicity": "M3", "religion": "sikh", "disability": "not_said"})
    row = EqualityAnswers.objects.get()
    assert row.answers == {"ethnicity": "M3", "religion": "sikh", "disability": "not_said"}
    page = client.get(address).content.decode()
    assert "They were asked on" in page
    assert "checked" not in page
    person = client.get(reverse("casefile:person", args=[a_case.harmed.pk])).content.decode()
    assert "Ask about themselves" in person
    assert "Sikh" not in person
    event = AuditEvent.objects.get(what="equality.answered")
    assert "sikh" not in str(event.details)


def test_somebody_says_nothing_at_all_or_is_not_asked_with_the_reason(coordinator, a_case):
    said_nothing = keep_answers(
        by=coordinator, participant=a_case.harmed, answers={"sex": "", "religion": ""}
    )
    assert said_nothing.state == EqualityAnswers.State.DECLINED
    later = note_not_asked(by=coordinator, participant=a_case.responsible, why="Too upset today")
    assert (later.state, later.asked_on) == (EqualityAnswers.State.NOT_ASKED, None)
    keep_answers(by=coordinator, participant=a_case.responsible, answers={"sex": "male"})
    assert EqualityAnswers.objects.get(participant=a_case.responsible).why_not_asked == ""


def test_the_database_keeps_no_answers_of_somebody_who_declined(coordinator, a_case):
    row = keep_answers(by=coordinator, participant=a_case.harmed, answers={})
    with pytest.raises(IntegrityError), transaction.atomic():
        EqualityAnswers.objects.filter(pk=row.pk).update(answers={"sex": "male"})


@pytest.mark.parametrize("answers", [{"ethnicity": "Z9"}, {"faith": "sikh"}])
def test_an_answer_that_is_not_offered_is_refused(coordinator, a_case, answers):
    with pytest.raises(Refused, match="not one of the answers"):
        keep_answers(by=coordinator, participant=a_case.harmed, answers=answers)


def test_supporters_are_not_asked(client, sign_in, coordinator, a_case):
    Participant.objects.filter(pk=a_case.harmed.pk).update(part="supporter")
    sign_in(client, coordinator)
    assert client.get(reverse("equality:ask", args=[a_case.harmed.pk])).status_code == 404


def test_whoever_works_with_one_side_sees_nothing_of_the_other(
    client, sign_in, coordinator, facilitator, a_case, acting
):
    keep_answers(by=coordinator, participant=a_case.responsible, answers={"religion": "jewish"})
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    acting(facilitator)
    assert not EqualityAnswers.objects.exists()
    sign_in(client, facilitator)
    assert client.get(reverse("equality:ask", args=[a_case.responsible.pk])).status_code == 404
    assert client.get(reverse("equality:ask", args=[a_case.harmed.pk])).status_code == 200
