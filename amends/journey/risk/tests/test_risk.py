"""Risk is assessed for everybody, looked at again, and answered for when it is high."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.actions import grant_file
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.journey.risk.actions import answer_alert, assess, weigh
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules import check_current, current_level
from amends.journey.risk.tests.cast import NO_HARM, found


def assess_both(by, fence, **changes):
    assess(by=by, participant=fence.harmed, moment="start", finding=found())
    return assess(by=by, participant=fence.responsible, moment="start", finding=found(**changes))


def test_everybody_must_be_assessed_before_anything_passes(coordinator, a_case):
    assess(by=coordinator, participant=a_case.harmed, moment="start", finding=found())
    with pytest.raises(Refused, match="not been assessed for everybody"):
        check_current(a_case.case)
    assess(by=coordinator, participant=a_case.responsible, moment="start", finding=found())
    check_current(a_case.case)
    assert "risk_assessed" in reached(a_case.case)


def test_high_waits_for_the_manager(coordinator, manager, acting, a_case):
    assess_both(coordinator, a_case, level="high")
    assert current_level(a_case.case) == "high"
    assert "risk_assessed" not in reached(a_case.case)
    acting(manager)
    decide_approval(by=manager, approval=Approval.objects.get(), approve=True, reason="enough is done")
    weigh(by=manager, case=a_case.case)
    assert "risk_assessed" in reached(a_case.case)


def test_later_assessment_takes_the_milestone_back(coordinator, a_case):
    assess_both(coordinator, a_case)
    assess(by=coordinator, participant=a_case.harmed, moment="something_new", finding=found(level="high"))
    assert "risk_assessed" not in reached(a_case.case)


def test_fear_alerts_those_who_can_act_without_a_name(coordinator, manager, a_case):
    assess(
        by=coordinator, participant=a_case.harmed, moment="after_visit", finding=found(fear_or_threat=True)
    )
    assert Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).count() == 1
    words = list(Notice.objects.filter(user__in=[manager, coordinator]).values_list("words", flat=True))
    assert len(words) >= 2
    assert not any("Hanna" in each for each in words)
    answer_alert(by=coordinator, participant=a_case.harmed)
    assert not Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).exists()


@pytest.mark.parametrize("reasons", [[], ["", " "], ["a", "b", "c", "d"]])
def test_one_to_three_reasons(coordinator, a_case, reasons):
    with pytest.raises(Refused, match="one to three"):
        assess(by=coordinator, participant=a_case.harmed, moment="start", finding=found(reasons=reasons))


def test_review_day_in_the_past_is_refused(coordinator, a_case):
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(Refused, match="has passed"):
        assess(
            by=coordinator, participant=a_case.harmed, moment="start", finding=found(valid_until=yesterday)
        )


def test_series_is_never_rewritten(coordinator, a_case):
    assess_both(coordinator, a_case)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Assessment.objects.update(level="low")


def test_assessing_from_the_page_and_the_wall(client, sign_in, coordinator, facilitator, stranger, a_case):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    answers = {
        "moment": "after_visit",
        **NO_HARM,
        "fear_or_threat": "no",
        "level": "medium",
        "reason_1": "lives next door",
        "safeguards": "separate arrival",
    }
    sign_in(client, facilitator)
    assert client.post(reverse("risk:assess", args=[a_case.harmed.pk]), answers).status_code == 302
    assert client.get(reverse("risk:assess", args=[a_case.responsible.pk])).status_code == 404
    assert client.get(reverse("risk:person", args=[a_case.responsible.pk])).status_code == 404
    page = client.get(reverse("risk:overview", args=[a_case.case.number])).content.decode()
    assert a_case.responsible.initials not in page
    assert sign_in(client, stranger).get(reverse("risk:person", args=[a_case.harmed.pk])).status_code == 404
