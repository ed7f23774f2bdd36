"""The pack: chosen paper by paper, and the rest out of reach."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.rules import reached
from amends.foundation.documents.actions import attach
from amends.foundation.documents.models import Attachment
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import ContactPoint
from amends.foundation.questionnaire.models import Response
from amends.journey.allocation import actions, rules
from amends.journey.allocation.models import PackItem
from amends.journey.eligibility.models import Enquiry
from amends.journey.eligibility.tests.referrals import a_referral


@pytest.fixture
def papers(allocated_case, coordinator):
    """A police report and a map, both handed in."""
    case = allocated_case.case
    made = [
        attach(by=coordinator, upload=ContentFile(b"what was seen", name=name), belongs_to=case)
        for name in ("police-report.txt", "map.txt")
    ]
    actions.gather(by=coordinator, case=case)
    return made


def item(paper):
    return PackItem.objects.get(subject=f"attachment:{paper.pk}")


@pytest.mark.requirement("EX-043")
def test_report_kept_back_is_absent_from_pack_list_and_search(
    allocated_case, papers, coordinator, facilitator, client, sign_in
):
    case, (report, plan) = allocated_case.case, papers
    actions.decide_item(by=coordinator, item=item(report), included=False, reason_withheld="Names a witness")
    actions.decide_item(by=coordinator, item=item(plan), included=True)
    actions.issue_pack(by=coordinator, case=case)
    with acting_as(facilitator):
        _, items = rules.pack_of(case)
        assert [i.title for i in items] == ["map.txt"]
        assert [a.name for a in Attachment.objects.visible_to(facilitator)] == ["map.txt"]
        assert not PackItem.objects.filter(title__contains="police").exists()
    sign_in(client, facilitator)
    page = client.get(reverse("allocation:pack", args=[case.number])).text
    assert "map.txt" in page
    assert "police-report" not in page
    assert "police-report" not in client.get(reverse("casefile:case", args=[case.number])).text
    found = client.post(reverse("casefile:search"), {"wanted": "police-report"})
    assert "police-report.txt" not in found.text
    with acting_as(facilitator):
        for paper, is_open in ((report, False), (plan, True)):
            address = reverse("documents:attachment", args=[paper.pk])
            assert (client.get(address).status_code == 200) is is_open
    assert Attachment.objects.count() == 2


@pytest.mark.requirement("EX-043")
def test_nothing_is_shown_before_the_pack_is_issued(allocated_case, papers, coordinator, facilitator):
    actions.decide_item(by=coordinator, item=item(papers[0]), included=True)
    with acting_as(facilitator):
        assert not Attachment.objects.exists()
    with pytest.raises(Refused, match="One paper is still undecided"):
        actions.issue_pack(by=coordinator, case=allocated_case.case)
    assert Milestone.PACK_ISSUED not in reached(allocated_case.case)


def test_taking_a_paper_out_works_at_once_and_a_new_version_adds(
    allocated_case, papers, coordinator, facilitator
):
    case, (report, plan) = allocated_case.case, papers
    for paper in papers:
        actions.decide_item(by=coordinator, item=item(paper), included=True)
    assert actions.issue_pack(by=coordinator, case=case).version == 1
    assert Milestone.PACK_ISSUED in reached(case)
    actions.decide_item(by=coordinator, item=item(report), included=False, reason_withheld="By mistake")
    with acting_as(facilitator):
        assert [a.pk for a in Attachment.objects.all()] == [plan.pk]
    actions.add_note(by=coordinator, case=case, title="What happened", words="A fence fell.")
    assert actions.issue_pack(by=coordinator, case=case).version == 2
    with acting_as(facilitator):
        newest, items = rules.pack_of(case)
        assert newest
        assert newest.version == 2
        assert [(i.title, i.issued_version) for i in items] == [("What happened", 2), ("map.txt", 1)]


def test_what_came_with_the_referral_is_kept_back_until_somebody_includes_it(
    allocated_case, coordinator, facilitator
):
    attach(
        by=coordinator,
        upload=ContentFile(b"x", name="letter.txt"),
        belongs_to=allocated_case.case,
        subject="referral:1",
    )
    with acting_as(facilitator):
        assert not Attachment.objects.exists()
        attach(by=facilitator, upload=ContentFile(b"x", name="own.txt"), belongs_to=allocated_case.case)
        assert [a.name for a in Attachment.objects.all()] == ["own.txt"]


@pytest.mark.requirement("EX-043")
def test_what_the_police_replied_is_out_of_reach_until_it_is_included(
    allocated_case, coordinator, facilitator, police
):
    enquiry = Enquiry.objects.create(
        service=allocated_case.case.service,
        file=allocated_case.responsible_file,
        case=allocated_case.case,
        participant=allocated_case.responsible,
        agency=police,
        words="What is known?",
        ground=Enquiry.Ground.values[0],
        ground_words="Asked by both",
        sent_at=timezone.now(),
        sent_by=coordinator,
        replied_at=timezone.now(),
        recorded_by=coordinator,
        source=Enquiry.Source.values[0],
        reply="Nothing since 2019.",
    )
    actions.gather(by=coordinator, case=allocated_case.case)
    with acting_as(facilitator):
        assert not Enquiry.objects.exists()
    actions.decide_item(by=coordinator, item=PackItem.objects.get(subject=enquiry.subject), included=True)
    actions.issue_pack(by=coordinator, case=allocated_case.case)
    with acting_as(facilitator):
        assert [i.words for i in rules.pack_of(allocated_case.case)[1]] == ["Nothing since 2019."]
        assert Enquiry.objects.exists()


def test_paper_of_one_side_stays_with_that_side(allocated_case, coordinator, supervisor):
    case = allocated_case.case
    for file in (allocated_case.harmed_file, allocated_case.responsible_file, None):
        name = f"{file.side}.txt" if file else "both.txt"
        attach(by=coordinator, upload=ContentFile(b"x", name=name), belongs_to=file or case)
    actions.gather(by=coordinator, case=case)
    for row in PackItem.objects.all():
        actions.decide_item(by=coordinator, item=row, included=True)
    actions.issue_pack(by=coordinator, case=case)
    grant_file(by=coordinator, file=allocated_case.harmed_file, user=supervisor, reason="Supervision")
    with acting_as(supervisor):
        assert [i.title for i in rules.pack_of(case)[1]] == ["harmed.txt"]


def test_keeping_back_needs_a_reason(papers, coordinator):
    with pytest.raises(ValidationError, match="Say why"):
        actions.decide_item(by=coordinator, item=item(papers[0]), included=False)


def test_facilitators_do_not_decide_about_the_pack(allocated_case, papers, coordinator, facilitator):
    row = item(papers[0])
    with acting_as(facilitator), pytest.raises(Refused):
        actions.decide_item(by=facilitator, item=row, included=True)


@pytest.mark.requirement("W8-136")
def test_missing_details_of_the_person_harmed_stand_on_the_hand_over_list(allocated_case):
    ContactPoint.objects.filter(participant=allocated_case.harmed).delete()
    outstanding = [paper.words for paper in rules.handover(allocated_case.case) if not paper.is_there]
    assert outstanding == ["Number or address of the person harmed"]


def test_pack_page_shows_facilitators_their_papers_and_the_editor_to_the_coordinator(
    client, sign_in, allocated_case, papers, coordinator, facilitator
):
    case, (report, plan) = allocated_case.case, papers
    actions.decide_item(by=coordinator, item=item(report), included=False, reason_withheld="Names a witness")
    actions.decide_item(by=coordinator, item=item(plan), included=True)
    url = reverse("allocation:pack", args=[case.number])
    sign_in(client, coordinator)
    client.post(reverse("allocation:issue", args=[case.number]))
    assert "Names a witness" in client.get(url).text
    page = sign_in(client, facilitator).get(url).text
    assert "map.txt" in page
    assert "police-report" not in page
    assert "witness" not in page


@pytest.mark.requirement("PF-110")
def test_benefits_talked_through_are_in_the_pack_of_his_side_alone(
    allocated_case, coordinator, facilitator, second_facilitator, service
):
    fence = allocated_case
    referral = a_referral(service, case=fence.case, status="accepted")
    said = {"benefits": ["insight", "future"], "fit": "He asks how she is."}
    Response.objects.create(
        service=service,
        subject=f"referral:{referral.pk}",
        key="officer-explained",
        version=1,
        state="complete",
        completed_at=timezone.now(),
        answers=said,
        answered_by=coordinator,
    )
    actions.gather(by=coordinator, case=fence.case)
    listed = PackItem.objects.get(subject=f"benefits:{referral.pk}")
    for each in PackItem.objects.filter(case=fence.case):
        actions.decide_item(by=coordinator, item=each, included=True)
    actions.issue_pack(by=coordinator, case=fence.case)
    fence.responsible_file.grants.filter(user=second_facilitator).delete()
    assert listed.file_id == fence.responsible_file.pk
    with acting_as(facilitator):
        words = [i.words for i in rules.pack_of(fence.case)[1] if i.pk == listed.pk]
    assert len(words) == 1
    assert words[0].startswith("Seeing what the offence did to others; Going on from taking responsibility")
    assert words[0].endswith("He asks how she is.")
    with acting_as(second_facilitator):
        assert listed.pk not in [i.pk for i in rules.pack_of(fence.case)[1]]
