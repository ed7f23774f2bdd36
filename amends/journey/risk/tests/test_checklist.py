"""The checklist before a meeting: 24 issues in five groups, of which some are a risk on yes and some on no."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.journey.consent.tests.cast import agree
from amends.journey.risk.actions import complete_checklist, complete_place, keep_checklist
from amends.journey.risk.models import Measure
from amends.journey.risk.rules.checklist import (
    check_checklists,
    checklist_of,
    issues_of,
    preset,
    without_checklist,
)
from amends.journey.risk.tests.cast import CHECKLISTS, PLACE, assessed, checked

pytestmark = pytest.mark.django_db
GROUPS = {
    "Offence": ("responsible", ["targeting", "accounts_apart", "contact_goes_on", "absent_others"]),
    "Offender": (
        "responsible",
        ["obstacles", "accepts", "danger", "spoils_process", "hurts_others", "supported"],
    ),
    "Victim": (
        "harmed",
        ["obstacles", "danger", "spoils_process", "hurts_others", "supported", "expectations", "consent"],
    ),
    "Supporters": ("supporter", ["obstacles", "spoils_process", "hurts_others"]),
    "Venue": ("venue", ["visited", "access_met", "facilities", "location"]),
}
RISK_ON_NO = {
    ("responsible", "accepts"),
    ("responsible", "supported"),
    ("harmed", "supported"),
    ("harmed", "expectations"),
    ("harmed", "consent"),
    ("venue", "visited"),
    ("venue", "access_met"),
    ("venue", "facilities"),
}
ISSUES = [(which, key) for which, keys in GROUPS.values() for key in keys]
RESPONSIBLE, HARMED = CHECKLISTS["risk-checklist-responsible"], CHECKLISTS["risk-checklist-harmed"]
SUPPORTER = CHECKLISTS["risk-checklist-supporter"]


@pytest.fixture
def fence(a_case, coordinator, acting):
    """Both have agreed to take part; the test's queries are the coordinator's."""
    acting(coordinator)
    for person in (a_case.harmed, a_case.responsible):
        agree(coordinator, person, "take_part")
    return a_case


def supporter_of(by, person, name):
    details = {"full_name": name}
    return add_person(by=by, file=person.file, details=details, part="supporter", of=person).participant


def fields(refusal):
    return [error.field for error in refusal.value.errors]


@pytest.mark.requirement("W8-249")
def test_there_are_24_issues_in_five_groups():
    assert {name: len(keys) for name, (_, keys) in GROUPS.items()} == {
        "Offence": 4,
        "Offender": 6,
        "Victim": 7,
        "Supporters": 3,
        "Venue": 4,
    }
    assert len(ISSUES) == 24
    for which, key in ISSUES:
        question = load_questionnaire(f"risk-checklist-{which}").question(key)
        assert question.effects
        assert question.required


@pytest.mark.requirement("W8-249")
def test_a_risk_says_how_it_is_managed_and_then_stands_on_the_list(fence, coordinator):
    with pytest.raises(AnswersRefused) as refusal:
        checked(coordinator, fence.responsible, targeting="yes")
    assert fields(refusal) == ["targeting_comment"]
    checked(coordinator, fence.responsible, targeting="yes", targeting_comment="They live apart now.")
    row = Measure.objects.get(participant=fence.responsible)
    assert (row.key, row.safeguard) == ("targeting", "They live apart now.")
    assert not checked(coordinator, fence.harmed).answers.get("danger_comment")


@pytest.mark.requirement("W8-250")
@pytest.mark.parametrize(("which", "key"), ISSUES)
def test_which_answer_is_a_risk(which, key):
    definition = load_questionnaire(f"risk-checklist-{which}")
    bad = "no" if (which, key) in RISK_ON_NO else "yes"
    good = "yes" if bad == "no" else "no"
    assert [issue.key for issue in issues_of(definition, {key: bad})] == [key]
    assert issues_of(definition, {key: good}) == []


@pytest.mark.requirement("W8-250")
def test_no_free_consent_blocks_the_conference(fence, coordinator):
    checked(coordinator, fence.responsible)
    checked(coordinator, fence.harmed, consent="no", consent_comment="We talk again on Friday.")
    people = [fence.harmed, fence.responsible]
    with pytest.raises(Refused, match=r"stands against it: HH \("):
        check_checklists(fence.case, people, {fence.harmed_file.pk, fence.responsible_file.pk})
    checked(coordinator, fence.harmed)
    check_checklists(fence.case, people, {fence.harmed_file.pk, fence.responsible_file.pk})


@pytest.mark.requirement("W8-251")
def test_absent_co_defendants_ask_what_it_means(fence, coordinator):
    with pytest.raises(AnswersRefused) as refusal:
        checked(coordinator, fence.responsible, absent_others="yes")
    assert fields(refusal) == ["absent_effect"]
    checked(coordinator, fence.responsible, absent_others="yes", absent_effect="He speaks only for himself.")
    assert Measure.objects.get(key="absent_others").safeguard == "He speaks only for himself."
    for key in ("targeting", "accounts_apart", "contact_goes_on", "absent_others"):
        given = {name: answer for name, answer in RESPONSIBLE.items() if name != key}
        with pytest.raises(AnswersRefused) as refusal:
            complete_checklist(by=coordinator, participant=fence.responsible, answers=given)
        assert fields(refusal) == [key]


@pytest.mark.requirement("W8-252")
def test_nobody_beside_them_is_answered_by_the_case(client, sign_in, fence, coordinator, acting):
    assert preset(fence.responsible) == {"supported": "no"}
    page = sign_in(client, coordinator).get(reverse("risk:checklist", args=[fence.responsible.pk])).text
    start = page.index('name="supported"')
    assert 'value="no" checked' in page[start : start + 900].replace('id="id_supported_1" ', "")
    acting(coordinator)
    alone = {**RESPONSIBLE, **preset(fence.responsible)}
    with pytest.raises(AnswersRefused) as refusal:
        complete_checklist(by=coordinator, participant=fence.responsible, answers=alone)
    assert fields(refusal) == ["supported_comment"]
    supporter_of(coordinator, fence.responsible, "Una Uncle")
    assert preset(fence.responsible) == {}


@pytest.mark.requirement("W8-253")
def test_consent_that_is_not_on_file_cannot_be_confirmed(a_case, coordinator, acting):
    acting(coordinator)
    with pytest.raises(Refused, match="not on file") as refusal:
        checked(coordinator, a_case.harmed)
    assert refusal.value.field == "consent"
    agree(coordinator, a_case.harmed, "take_part")
    assert checked(coordinator, a_case.harmed).is_locked


@pytest.mark.requirement("W8-254")
def test_two_of_three_supporters_leave_it_incomplete(fence, coordinator):
    people = [supporter_of(coordinator, fence.harmed, name) for name in ("Ann Aunt", "Bob Best", "Cy Cousin")]
    for person in people[:2]:
        checked(coordinator, person)
    assert without_checklist(people) == people[2:]
    with pytest.raises(Refused, match=r"Without a checklist: CC \("):
        check_checklists(fence.case, people, {fence.harmed_file.pk})
    with pytest.raises(Refused, match="Not everything is ready"):
        check_checklists(fence.case, people, set())


@pytest.mark.requirement("W8-228")
def test_a_known_supporter_is_asked_about_with_permission(fence, coordinator):
    person = supporter_of(coordinator, fence.harmed, "Ann Aunt")
    known = {**SUPPORTER, "known": "yes"}
    with pytest.raises(Refused, match="only with their permission"):
        checked(coordinator, person, **known, permission="no")
    with pytest.raises(Refused, match="what the answer was") as refusal:
        checked(coordinator, person, **known, permission="yes", enquiry_to="Police")
    assert refusal.value.field == "enquiry_result"
    assert checklist_of(person) is None
    for key in ("motivation", "effect"):
        with pytest.raises(AnswersRefused) as missing:
            checked(coordinator, person, **{key: ""})
        assert fields(missing) == [key]
    checked(coordinator, person, **known, permission="yes", enquiry_to="Police", enquiry_result="Nothing.")
    assert checklist_of(person)


@pytest.mark.requirement("W8-255")
def test_a_place_nobody_has_seen_is_a_risk_to_be_managed(fence, coordinator):
    unseen = {**PLACE, "visited": "no", "visited_words": ""}
    with pytest.raises(AnswersRefused) as refusal:
        complete_place(by=coordinator, case=fence.case, answers=unseen)
    assert fields(refusal) == ["visited_comment"]
    for key in ("access_met", "facilities", "location"):
        with pytest.raises(AnswersRefused) as refusal:
            complete_place(by=coordinator, case=fence.case, answers={**PLACE, key: ""})
        assert fields(refusal) == [key]
    with pytest.raises(AnswersRefused) as refusal:
        complete_place(by=coordinator, case=fence.case, answers={**PLACE, "visited_words": ""})
    assert fields(refusal) == ["visited_words"]


@pytest.mark.requirement("W8-229")
@pytest.mark.parametrize("side", ["harmed", "responsible"])
def test_a_link_of_either_side_to_the_place_needs_a_measure(fence, coordinator, side):
    person = getattr(fence, side)
    with pytest.raises(AnswersRefused) as refusal:
        checked(coordinator, person, place_link="yes")
    assert fields(refusal) == ["place_link_comment"]
    checked(coordinator, person, place_link="yes", place_link_comment="The family is away.")
    assert Measure.objects.get(participant=person, key="place_link").safeguard == "The family is away."


@pytest.mark.requirement("W8-220")
@pytest.mark.parametrize(
    "factor",
    ["weak_vulnerable", "weak_language", "weak_mental", "weak_known", "weak_disability", "weak_resilience"],
)
def test_what_leaves_somebody_the_weaker_one_needs_a_measure(fence, coordinator, factor):
    with pytest.raises(AnswersRefused) as refusal:
        checked(coordinator, fence.harmed, **{factor: "yes"})
    assert fields(refusal) == [f"{factor}_comment"]
    checked(coordinator, fence.harmed, **{factor: "yes", f"{factor}_comment": "An interpreter."})
    assert Measure.objects.get(key=factor).safeguard == "An interpreter."


@pytest.mark.requirement("W8-188")
def test_social_media_is_answered_for_everybody(fence, coordinator):
    supporter = supporter_of(coordinator, fence.responsible, "Una Uncle")
    for person in (fence.responsible, fence.harmed, supporter):
        for key in ("social_media", "social_agreed"):
            with pytest.raises(AnswersRefused) as refusal:
                checked(coordinator, person, **{key: ""})
            assert fields(refusal) == [key]
        checked(coordinator, person)
        last = checklist_of(person)
        assert last
        assert last.answers["social_agreed"]


@pytest.mark.requirement("W8-256")
def test_the_view_of_the_whole_the_incident_and_a_rating_with_reasons(fence, coordinator):
    for person, key in ((fence.harmed, "general"), (fence.responsible, "incident")):
        with pytest.raises(AnswersRefused) as refusal:
            checked(coordinator, person, **{key: ""})
        assert fields(refusal) == [key]
    for reasons in ([], [""], ["one", "two", "three", "four"]):
        with pytest.raises(Refused, match="one to three reasons"):
            assessed(coordinator, fence.harmed, reasons=reasons)
    with pytest.raises(ValidationError, match="severe"):
        assessed(coordinator, fence.harmed, level="severe")
    assert assessed(coordinator, fence.harmed, reasons=["one", "two", "three"]).level == "low"


def test_a_checklist_can_wait_and_a_later_one_replaces_what_was_to_be_done(
    client, sign_in, fence, coordinator
):
    keep_checklist(by=coordinator, participant=fence.responsible, answers={"targeting": "no"})
    assert checklist_of(fence.responsible) is None
    first = {"targeting": "yes", "targeting_comment": "They live apart."}
    checked(coordinator, fence.responsible, **first)
    checked(coordinator, fence.responsible, **first)
    row = Measure.objects.get(participant=fence.responsible, ended_on=None)
    assert row.is_in_place
    checked(coordinator, fence.responsible)
    row.refresh_from_db()
    assert row.ended_on
    address = reverse("risk:checklist", args=[fence.responsible.pk])
    page = sign_in(client, coordinator).post(address, RESPONSIBLE)
    assert page.status_code == 302
    assert client.post(address, {**RESPONSIBLE, "targeting": "yes"}).status_code == 200
    assert client.post(address, {"later": "yes", "targeting": "yes"}).status_code == 302
