"""Papers about the person responsible: asked for, chased, kept on their file, passed on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.documents.models import Attachment
from amends.foundation.lib.refusal import Refused
from amends.journey.court.actions import papers
from amends.journey.court.models import WantedPaper
from amends.journey.court.rules.papers import cases_with_papers_outstanding, paper_kinds
from amends.journey.court.tests.cast import in_days

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def arrives(by, person, kind):
    paper = WantedPaper.objects.get(participant=person, kind=kind)
    upload = SimpleUploadedFile(f"{kind}.pdf", PDF, "application/pdf")
    papers.receive(by=by, paper=paper, received_on=timezone.localdate(), upload=upload)
    return paper


@pytest.mark.requirement("W8-210")
def test_facilitator_reads_what_is_there_and_what_is_outstanding_and_the_administrator_chases(
    client, sign_in, allocated_case, coordinator, administrator, facilitator
):
    person = allocated_case.responsible
    with acting_as(coordinator):
        papers.want_papers(by=coordinator, participant=person, asked_on=in_days(-12))
    with acting_as(administrator):
        report = arrives(administrator, person, "report")
        papers.pass_on(by=administrator, paper=report)
    sign_in(client, facilitator)
    assert reverse("court:papers", args=[person.pk]) in (
        client.get(reverse("casefile:person", args=[person.pk])).content.decode()
    )
    page = " ".join(client.get(reverse("court:papers", args=[person.pk])).content.decode().split())
    today = timezone.localdate()
    assert f"Received on {today.day} {today:%B %Y}" in page
    assert "Outstanding for 12 days" in page.partition("prosecution’s papers")[2]
    assert f"Passed to the facilitators on {today.day} {today:%B %Y} by {administrator.name}" in page
    assert "It has come, or will not" not in page, "facilitators read the list, the office keeps it"
    work = sign_in(client, administrator).get(reverse("worklist:home")).content.decode()
    assert "Chase: the prosecution’s papers" in work
    assert "Chase: report before sentence" not in work
    address = reverse("court:do_paper", args=[person.pk, WantedPaper.objects.get(kind="oasys").pk, "chase"])
    client.post(address)
    assert WantedPaper.objects.get(kind="oasys").chased_on == today


@pytest.mark.requirement("W8-093")
def test_once_a_requirement_is_made_the_case_is_under_papers_outstanding_until_they_are_on_the_file(
    client, sign_in, ordered, noms, coordinator, acting
):
    person, number = noms.responsible, noms.case.number
    acting(coordinator)
    assert WantedPaper.objects.filter(participant=person).count() == len(paper_kinds())
    asked = WantedPaper.objects.get(kind="prosecution")
    assert asked.asked_on == ordered.passed_on
    sign_in(client, coordinator)
    filtered = f"{reverse('casefile:cases')}?papers=outstanding"
    assert number in client.get(filtered).content.decode()
    answers = {
        "upload": SimpleUploadedFile("cps.pdf", PDF, "application/pdf"),
        "received_on": str(timezone.localdate()),
    }
    client.post(reverse("court:paper", args=[person.pk, asked.pk]), answers)
    asked.refresh_from_db()
    assert Attachment.objects.get().file == noms.responsible_file
    assert Clock.objects.get(subject=asked.subject).ended == "met"
    for kind in set(paper_kinds()) - {"prosecution"}:
        arrives(coordinator, person, kind)
    assert number not in client.get(filtered).content.decode()
    assert not cases_with_papers_outstanding(noms.case.service).exists()


def test_whoever_works_with_the_other_side_reads_neither_list_nor_paper(
    client, sign_in, a_case, coordinator, facilitator, acting
):
    with acting_as(coordinator):
        papers.want_papers(by=coordinator, participant=a_case.responsible)
        arrives(coordinator, a_case.responsible, "report")
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    acting(facilitator)
    assert not WantedPaper.objects.exists()
    assert not Attachment.objects.exists()
    sign_in(client, facilitator)
    assert client.get(reverse("court:papers", args=[a_case.responsible.pk])).status_code == 404
    assert client.get(reverse("court:papers", args=[a_case.harmed.pk])).status_code == 404


def test_what_will_not_come_is_no_longer_chased_and_only_what_came_is_passed_on(coordinator, a_case):
    papers.want_papers(by=coordinator, participant=a_case.responsible)
    assert papers.want_papers(by=coordinator, participant=a_case.responsible) == []
    paper = WantedPaper.objects.get(kind="oasys")
    with pytest.raises(Refused, match="Only what has arrived"):
        papers.pass_on(by=coordinator, paper=paper)
    papers.give_up(by=coordinator, paper=paper, why="There is none")
    assert Clock.objects.get(subject=paper.subject).ended == "dropped"
    with pytest.raises(Refused, match="not outstanding any more"):
        papers.chase(by=coordinator, paper=paper)
    with pytest.raises(IntegrityError), transaction.atomic():
        WantedPaper.objects.filter(pk=paper.pk).update(passed_on=in_days(0), passed_by=coordinator)


def test_a_paper_that_is_nowhere_is_asked_about_at_the_field(client, sign_in, coordinator, a_case):
    papers.want_papers(by=coordinator, participant=a_case.responsible)
    paper = WantedPaper.objects.get(kind="report")
    sign_in(client, coordinator)
    address = reverse("court:paper", args=[a_case.responsible.pk, paper.pk])
    page = client.post(address, {"received_on": str(timezone.localdate())}).content.decode()
    assert "Add the file, or say where the paper is kept" in page
    client.post(address, {"received_on": str(timezone.localdate()), "kept_at": "Cabinet 2"})
    paper.refresh_from_db()
    assert paper.kept_at == "Cabinet 2"
