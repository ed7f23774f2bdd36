"""Which form of a yes counts is the service's choice, and each entry shows which was used."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy import profiles
from amends.journey.consent.actions import withdraw
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import check_consent, has_consent, switchboard
from amends.journey.consent.tests.cast import SCAN, agree, refuse, scan_of, told
from amends.service.rulebook.tests.cast import own_settings


@pytest.fixture
def signed_only(service, manager):
    """The service accepts signed forms and nothing else."""
    own_settings(service, "essex-2015", manager, accept_facilitators_note=False, accept_other_evidence=False)


@pytest.mark.requirement("W8-323")
def test_yes_without_its_scan_is_pending_and_does_not_count(coordinator, a_case, signed_only):
    for how in ("spoken", "signed", "online"):
        kept = agree(coordinator, a_case.harmed, "take_part", how=how)
        assert kept.pending
        assert (kept.how, kept.recorded_by) == (how, coordinator)
    assert switchboard(a_case.harmed)["take_part"].state == "pending"
    with pytest.raises(Refused, match="not in a form that this service accepts"):
        check_consent(a_case.harmed, "take_part")
    form = scan_of(coordinator, a_case.harmed)
    agree(coordinator, a_case.harmed, "take_part", how="signed", form=form)
    assert has_consent(a_case.harmed, "take_part")


@pytest.mark.requirement("W8-323")
def test_note_counts_where_the_service_accepts_notes(coordinator, a_case):
    agree(coordinator, a_case.harmed, "take_part", how="spoken")
    assert has_consent(a_case.harmed, "take_part")


def test_no_counts_at_once_however_it_was_said(coordinator, a_case, signed_only):
    refuse(coordinator, a_case.harmed, "letters")
    assert not Consent.objects.get().pending


def test_case_does_not_go_on_with_a_yes_that_does_not_count(coordinator, a_case, signed_only):
    withdraw(by=coordinator, participant=a_case.harmed)
    agree(coordinator, a_case.harmed, "take_part")
    a_case.case.refresh_from_db()
    assert a_case.case.stopped_at is not None


def test_form_of_somebody_else_is_refused(coordinator, a_case):
    form = scan_of(coordinator, a_case.responsible)
    told(coordinator, a_case.harmed, "take_part")
    with pytest.raises(Refused, match="somebody else's file"):
        agree(coordinator, a_case.harmed, "take_part", how="signed", form=form)


@pytest.mark.requirement("W8-190")
def test_uploaded_form_sits_in_the_signers_file_and_opens_for_nobody_else(
    client, sign_in, coordinator, service, a_case
):
    told(coordinator, a_case.harmed, "take_part")
    sent: dict[str, object] = {
        "answer": "given",
        "how": "signed",
        "on_day": "",
        "upload": SimpleUploadedFile("signed.pdf", SCAN, "application/pdf"),
    }
    today = timezone.localdate()
    sent |= {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    sign_in(client, coordinator)
    page = client.post(reverse("consent:ask", args=[a_case.harmed.pk, "take_part"]), sent)
    assert page.status_code == 302, page.content.decode()
    form = Consent.objects.get().form
    assert form is not None
    assert form.file_id == a_case.harmed.file_id
    board = reverse("consent:board", args=[a_case.harmed.pk])
    assert reverse("documents:attachment", args=[form.pk]) in client.get(board).text
    officer = make_user("Olga Officer", "community_offender_manager", service)
    with acting_as(coordinator):
        theirs = scan_of(coordinator, a_case.responsible)
        grant_file(by=coordinator, file=a_case.responsible_file, user=officer, reason="manages his sentence")
    sign_in(client, officer)
    assert client.get(reverse("documents:attachment", args=[theirs.pk])).status_code == 200
    assert client.get(reverse("documents:attachment", args=[form.pk])).status_code == 404


@pytest.mark.requirement("W8-190")
def test_yes_without_a_form_is_listed(client, sign_in, coordinator, a_case):
    agree(coordinator, a_case.harmed, "take_part")
    sign_in(client, coordinator)
    page = client.get(reverse("consent:case", args=[a_case.case.number])).text
    assert "No signed form on file for: to take part." in page
    with acting_as(coordinator):
        agree(coordinator, a_case.harmed, "take_part", how="signed", form=scan_of(coordinator, a_case.harmed))
    page = client.get(reverse("consent:case", args=[a_case.case.number])).text
    assert "No signed form on file" not in page


@pytest.mark.parametrize("name", ["essex-2015", "hmpps-2023", "noms-2013", "noms-2013-order"])
def test_every_profile_says_what_it_accepts(name):
    settings = profiles.load_profile(name).settings
    assert {"accept_facilitators_note", "accept_other_evidence"} <= set(settings)
