"""The worksheet of somebody sentenced in the community: one page from the referrer, the second part ours."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.referral import actions
from amends.journey.referral.content import IncompleteError, load
from amends.journey.referral.models import Referral, Worksheet
from amends.journey.referral.noticing import notices_from
from amends.journey.referral.tests.browsing import HOME, fill, number_in, send, words
from amends.journey.referral.tests.samples import changed
from amends.journey.referral.tests.test_sentence import PUBLISHED

PAGE = {
    "full_name": "Rowan Finch",
    "case_number": "P-100",
    "ucrn": "U-200",
    "is_ppo": "yes",
    "tier": "3",
    "address": "2 Mill Lane",
    "telephone": "07700 900200",
    "date_of_birth": "1999-01-31",
    "gender": "male",
    "ethnicity": "White British",
    "offences": "assault\ncriminal damage",
    "place": "Rushmere High Street",
    "happened_on": "2026-01-05",
    "incident": "He shouted at a shopkeeper.",
    "weapon": "no",
    "violence": "no",
    "encounter": "yes",
    "sentence_details": "Community order",
    "length_of_supervision": "12 months",
    "sentenced_on": "2026-03-02",
    "court": "Rushmere Magistrates",
    "notified_on": "2026-03-03",
    "purpose": "Reform",
}
PRINTED = (
    "case_number",
    "ucrn",
    "address",
    "ethnicity",
    "place",
    "length_of_supervision",
    "court",
    "purpose",
)
ON_THE_REFERRAL = ("incident", "place", "happened_on", "sentenced_on", "sentence_details", "court")
SHEET: dict[str, Any] = {
    "referral": {
        "incident": "He shouted at a shopkeeper.",
        "referrer_name": "Olaf Manager",
        "referrer_telephone": "01632 960 100",
        "sentenced_on": "2026-03-02",
        "court_stage": "sentenced",
    },
    "people": [{"full_name": "Rowan Finch", "side": "responsible"}],
    "worksheet": {"weapon": False, "violence": False, "encounter": True, "notified_on": "2026-03-03"},
}


@pytest.fixture
def sheet(service, manager, referrer, acting):
    """Hands in a worksheet with some places changed."""
    with acting_as(manager):
        actions.keep_settings(by=manager, service=service, details=PUBLISHED)

    def handed_in(places: dict[str, Any] | None = None) -> Referral:
        acting(referrer)
        content = changed(SHEET, places or {})
        return actions.hand_in(
            by=referrer, service=service, form="worksheet", route="website", content=content
        )

    return handed_in


@pytest.mark.requirement("W8-360")
def test_one_page_takes_everything_and_keeps_it(sheet, officer, coordinator):
    draft_url = officer.post(f"{HOME}new/", {"form": "worksheet"}).url
    fill(
        officer,
        draft_url,
        {"worksheet": PAGE, "referrer": {"referrer_name": "Olaf", "referrer_telephone": "01632 960 100"}},
    )
    number = number_in(send(officer, draft_url))

    page = words(officer.get(f"{HOME}{number}/"))
    for name in PRINTED:
        assert PAGE[name] in page
    with acting_as(coordinator):
        rows = load(Referral.objects.get(number=number))
        assert rows.worksheet
        assert rows.worksheet.is_ppo is True
        assert rows.worksheet.offences.split("\n")[1] == "criminal damage"
        assert rows.stated["referrer"]["tier"] == "3"
        assert (rows.people[0].gender, str(rows.people[0].date_of_birth)) == ("male", PAGE["date_of_birth"])
        sheet = rows.worksheet
        assert (sheet.weapon, sheet.violence, sheet.encounter) == (False, False, True)
        assert str(sheet.notified_on) == PAGE["notified_on"]
        kept = rows.referral
        assert {name: str(getattr(kept, name)) for name in ON_THE_REFERRAL} == {
            name: PAGE[name] for name in ON_THE_REFERRAL
        }
        assert [contact.kind for contact in rows.contacts] == ["mobile"]


@pytest.mark.requirement("W8-360")
@pytest.mark.parametrize("prompt", ["weapon", "violence", "encounter"])
def test_each_prompt_is_answered_yes_or_no(sheet, officer, prompt):
    with pytest.raises(IncompleteError) as stopped:
        sheet({f"worksheet.{prompt}": None})
    assert stopped.value.field == f"worksheet.{prompt}"
    draft_url = officer.post(f"{HOME}new/", {"form": "worksheet"}).url
    page = officer.post(f"{draft_url}worksheet/", {**PAGE, prompt: ""})
    assert page.status_code == 200
    assert "There is a problem" in words(page)


@pytest.mark.requirement("W8-360")
def test_notified_before_the_sentence_is_queried(sheet):
    early = sheet({"worksheet.notified_on": "2026-03-01"})

    assert "notified-before-sentence" in {notice.code for notice in notices_from(load(early))}
    assert "notified-before-sentence" not in {notice.code for notice in notices_from(load(sheet()))}


PART_TWO = {
    "report_author": "Pia Author",
    "offender_manager": "Olaf Manager",
    "office": "Rushmere",
    "requirement_1": "Specified activity",
    "requirement_2": "Supervision",
    "requirement_3": "Unpaid work",
    "co_defendants": "One",
    "other_information": "£50 compensation",
    "report": "not_available",
    "prosecution": "requested",
    "prosecution_requested_on": date(2026, 3, 4),
    "victim_information": "requested",
    "victim_information_on": date(2026, 3, 4),
    "facilitator": "Fay Facilitates",
    "allocated_on": date(2026, 3, 6),
}


@pytest.mark.requirement("W8-361")
def test_administrator_fills_the_second_part_on_its_page(sheet, client, sign_in, administrator):
    referral = sheet()
    browser = sign_in(client, administrator)
    boxes = {name: str(value) for name, value in PART_TWO.items()}

    address = reverse("referral:part_two", args=[referral.number])
    assert browser.post(address, boxes).status_code == 302
    with acting_as(administrator):
        kept = Worksheet.objects.get(referral=referral)
        assert {name: getattr(kept, name) for name in PART_TWO} == PART_TWO
    assert "The pre-sentence report is not available" in words(
        browser.get(reverse("referral:status", args=[referral.number]))
    )


@pytest.mark.requirement("W8-361")
def test_missing_report_shows_on_the_case_until_it_comes(sheet, a_case, coordinator, acting):
    referral = sheet()
    acting(coordinator)
    worksheet = Worksheet.objects.get(referral=referral)
    actions.fill_part_two(by=coordinator, worksheet=worksheet, details={"report": "not_available"})
    actions.accept(by=coordinator, referral=referral, case=a_case.case)

    gap = Clock.objects.get(name="report-missing")
    assert (gap.case, gap.file, gap.stopped_at) == (a_case.case, a_case.responsible_file, None)
    worksheet = Worksheet.objects.get(referral=referral)
    actions.fill_part_two(by=coordinator, worksheet=worksheet, details={"report": "attached"})
    gap.refresh_from_db()
    assert gap.stopped_at is not None


@pytest.mark.requirement("W8-361")
def test_information_about_the_person_harmed_is_not_attached_and_a_separate_dispatch_begins(
    sheet, client, sign_in, administrator
):
    referral = sheet()
    browser = sign_in(client, administrator)
    upload = SimpleUploadedFile("statement.txt", b"What she said.", "text/plain")

    page = browser.post(
        reverse("referral:add_file", args=[referral.number]), {"upload": upload, "kind": "victim"}
    )
    assert "never attached to the worksheet" in words(page)
    with acting_as(administrator):
        assert not referral.attachments.exists()
        task = Clock.objects.get(name="victim-information-dispatch")
        assert task.link == reverse("referral:dispatch", args=[referral.number])
        assert Worksheet.objects.get(referral=referral).victim_information == "to_send"
    page = browser.post(task.link, {"sent_on": "2026-03-05", "sent_to": "Fay, by hand"}, follow=True)
    assert "sent separately on 5 March 2026" in words(page)
    with acting_as(administrator):
        task.refresh_from_db()
        assert task.stopped_at is not None


def test_referrer_has_no_page_for_the_second_part(sheet, officer):
    number = sheet().number

    assert officer.get(reverse("referral:part_two", args=[number])).status_code == 404
    assert officer.get(reverse("referral:dispatch", args=[number])).status_code == 404


def test_referrer_cannot_fill_the_second_part(sheet, referrer):
    worksheet = sheet().worksheet
    with pytest.raises(Refused, match="service's own"):
        actions.fill_part_two(by=referrer, worksheet=worksheet, details={"office": "X"})


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"facilitator": "Fay"}, "go together"),
        ({"prosecution": "requested"}, "prosecution papers were requested"),
        ({"victim_information": "requested"}, "was requested"),
    ],
)
def test_second_part_asks_for_the_day_that_belongs_to_an_answer(sheet, coordinator, acting, details, said):
    worksheet = sheet().worksheet
    acting(coordinator)
    with pytest.raises(ValidationError, match=said):
        actions.fill_part_two(by=coordinator, worksheet=worksheet, details=details)
