"""A linked case of a youth justice service carries its own people; two bodies on one matter are named."""

import pytest
from django.urls import reverse

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.journey.disclosure.actions import change_part, note_part, open_joint_work, share_item
from amends.journey.disclosure.models import JointWork, Part
from amends.service.sharing.tests.cast import in_force


def url(name, *args):
    return reverse(f"disclosure:{name}", args=args)


@pytest.fixture
def yot(service, coordinator):
    made = Agency.objects.create(service=service, name="Essex YOS", kind=AgencyKind.YOUTH_JUSTICE)
    in_force(coordinator, made)
    return made


ANSWERS = {"lead": "they", "contact": "Yoti", "reference": "YOS-77", "basis": "The agreement of March"}


@pytest.mark.requirement("EX-076")
def test_case_keeps_the_adult_and_lists_what_was_shared_with_the_linked_case(
    client, sign_in, a_case, coordinator, yot
):
    young = add_person(
        by=coordinator,
        file=a_case.responsible_file,
        details={"full_name": "Yan Young", "date_of_birth": "2011-04-04"},
    ).participant
    with pytest.raises(Refused, match="is under 18") as refusal:
        open_joint_work(by=coordinator, case=a_case.case, agency=yot, **ANSWERS)
    assert young.initials in refusal.value.reason
    Participant.objects.filter(pk=young.pk).update(takes_part=False)
    signed_in = sign_in(client, coordinator)
    signed_in.post(url("open_joint", a_case.case.number), {**ANSWERS, "agency": yot.pk})
    joint = JointWork.objects.get()
    signed_in.post(url("share_item", a_case.case.number, joint.pk), {"what": "The day of the incident"})
    page = signed_in.get(url("case", a_case.case.number)).text
    for words in ("YOS-77", "The youth justice service", "The day of the incident", "The agreement of March"):
        assert words in page
    with pytest.raises(Refused, match="contains"):
        share_item(by=coordinator, joint=joint, what="She lives at number 4, ring 07700 900101")


def test_joint_work_needs_an_agreement_and_a_youth_justice_service(a_case, coordinator, police, service):
    with pytest.raises(Refused, match="youth justice"):
        open_joint_work(by=coordinator, case=a_case.case, agency=police, **ANSWERS)
    other = Agency.objects.create(service=service, name="Other YOS", kind=AgencyKind.YOUTH_JUSTICE)
    with pytest.raises(Refused, match="no information sharing agreement"):
        open_joint_work(by=coordinator, case=a_case.case, agency=other, **ANSWERS)


@pytest.mark.requirement("KM-004")
def test_two_bodies_in_contact_with_the_harmed_are_both_named_on_the_case(
    client, sign_in, a_case, coordinator, police, council
):
    note_part(by=coordinator, file=a_case.harmed_file, need="contact", agency=police)
    second = note_part(by=coordinator, file=a_case.harmed_file, need="contact", agency=council)
    flag = "Essex Police and Rushmere Council both: be in contact with the person"
    signed_in = sign_in(client, coordinator)
    case_page = reverse("casefile:case", args=[a_case.case.number])
    assert flag in signed_in.get(case_page).text
    assert flag in signed_in.get(url("parts", a_case.case.number)).text
    change_part(by=coordinator, part=second, state="declined", answer="The police do it")
    assert flag not in signed_in.get(case_page).text
    page = signed_in.get(url("parts", a_case.case.number)).text
    assert flag not in page
    assert "The police do it" in page


@pytest.mark.requirement("KM-004")
def test_what_nobody_does_is_a_gap_until_a_body_is_down_for_it(client, sign_in, a_case, coordinator, police):
    signed_in = sign_in(client, coordinator)
    where = url("parts", a_case.case.number)
    signed_in.post(where, {"file": a_case.harmed_file.pk, "need": "support", "agency": ""})
    assert "Nobody is down to support them." in signed_in.get(where).text
    signed_in.post(where, {"file": a_case.harmed_file.pk, "need": "support", "agency": police.pk})
    assert "Nobody is down" not in signed_in.get(where).text
    assert Part.objects.get().agency == police
