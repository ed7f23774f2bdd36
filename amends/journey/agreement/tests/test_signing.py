"""Signing on a screen, on paper with its scan, and where a signature may be seen."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import KeptForm
from amends.foundation.case.actions import grant_file, set_stopped
from amends.foundation.documents.actions import render
from amends.foundation.documents.models import Attachment, Document
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement import actions
from amends.journey.agreement.actions import Result, Wording
from amends.journey.agreement.models import OutcomeAgreement, Party, Point, Signature
from amends.journey.agreement.tests.cast import both, in_days, today

DRAWN = "M10 20 L30 40 L50 20"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def a_scan():
    return ContentFile(PDF, name="sheet.pdf")


def address(name, agreement, *more):
    return reverse(f"agreement:{name}", args=[agreement.case.number, *more])


def hand_over(client, agreement, party):
    """The device goes to whoever signs; gives the address of the page that opens on it."""
    page = address("sign", agreement, party.pk)
    assert client.post(address("hand_over", agreement, party.pk)).url == page
    return page


@pytest.fixture
def one_side(facilitator, coordinator, a_case):
    """Fay may open the file of the person harmed, and nothing else."""
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="helps out")
    return facilitator


def test_who_signs_on_the_screen_has_agreed_and_the_drawing_stays_in_their_file(written, coordinator, a_case):
    harmed, responsible = both(written)
    actions.sign(by=coordinator, party=responsible, strokes=DRAWN)
    kept = Signature.objects.get()
    assert (kept.file, kept.strokes) == (a_case.responsible_file, DRAWN)
    responsible.refresh_from_db()
    assert (responsible.agreed_on, responsible.agreed_how) == (today(), "screen")
    actions.agree(by=coordinator, party=harmed, on=today(), how="spoken")
    actions.make_final(by=coordinator, agreement=OutcomeAgreement.objects.select_related("case").get())
    paper = Document.objects.get(subject=f"agreement:{written.pk}").html
    assert "Signed on a screen" in paper
    assert DRAWN not in paper


def test_agreeing_on_a_screen_needs_the_signature(written, coordinator):
    with pytest.raises(Refused, match="they sign themselves"):
        actions.agree(by=coordinator, party=both(written)[0], on=today(), how="screen")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"strokes": DRAWN, "typed": "Hanna"},
        {"strokes": "M10 20 L30"},
        {"strokes": '"><script>'},
        {"strokes": "M1 1 L2 2 " * 3000},
        {"typed": "   "},
    ],
)
def test_what_is_no_signature_is_refused_and_nobody_has_agreed(written, coordinator, given):
    with pytest.raises(Refused):
        actions.sign(by=coordinator, party=both(written)[0], **given)
    assert not Party.objects.filter(agreed_on__isnull=False).exists()


def test_database_keeps_one_way_of_signing(written, coordinator):
    actions.sign(by=coordinator, party=both(written)[0], strokes=DRAWN)
    kept = Signature.objects.get()
    kept.typed = "Hanna"
    with pytest.raises(ValidationError, match="in one way"):
        kept.full_clean()


def test_other_words_need_other_signatures(written, coordinator):
    actions.sign(by=coordinator, party=both(written)[0], typed="Hanna Ahmed")
    actions.write_point(by=coordinator, agreement=written, wording=Wording(what="And we say sorry"))
    assert not Signature.objects.exists()
    assert not Party.objects.filter(agreed_on__isnull=False).exists()


def test_scan_comes_now_or_later_and_once(written, coordinator, a_case):
    harmed, responsible = both(written)
    actions.agree_on_paper(by=coordinator, party=harmed, on=today(), upload=a_scan())
    actions.agree_on_paper(by=coordinator, party=responsible, on=today())
    assert Attachment.objects.get().file == a_case.harmed_file
    assert Signature.objects.get().scan == Attachment.objects.get()
    responsible.refresh_from_db()
    actions.add_scan(by=coordinator, party=responsible, upload=a_scan())
    with pytest.raises(Refused, match="there already"):
        actions.add_scan(by=coordinator, party=responsible, upload=a_scan())
    assert Attachment.objects.get(file=a_case.responsible_file).subject == f"party:{responsible.pk}"


def test_scan_belongs_to_paper(written, coordinator):
    party = actions.agree(by=coordinator, party=both(written)[0], on=today(), how="spoken")
    with pytest.raises(Refused, match="not signed on paper"):
        actions.add_scan(by=coordinator, party=party, upload=a_scan())


def test_facilitator_of_one_side_takes_a_signature_of_the_other_and_never_sees_it(
    client, sign_in, written, one_side, coordinator
):
    responsible = both(written)[1]
    page = hand_over(sign_in(client, one_side), written, responsible)
    answer = client.post(page, {"strokes": DRAWN, "typed": ""})
    assert answer.url == address("thanks", written, responsible.pk)
    client = sign_in(Client(), one_side)
    page = client.get(address("show", written)).content.decode()
    assert "signed on a screen" in page
    assert address("signature", written, responsible.pk) not in page
    assert client.get(address("signature", written, responsible.pk)).status_code == 404
    with acting_as(coordinator):
        assert Signature.objects.get().taken_by == one_side
    sign_in(client, coordinator)
    shown = client.get(address("signature", written, responsible.pk)).content.decode()
    assert f'd="{DRAWN}"' in shown
    assert "have not been changed since" in shown


def test_page_that_is_handed_over_leads_nowhere_and_names_nobody_else(client, sign_in, written, coordinator):
    where = hand_over(sign_in(client, coordinator), written, both(written)[0])
    page = client.get(where).content.decode()
    assert "Mend the fence" in page
    assert "<nav" not in page
    assert coordinator.name not in page
    links = [part.split('"')[0] for part in page.split('<a href="')[1:]]
    assert links == ["#main-content"]
    assert page.count("href=") - page.count("<link") == len(links) + 1
    assert f'href="{reverse("access:take_back")}"' in page
    refused = client.post(where, {"strokes": "", "typed": ""})
    assert "type your name" in refused.content.decode()


@pytest.mark.slow
def test_each_can_sign_on_a_sheet_of_their_own(written, coordinator):
    document = actions.print_to_sign(by=coordinator, agreement=written, apart=True)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render(document, "pdf"))).pages]
    sheets = [text for text in pages if "Signature" in text]
    names = [party.called for party in both(written)]
    assert len(sheets) == len(names)
    for name, sheet in zip(names, sheets, strict=True):
        assert [other for other in names if other in sheet] == [name]


def test_scan_on_the_pages(client, sign_in, written, coordinator):
    harmed, _ = both(written)
    sign_in(client, coordinator)
    day = {"on_day": today().day, "on_month": today().month, "on_year": today().year}
    wrong = client.post(address("agree", written, harmed.pk), {"how": "spoken", "upload": a_scan(), **day})
    assert "belongs to a signature on paper" in wrong.content.decode()
    assert client.post(address("agree", written, harmed.pk), {"how": "paper", **day}).status_code == 302
    page = client.get(address("show", written)).content.decode()
    assert "No scan yet" in page
    assert address("scan", written, harmed.pk) in page
    assert client.post(address("scan", written, harmed.pk), {"upload": a_scan()}).status_code == 302
    shown = client.get(address("signature", written, harmed.pk)).content.decode()
    assert "Open the scan" in shown


def test_who_has_signed_does_not_sign_again(client, sign_in, written, coordinator):
    harmed, _ = both(written)
    actions.sign(by=coordinator, party=harmed, strokes=DRAWN)
    for again in (
        lambda: actions.sign(by=coordinator, party=harmed, typed="Hanna"),
        lambda: actions.agree(by=coordinator, party=harmed, on=today(), how="spoken"),
        lambda: actions.agree_on_paper(by=coordinator, party=harmed, on=today()),
    ):
        with pytest.raises(Refused, match="signed already"):
            again()
    page = hand_over(sign_in(client, coordinator), written, harmed)
    twice = client.post(page, {"strokes": DRAWN, "typed": ""})
    assert twice.status_code == 200
    assert Signature.objects.get().strokes == DRAWN


def test_drawing_and_typing_both_is_said_to_be_one_too_many(client, sign_in, written, coordinator):
    where = hand_over(sign_in(client, coordinator), written, both(written)[0])
    assert (
        "One of the two is enough"
        in client.post(where, {"strokes": DRAWN, "typed": "Hanna"}).content.decode()
    )
    endless = client.post(where, {"strokes": "M1 1" + " L2 2" * 5000, "typed": ""}).content.decode()
    assert "clear it and sign again" in endless
    assert "characters" not in endless


def test_page_that_is_handed_over_does_not_tell_that_the_other_side_said_stop(
    client, sign_in, written, coordinator
):
    where = hand_over(sign_in(client, coordinator), written, both(written)[0])
    set_stopped(by=coordinator, case=written.case, stopped=True)
    page = client.post(where, {"strokes": DRAWN, "typed": ""})
    assert "Please hand this back." in page.content.decode()
    assert "stop" not in page.content.decode().lower().replace("data-prevent", "")
    assert not Signature.objects.exists()


def test_facilitator_of_one_side_can_take_out_somebody_of_the_other_who_has_signed(
    written, one_side, coordinator, a_case, client, sign_in
):
    _, responsible = both(written)
    Point.objects.all().delete()
    actions.sign(by=coordinator, party=responsible, strokes=DRAWN)
    sign_in(client, one_side)
    assert client.post(address("take_out_party", written, responsible.pk)).status_code == 302
    with acting_as(coordinator):
        assert not Signature.objects.exists()
        assert not Party.objects.filter(pk=responsible.pk).exists()


def test_another_day_for_the_rest_does_not_make_a_signature_doubtful(client, sign_in, written, coordinator):
    harmed, responsible = both(written)
    actions.sign(by=coordinator, party=responsible, strokes=DRAWN)
    actions.agree(by=coordinator, party=harmed, on=today(), how="spoken")
    actions.make_final(by=coordinator, agreement=OutcomeAgreement.objects.select_related("case").get())
    later = Result(status="part", on=today(), note="Two posts stand", new_due=in_days(30))
    point = Point.objects.select_related("agreement__case__service").get()
    actions.set_status(by=coordinator, point=point, result=later)
    sign_in(client, coordinator)
    shown = client.get(address("signature", written, responsible.pk)).content.decode()
    assert "have not been changed since" in shown
    Point.objects.update(what="Build a new fence")
    shown = client.get(address("signature", written, responsible.pk)).content.decode()
    assert "were changed after they signed" in shown


def test_after_signing_there_is_the_thanks_and_nothing_more_until_it_is_taken_back(
    client, sign_in, written, coordinator
):
    harmed, responsible = both(written)
    page = hand_over(sign_in(client, coordinator), written, harmed)
    answer = client.post(page, {"strokes": DRAWN, "typed": ""}, follow=True)
    assert f"Thank you, {harmed.called}" in answer.content.decode()
    for elsewhere in (page, address("show", written), address("sign", written, responsible.pk)):
        assert client.get(elsewhere).status_code == 403


def test_nobody_signs_on_a_device_that_was_not_handed_over(client, sign_in, written, coordinator):
    harmed, _ = both(written)
    sign_in(client, coordinator)
    before = address("agree", written, harmed.pk)
    assert client.get(address("sign", written, harmed.pk)).url == before
    assert client.post(address("sign", written, harmed.pk), {"strokes": DRAWN, "typed": ""}).url == before
    assert client.get(address("thanks", written, harmed.pk)).url == address("show", written)
    assert not Signature.objects.exists()
    assert "until you take it back with your password" in client.get(before).content.decode()


def test_what_somebody_signed_after_the_session_ended_is_kept_for_nobody(
    client, sign_in, written, coordinator
):
    page = hand_over(sign_in(client, coordinator), written, both(written)[0])
    with time_machine.travel(timezone.now() + timedelta(minutes=settings.SESSION_IDLE_MINUTES + 1)):
        answer = client.post(page, {"strokes": "", "typed": "Hanna Ahmed"})
    assert answer.url.startswith(reverse("account_login"))
    assert not KeptForm.objects.exists()
    assert not Signature.objects.exists()
