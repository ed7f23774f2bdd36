"""The progress log of a requirement, and the review at its end."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.court.actions import planning, sentencing
from amends.journey.court.actions.programme import complete_log, log_progress
from amends.journey.court.models import PlannedMeeting, ProgressEntry, Sentence
from amends.journey.court.rules.progress import NOT_APPLICABLE, progress_of
from amends.journey.court.tests.cast import FOUR, declined, hold, in_days, plan

pytestmark = pytest.mark.django_db


def lines(sentence):
    return {line.event.value: line for line in progress_of(sentence)}


def logged(by, sentence, event, **changes):
    came = {"attended": True, "officer_attended": False, **changes}
    return log_progress(by=by, sentence=sentence, event=event, on=timezone.localdate(), **came)


@pytest.mark.requirement("W8-362")
def test_cells_that_do_not_apply_read_na_and_cannot_be_filled(ordered, noms, coordinator, client, sign_in):
    sentencing.plan_first_contact(by=coordinator, sentence=ordered, on=in_days(2))
    reach(by=coordinator, case=noms.case, milestone=Milestone.FIRST_CONTACT_HARMED)
    logged(coordinator, ordered, "second")
    found = lines(ordered)
    assert len(found) == 8
    harmed, second, planned = found["harmed"], found["second"], found["planned"]
    assert (harmed.attended, harmed.officer_attended, harmed.within) == (NOT_APPLICABLE,) * 3
    assert harmed.on == timezone.localdate()
    assert (second.attended, second.officer_attended, second.within) == ("Yes", "No", NOT_APPLICABLE)
    assert (planned.on, planned.within) == (in_days(2), "Yes")
    for event in ("harmed", "planned"):
        with pytest.raises(ValidationError, match="read from the case"):
            logged(coordinator, ordered, event)
        address = reverse("court:fill_in", args=[noms.responsible.pk, event])
        assert sign_in(client, coordinator).get(address).status_code == 404
    page = client.get(reverse("court:progress", args=[noms.responsible.pk])).text
    assert page.count("<td") == 32
    assert page.count(">NA<") == 11


def test_log_is_complete_with_the_first_contact_and_the_review(ordered, coordinator):
    with pytest.raises(Refused, match="first contact, last contact, or review"):
        complete_log(by=coordinator, sentence=ordered)
    for event in ("first", "review"):
        logged(coordinator, ordered, event)
    assert complete_log(by=coordinator, sentence=ordered).log_complete_on == timezone.localdate()


def test_log_is_the_responsible_sides_alone(ordered, noms, coordinator, facilitator, client, sign_in):
    logged(coordinator, ordered, "first")
    grant_file(by=coordinator, file=noms.harmed_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert not ProgressEntry.objects.exists()
    address = reverse("court:progress", args=[noms.responsible.pk])
    assert sign_in(client, facilitator).get(address).status_code == 404


@pytest.mark.requirement("W8-107")
def test_requirement_stays_open_until_the_review_and_one_without_the_officer_says_why(
    ordered, noms, coordinator
):
    *sessions, review = plan(coordinator, ordered, *FOUR)
    declined(coordinator, noms)
    for meeting in sessions:
        hold(coordinator, meeting)
    assert Clock.objects.get(name="requirement-review", stopped_at__isnull=True).file_id == ordered.file_id
    with pytest.raises(Refused, match="not complete yet"):
        planning.end_requirement(by=coordinator, sentence=ordered, how="complete", on=in_days(0))
    with pytest.raises(ValidationError, match="Say why, if the offender manager was not there"):
        hold(coordinator, review)
    review = PlannedMeeting.objects.select_related("sentence").get(pk=review.pk)
    spoken = {
        "why_without_officer": "Ill; spoken with by telephone",
        "progress": "Two of three promises are kept",
    }
    hold(coordinator, review, **spoken)
    assert not Clock.objects.filter(name="requirement-review", stopped_at__isnull=True).exists()
    assert Sentence.objects.get(pk=ordered.pk).ended == "complete"
