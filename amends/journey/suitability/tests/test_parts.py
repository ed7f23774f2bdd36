"""The judgement part by part: its questions and its conclusion are kept together."""

import re

from django.urls import reverse

from amends.foundation.clock.models import Clock
from amends.foundation.questionnaire.models import Response
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.tests.cast import HARMED, agreed

CONCLUSION = {"basis": "Seen twice at home.", "outcome": "not_yet", "interviewer": "Fay"}


def opened(html):
    return re.findall(r'<details class="amends-part" id="part-(\d+)" open>', html)


def test_conclusion_is_kept_with_the_answers(desk, a_case):
    address = reverse("suitability:judge", args=[a_case.harmed.pk, "visit"])
    desk.post(address, {"concern_for_harmed": "no", **CONCLUSION, "later": "yes"})
    html = desk.get(address).content.decode()
    assert "Seen twice at home." in html
    assert re.search(r'value="not_yet"[^>]*checked', html)
    assert re.search(r'value="no"[^>]*id="id_concern_for_harmed_1" checked', html)
    assert opened(html) == ["1"]
    assert "of 5 parts answered" in html
    assert not Judgement.objects.exists()
    page = desk.get(reverse("suitability:person", args=[a_case.harmed.pk])).content.decode()
    assert "Go on with what you began" in page


def test_it_goes_on_at_the_first_part_that_is_open(desk, a_case):
    address = reverse("suitability:judge", args=[a_case.harmed.pk, "visit"])
    first = ("concern_for_harmed", "fear_or_threat", "vulnerability", "support", "support_enough")
    desk.post(address, {**{key: HARMED[key] for key in first}, "later": "yes"})
    html = desk.get(address).content.decode()
    assert "<span data-parts-done>1</span> of 5 parts answered" in html
    assert opened(html) == ["2"]


def test_recording_takes_the_draft_along_and_empties_it(desk, coordinator, a_case):
    agreed(coordinator, a_case.harmed)
    address = reverse("suitability:judge", args=[a_case.harmed.pk, "visit"])
    desk.post(address, {**HARMED, **CONCLUSION, "later": "yes"})
    assert desk.post(address, {**HARMED, **CONCLUSION, "both_agree": "on"}).status_code == 302
    assert Response.objects.get().beside == {}
    assert Judgement.objects.get().response == Response.objects.get()


def test_fear_in_a_draft_is_told_at_once_and_once(desk, a_case):
    address = reverse("suitability:judge", args=[a_case.harmed.pk, "visit"])
    sent = {"fear_or_threat": "yes", "later": "yes"}
    assert "have been told now" in desk.post(address, sent, follow=True).content.decode()
    assert Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).count() == 1
    assert "have been told now" not in desk.post(address, sent, follow=True).content.decode()


def test_part_with_an_error_is_open_and_nothing_typed_is_lost(desk, a_case):
    address = reverse("suitability:judge", args=[a_case.harmed.pk, "visit"])
    sent = {**HARMED, **CONCLUSION}
    del sent["motive"]
    html = desk.post(address, sent).content.decode()
    assert opened(html) == ["3"]
    assert "There is a problem" in html
    assert "A sister nearby." in html
    assert "Seen twice at home." in html
