"""Nothing leaves a case without a ground, a body that may have it, a safe address, and a bundle of its own side."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.case.actions import grant_file
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.foundation.record.models import AuditEvent
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.disclosure.actions import add_paper, allow, begin_bundle, disclose, pass_on, take_back
from amends.journey.disclosure.actions.disclosing import Given
from amends.journey.disclosure.models import Disclosure, Paper
from amends.service.partners.actions import add_secure_domain
from amends.service.sharing.tests.cast import in_force
from amends.service.workforce.actions import add_facilitator, add_training
from amends.service.workforce.models import Facilitator


def url(name, *args):
    return reverse(f"disclosure:{name}", args=args)


def given(**more):
    return Given(
        **{
            "recipient": "The officer in the case",
            "how": "phone",
            "purpose": "To plan a safe visit",
            "items": "Telephone number",
            "ground": "consent",
            "proportionality": "They have to ring her; nothing else is needed.",
            **more,
        }
    )


@pytest.fixture
def signed(coordinator, police):
    return in_force(coordinator, police)


@pytest.fixture
def agreed(a_case, coordinator):
    agree(coordinator, a_case.harmed, "share_details", covers=["police"])


class TestGround:
    @pytest.mark.requirement("PF-107")
    @pytest.mark.parametrize("answer", ["refused", "withdrawn"])
    def test_whoever_has_stopped_lets_nothing_go_any_more(
        self, a_case, coordinator, police, signed, agreed, answer
    ):
        assert disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given()).pk
        refuse(coordinator, a_case.harmed, "take_part", answer)
        with pytest.raises(Refused, match="No consent is on record"):
            disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given())

    @pytest.mark.requirement("W8-171")
    def test_consent_must_be_on_record_and_other_grounds_need_reasons(
        self, a_case, coordinator, police, signed, acting
    ):
        with pytest.raises(Refused, match="No consent is on record") as refusal:
            disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given())
        assert refusal.value.field == "ground"
        for ground in ("public_interest", "other"):
            with pytest.raises(Refused, match="write down the reasons") as refusal:
                disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given(ground=ground))
            assert refusal.value.field == "reasons"
        with pytest.raises(Refused, match="no less") as refusal:
            disclose(
                by=coordinator,
                participant=a_case.harmed,
                agency=police,
                given=given(ground="other", reasons="A court order", proportionality=" "),
            )
        assert not Disclosure.objects.exists()
        row = disclose(
            by=coordinator,
            participant=a_case.harmed,
            agency=police,
            given=given(ground="public_interest", reasons="A threat to life", section_115=True),
        )
        assert (row.by, row.section_115, row.item_lines) == (coordinator, True, ["Telephone number"])
        event = AuditEvent.objects.get(what="disclosure.made")
        assert (event.recipient, event.file_id) == (police.name, a_case.harmed_file.pk)

    @pytest.mark.requirement("W8-171")
    def test_consent_that_names_the_body_is_enough_and_another_body_is_not_covered(
        self, a_case, coordinator, police, service, signed, agreed
    ):
        assert disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given()).pk
        support = Agency.objects.create(service=service, name="Support", kind=AgencyKind.VICTIM_SUPPORT)
        with pytest.raises(Refused, match="lets Support know"):
            disclose(by=coordinator, participant=a_case.harmed, agency=support, given=given())

    def test_without_an_agreement_only_for_somebodys_safety(self, a_case, coordinator, police, agreed):
        with pytest.raises(Refused, match="no information sharing agreement"):
            disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given())
        urgent = given(ground="public_interest", reasons="Somebody may be hurt tonight")
        assert disclose(by=coordinator, participant=a_case.harmed, agency=police, given=urgent).pk

    def test_what_was_written_down_stays(self, a_case, coordinator, police, signed, agreed):
        row = disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given())
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Disclosure.objects.filter(pk=row.pk).update(items="Nothing")

    @pytest.mark.requirement("W8-168")
    def test_case_information_goes_to_secure_addresses_only(
        self, client, sign_in, service, a_case, coordinator, police, signed, agreed
    ):
        add_secure_domain(by=coordinator, service=service, domain="police.example.org")
        answers = given(how="email", address="pc@webmail.example.com").__dict__ | {"agency": police.pk}
        signed_in = sign_in(client, coordinator)
        page = signed_in.post(url("disclose", a_case.harmed.pk), answers)
        assert "not at a secure domain" in page.text
        assert not Disclosure.objects.exists()
        done = signed_in.post(
            url("disclose", a_case.harmed.pk), {**answers, "address": "pc@police.example.org"}
        )
        assert done.status_code == 302
        page = signed_in.get(url("case", a_case.case.number))
        assert "Telephone number" in page.text
        assert cost(signed_in, url("case", a_case.case.number)) <= 12

    def test_other_side_sees_no_trace(
        self, client, sign_in, a_case, coordinator, facilitator, police, signed, agreed
    ):
        disclose(
            by=coordinator, participant=a_case.harmed, agency=police, given=given(items="Her new number")
        )
        grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
        page = sign_in(client, facilitator).get(url("case", a_case.case.number))
        assert "Her new number" not in page.text
        assert a_case.harmed.initials not in page.text
        assert sign_in(client, facilitator).get(url("passing", a_case.harmed.pk)).status_code == 404


class TestPapers:
    @pytest.mark.requirement("W8-334")
    def test_contact_sheet_of_the_harmed_is_refused_beside_the_report_and_a_second_bundle_offered(
        self, client, sign_in, a_case, coordinator
    ):
        bundle = begin_bundle(
            by=coordinator, file=a_case.responsible_file, recipient="Facilitator", method="post"
        )
        add_paper(by=coordinator, bundle=bundle, about=a_case.responsible_file, title="Pre-sentence report")
        with pytest.raises(Refused, match="one side only"):
            add_paper(by=coordinator, bundle=bundle, about=a_case.harmed_file, title="Contact sheet")
        signed_in = sign_in(client, coordinator)
        answers = {"title": "Contact sheet", "about": a_case.harmed_file.pk}
        page = signed_in.post(url("bundle", bundle.pk), answers)
        assert "one side only" in page.text
        assert "Begin a second bundle" in page.text
        assert [paper.title for paper in Paper.objects.all()] == ["Pre-sentence report"]
        sent = signed_in.post(url("send_bundle", bundle.pk), follow=True)
        assert "Sent" in sent.text

    @pytest.mark.requirement("W8-334")
    def test_database_holds_it_too(self, a_case, coordinator):
        bundle = begin_bundle(
            by=coordinator, file=a_case.responsible_file, recipient="Facilitator", method="post"
        )
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            with pytest.raises(IntegrityError, match="paper_of_the_bundle_s_side"), transaction.atomic():
                Paper.objects.create(
                    service=a_case.case.service, file=a_case.harmed_file, bundle=bundle, title="Contact sheet"
                )


class TestPassingOn:
    @pytest.mark.requirement("W8-335")
    def test_nothing_is_told_to_the_other_side_before_it_was_allowed(
        self, client, sign_in, a_case, coordinator
    ):
        signed_in = sign_in(client, coordinator)
        refused = signed_in.post(url("pass_on", a_case.harmed.pk), {"allowed": ""})
        assert "Ask them first" in refused.text
        row = allow(
            by=coordinator,
            participant=a_case.harmed,
            what="She would like to meet",
            limits="Not where she lives",
        )
        assert row.to_side == "responsible"
        done = signed_in.post(url("pass_on", a_case.harmed.pk), {"allowed": row.pk}, follow=True)
        assert "Told to the other side" in done.text
        assert "Not where she lives" in done.text
        row.refresh_from_db()
        assert row.passed_by == coordinator
        with pytest.raises(Refused, match="already"):
            pass_on(by=coordinator, participant=a_case.harmed, allowed=row)

    def test_what_was_taken_back_is_not_told(self, a_case, coordinator):
        row = allow(by=coordinator, participant=a_case.harmed, what="She is well")
        take_back(by=coordinator, allowed=row)
        with pytest.raises(Refused, match="taken it back"):
            pass_on(by=coordinator, participant=a_case.harmed, allowed=row)

    @pytest.mark.requirement("W8-335")
    def test_facilitator_without_training_in_confidentiality_is_in_the_gap_list(
        self, client, sign_in, coordinator, facilitator, service
    ):
        add_facilitator(
            by=coordinator, service=service, user=facilitator, details={"started_on": "2026-01-01"}
        )
        signed_in = sign_in(client, coordinator)
        where = reverse("sharing:terms")
        assert f"{facilitator.name}: no training" in signed_in.get(where).text
        add_training(
            by=coordinator,
            facilitator=Facilitator.objects.get(user=facilitator),
            details={
                "course": "data_protection",
                "days": 1,
                "days_attended": 1,
                "completed_on": "2026-02-01",
            },
        )
        assert f"{facilitator.name}: no training" not in signed_in.get(where).text
