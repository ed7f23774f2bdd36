"""Views around a sentence: whole, beside each other, and without a gate for feeling."""

import pytest
from django.urls import reverse

from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.journey.suitability.actions import record_view
from amends.journey.suitability.tests.cast import found_suitable

VIEW = {
    "writer": "P. Officer",
    "seen_on": "2026-03-03",
    "motivation": "Wants to explain.",
    "remorse": "Says little.",
    "acceptance": "All of it.",
    "attitude": "Respectful.",
    "vulnerability": "no",
    "health": "no",
    "learning": "no",
    "substances": "no",
}
FIRST = {
    "seen_on": "2026-04-04",
    "motivation": "To be done with it.",
    "remorse": "Weeps.",
    "acceptance": "Part.",
}


@pytest.mark.requirement("W8-208")
@pytest.mark.parametrize(
    "key",
    ["motivation", "remorse", "acceptance", "attitude", "vulnerability", "health", "learning", "substances"],
)
def test_the_report_writers_view_is_refused_with_an_empty_field(coordinator, a_case, key):
    with pytest.raises(AnswersRefused) as refused:
        record_view(
            by=coordinator,
            participant=a_case.responsible,
            key="view-before-sentence",
            answers={**VIEW, key: ""},
        )
    assert [error.field for error in refused.value.errors] == [key]
    record_view(by=coordinator, participant=a_case.responsible, key="view-before-sentence", answers=VIEW)


@pytest.mark.requirement("W8-213")
def test_the_facilitators_own_reading_stands_beside_the_report_writers(desk, coordinator, a_case):
    record_view(by=coordinator, participant=a_case.responsible, key="view-before-sentence", answers=VIEW)
    address = reverse("suitability:view", args=[a_case.responsible.pk, "view-first-appointment"])
    for key in ("motivation", "remorse", "acceptance"):
        with pytest.raises(AnswersRefused):
            record_view(
                by=coordinator,
                participant=a_case.responsible,
                key="view-first-appointment",
                answers={**FIRST, key: ""},
            )
    sent = {"seen_on_day": "4", "seen_on_month": "4", "seen_on_year": "2026", **FIRST}
    assert desk.post(address, sent).status_code == 302
    page = desk.get(reverse("suitability:views", args=[a_case.responsible.pk])).content.decode()
    row = page.split(">Motivation<", 1)[1].split("</tr>", 1)[0]
    assert "Wants to explain." in row
    assert "To be done with it." in row


@pytest.mark.requirement("KM-024")
def test_the_lowest_empathy_at_the_start_holds_nothing_up(coordinator, a_case):
    answers = {**FIRST, "empathy_at_start": "1", "remorse": "None."}
    record_view(by=coordinator, participant=a_case.responsible, key="view-first-appointment", answers=answers)
    found_suitable(coordinator, a_case)
    assert "suitable" in reached(a_case.case)
    assert not Clock.objects.filter(name__in=["suitability-advice", "suitability-after-sentence"]).exists()
