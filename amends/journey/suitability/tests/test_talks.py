"""A talk with ten questions, on the page and on paper."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.documents.models import Document
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.journey.suitability.models import Interview


@pytest.mark.requirement("W8-083")
def test_the_interview_has_ten_questions_each_with_what_it_bears_on(desk, coordinator, a_case):
    address = reverse("suitability:talk", args=[a_case.responsible.pk])
    page = desk.get(address).content.decode()
    assert page.count("Bears on: ") == 10
    ten = [question.key for question in load_questionnaire("interview-responsible").questions]
    assert len(ten) == 10
    order = [page.index(f'name="{key}"') for key in ten]
    assert order == sorted(order)
    day = timezone.localdate()
    sent: dict[str, object] = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
    sent |= {"interviewer": "Court duty officer", "own_part": "I threw it."}
    assert desk.post(address, sent).status_code == 302
    talk = Interview.objects.get()
    person = desk.get(reverse("suitability:person", args=[a_case.responsible.pk])).content.decode()
    assert reverse("suitability:one_talk", args=[a_case.responsible.pk, talk.pk]) in person
    read = desk.get(reverse("suitability:one_talk", args=[a_case.responsible.pk, talk.pk])).content.decode()
    assert "I threw it." in read
    not_asked = read.split("Not asked", 1)[1]
    assert "Whose fault" in not_asked
    assert "your own part" not in not_asked


@pytest.mark.requirement("W8-083")
def test_the_interview_form_can_be_printed_blank(desk, a_case):
    address = reverse("suitability:print_interview", args=[a_case.responsible.pk])
    assert desk.post(address).status_code == 302
    html = Document.objects.get().html
    assert html.count("(bears on: ") == 10
    assert Document.objects.get().file_id == a_case.responsible_file.pk
