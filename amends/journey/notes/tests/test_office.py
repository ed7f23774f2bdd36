"""Paper under lock, entries in other systems, and the coded record for the evaluation."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.tests.cast import make_user
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.actions import change_person
from amends.foundation.record.models import AuditEvent
from amends.journey.notes.actions import add_store, bring_back, enter_elsewhere, keep_copy, take_out, track
from amends.journey.notes.models import Removal, Tracking
from amends.journey.notes.models.tracking import Ethnicity
from amends.journey.notes.rules import age_at_referral, without_entry
from amends.journey.referral.models import Referral


def url(name, *args):
    return reverse(f"notes:{name}", args=args)


class TestPaper:
    @pytest.mark.requirement("W8-173")
    def test_what_is_out_is_listed_and_an_open_shelf_is_refused(
        self, client, sign_in, a_case, coordinator, service
    ):
        shelf = add_store(by=coordinator, service=service, name="Open shelf", is_secure=False)
        safe = add_store(by=coordinator, service=service, name="Safe in room 2", is_secure=True)
        signed_in = sign_in(client, coordinator)
        answers = {"file": a_case.harmed_file.pk, "reference": "P-1", "store": shelf.pk}
        refused = signed_in.post(url("keep_copy", a_case.case.number), answers)
        assert "is not a secure place" in refused.text
        signed_in.post(url("keep_copy", a_case.case.number), {**answers, "store": safe.pk})
        other = keep_copy(by=coordinator, file=a_case.responsible_file, reference="P-2", store=safe)
        page = signed_in.get(url("paper"))
        harmed = [next(cell.text for _, cell in line) for line in page.context["harmed"].lines]
        responsible = [next(cell.text for _, cell in line) for line in page.context["responsible"].lines]
        assert (harmed, responsible) == (["P-1"], ["P-2"])
        taken = take_out(by=coordinator, copy=other, on=timezone.localdate() - timedelta(days=10))
        with pytest.raises(Refused, match="out already"):
            take_out(by=coordinator, copy=other)
        page = signed_in.get(url("paper"))
        (line,) = page.context["out"].rows
        assert (line[0].text, line[2], line[4]) == ("P-2", coordinator.name, 10)
        assert cost(signed_in, url("paper")) <= 12
        bring_back(by=coordinator, removal=taken)
        assert "Every paper file is under lock" in signed_in.get(url("paper")).text
        row = Removal.objects.get()
        assert (row.taken_by, row.received_by) == (coordinator, coordinator)

    def test_paper_is_taken_and_brought_back_on_the_pages(
        self, client, sign_in, a_case, coordinator, service
    ):
        safe = add_store(by=coordinator, service=service, name="Safe", is_secure=True)
        copy = keep_copy(by=coordinator, file=a_case.harmed_file, reference="P-1", store=safe)
        signed_in = sign_in(client, coordinator)
        assert "You sign for it now" in signed_in.get(url("take_out", copy.pk)).text
        signed_in.post(url("take_out", copy.pk))
        signed_in.post(url("bring_back", Removal.objects.get().pk))
        assert Removal.objects.get().returned_on


@pytest.fixture
def officer(service, police):
    return make_user("Olive Manager", "community_offender_manager", service, police)


def sent(service, officer, police, number="ESX-R26-0700", **more):
    details = {"referrer_kind": "probation", "initiated_by": "offender", **more}
    return Referral.objects.create(
        service=service,
        number=number,
        form="referral",
        route="web",
        status="submitted",
        agency=police,
        referrer=officer,
        received_at=timezone.now() - timedelta(days=3),
        **details,
    )


class TestEntries:
    @pytest.mark.requirement("PF-029")
    def test_referral_stands_on_the_list_until_its_reference_is_stored(
        self, client, sign_in, manager, service, officer, police, acting
    ):
        acting(manager)
        referral = sent(service, officer, police)
        signed_in = sign_in(client, manager)
        assert referral.number in signed_in.get(url("entries")).text
        acting(officer)
        officers = sign_in(client, officer)
        where = url("enter", referral.number, "authority")
        assert where in officers.get(reverse("referral:status", args=[referral.number])).text
        answers = {"name": "nDelius", "reference": "", "entered_on": timezone.localdate().isoformat()}
        assert officers.post(where, answers).status_code == 200
        assert officers.post(where, {**answers, "reference": "ND-4471"}).status_code == 302
        acting(manager)
        assert referral.number not in sign_in(client, manager).get(url("entries")).text
        entry = referral.system_entries.get()
        assert (entry.reference, entry.entered_on, entry.recorded_by) == (
            "ND-4471",
            timezone.localdate(),
            officer,
        )

    @pytest.mark.requirement("PF-065")
    def test_wish_of_the_harmed_stands_on_the_list_until_vcms_holds_it(
        self, client, sign_in, manager, service, officer, police, acting
    ):
        acting(manager)
        wish = sent(service, officer, police, initiated_by="victim", referrer_kind="victim_support")
        other = sent(service, officer, police, number="ESX-R26-0701")
        assert [row.number for row in without_entry(service, "vcms")] == [wish.number]
        signed_in = sign_in(client, manager)
        assert url("enter", wish.number, "vcms") in signed_in.get(url("entries")).text
        today = timezone.localdate()
        with pytest.raises(Refused, match="no such entry"):
            enter_elsewhere(
                by=manager, referral=other, system="vcms", name="VCMS", reference="V-1", entered_on=today
            )
        enter_elsewhere(
            by=manager, referral=wish, system="vcms", name="VCMS", reference="V-1", entered_on=today
        )
        assert list(without_entry(service, "vcms")) == []
        assert url("enter", wish.number, "vcms") not in signed_in.get(url("entries")).text


class TestTracking:
    @pytest.mark.requirement("W8-336")
    def test_age_is_worked_out_and_a_second_record_of_the_same_pnc_is_noticed(
        self, client, sign_in, a_case, coordinator
    ):
        change_person(
            by=coordinator, person=a_case.responsible.person, details={"date_of_birth": date(1990, 6, 15)}
        )
        details = {
            "pnc_id": "12/345678A",
            "referred_on": date(2025, 6, 14),
            "ucrn": "U1",
            "prison_number": "A1234BC",
        }
        row = track(by=coordinator, participant=a_case.responsible, details=details)
        row = Tracking.objects.select_related("participant__person").get(pk=row.pk)
        assert age_at_referral(row) == 34
        signed_in = sign_in(client, coordinator)
        assert "Age at referral: 34." in signed_in.get(url("tracking", a_case.responsible.pk)).text
        page = signed_in.post(url("tracking", a_case.harmed.pk), {"pnc_id": "12/345678a"}, follow=True)
        assert f"{a_case.case.number} has the same PNC-ID" in page.text

    @pytest.mark.requirement("W8-337")
    @pytest.mark.parametrize(
        ("details", "says"),
        [
            ({"outcome": "rejected"}, "Say why it was rejected"),
            (
                {
                    "outcome": "conference",
                    "why_conference": "Both asked",
                    "victim_agrees": False,
                    "offender_agrees": True,
                },
                "unless both have agreed",
            ),
            (
                {"outcome": "conference", "victim_agrees": True, "offender_agrees": True},
                "Say why it was a conference",
            ),
        ],
    )
    def test_outcome_that_does_not_fit_is_refused(self, a_case, coordinator, details, says):
        with pytest.raises(ValidationError, match=says):
            track(by=coordinator, participant=a_case.responsible, details=details)
        assert not Tracking.objects.exists()

    @pytest.mark.requirement("W8-337")
    def test_outcome_with_its_reason_is_kept_and_a_second_facilitator_may_be_missing(
        self, client, sign_in, a_case, coordinator
    ):
        answers = {
            "source": "Probation",
            "referral_stage": "after",
            "victim_agrees": "true",
            "offender_agrees": "true",
            "facilitator": "Fay, the hub",
            "allocated_on": "2026-02-01",
            "outcome": "conference",
            "why_conference": "Both wanted to meet",
            "outcome_on": "2026-04-01",
        }
        signed_in = sign_in(client, coordinator)
        assert signed_in.post(url("tracking", a_case.responsible.pk), answers).status_code == 302
        row = Tracking.objects.get()
        assert (row.outcome, row.second_facilitator, row.facilitator) == ("conference", "", "Fay, the hub")
        assert [value for value, _ in Tracking.Outcome.choices] == [
            "conference", "letter", "indirect", "empathy", "breach", "rejected",
        ]  # fmt: skip

    @pytest.mark.requirement("W8-338")
    def test_codes_are_those_of_the_evaluation(self, client, sign_in, a_case, coordinator, manager, acting):
        signed_in = sign_in(client, coordinator)
        where = url("tracking", a_case.responsible.pk)
        page = signed_in.post(where, {"tier": "5"})
        assert "The tier is 1, 2, 3 or 4" in page.text
        assert not Tracking.objects.exists()
        offered = [
            value for value, _ in signed_in.get(where).context["form"].fields["ethnicity"].choices if value
        ]
        assert offered == Ethnicity.values
        assert len(offered) == 17
        answers = {
            "tier": "4",
            "special": ["ppo", "mappa"],
            "ethnicity": "B1",
            "main_offence": "Burglary",
            "other_offence": "Theft",
            "sentence": "Community order",
            "supervision_months": "12",
            "sentenced_on": "2026-01-05",
            "co_defendants": "5",
        }
        assert signed_in.post(where, answers).status_code == 302
        row = Tracking.objects.get()
        assert (row.co_defendants_code, row.special, row.tier) == ("3+", ["ppo", "mappa"], 4)
        row.co_defendants = 2
        assert row.co_defendants_code == "2"
        assert url("take_tracking") in signed_in.get(url("entries")).text
        file = signed_in.get(url("take_tracking"))
        (line,) = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
        assert (line["Case"], line["Co-defendants"]) == (a_case.case.number, "3+")
        coded = [line[name] for name in ("Special status", "Tier", "Ethnicity", "Gender", "Date of sentence")]
        gender = a_case.responsible.person.gender
        assert coded == ["ppo mappa", "4", "B1", gender, "2026-01-05"]
        acting(manager)
        assert AuditEvent.objects.filter(what="tracking.taken").exists()

    def test_facilitator_does_not_see_what_the_other_side_agreed(
        self, client, sign_in, a_case, coordinator, facilitator, acting
    ):
        track(by=coordinator, participant=a_case.responsible, details={"victim_agrees": True})
        acting(facilitator)
        assert not Tracking.objects.exists()
        assert sign_in(client, facilitator).get(url("tracking", a_case.responsible.pk)).status_code == 404
