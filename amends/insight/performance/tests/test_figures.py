"""What every figure counts, and what each reader sees of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amends.foundation.case.actions import reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Participant
from amends.foundation.questionnaire.models import Response
from amends.insight.performance.asking import ask, ask_months
from amends.insight.performance.counting import COUNTED
from amends.insight.performance.definitions import definitions, groups
from amends.insight.performance.months import Month
from amends.insight.performance.reading import HIDDEN, Part, Reading, read, read_months
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.evaluation.models import Feedback
from amends.journey.followup.actions import close_case, code_outcome
from amends.journey.followup.models import FollowUp
from amends.journey.followup.rules.closing import Coded
from amends.journey.followup.tests.cast import ring
from amends.journey.referral.models import Referral


@pytest.fixture
def month():
    return Month.of(timezone.localdate())


def figure(service, month, key, *, in_full=True):
    return read(service, month, in_full=in_full, keys=[key])[key]


def parts_of(reading):
    return {part.key: part.count for part in reading.parts if part.count != 0}


def fed_back(by, person, **codes):
    """A person who has told us, as the figures see it."""
    now = timezone.now()
    follow_up = FollowUp.objects.create(
        service_id=person.service_id,
        file=person.file,
        participant=person,
        way="meeting",
        held_at=now,
        state="answered",
        settled_at=now,
        settled_by=by,
        started_by=by,
    )
    response = Response.objects.create(
        service_id=person.service_id,
        case=person.case,
        file=person.file,
        participant=person,
        subject=follow_up.subject,
        key="feedback-essex",
        version=1,
        state="complete",
        completed_at=now,
        answered_by=by,
    )
    return Feedback.objects.create(
        service_id=person.service_id,
        file=person.file,
        participant=person,
        follow_up=follow_up,
        response=response,
        side=person.side,
        part=person.part,
        way="meeting",
        taken_by=by,
        **codes,
    )


def more_people(case, file, count, side):
    return [
        Participant.objects.create(
            service_id=case.service_id, file=file, case=case, side=side, part="member", initials=f"M{n}"
        )
        for n in range(count)
    ]


def test_every_figure_has_words_and_a_way_of_counting():
    assert set(definitions()) == set(COUNTED)
    assert {definition.group for definition in definitions().values()} == set(groups())
    for key, counted in COUNTED.items():
        assert bool(definitions()[key].denominator) == (counted.kind != "parts")
        assert counted.part_of is None or counted.part_of[0] in COUNTED


def test_all_figures_are_one_query_and_of_an_empty_service_nothing(
    coordinator, service, month, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = read(service, month, in_full=True)
    assert set(found) == set(definitions())
    assert found["referrals_received"].count == 0
    assert found["content_harmed"].shown == "no data"
    assert found["first_contact_days"].shown == "no data"


@pytest.mark.parametrize("key", sorted(definitions()))
def test_pair_of_rows_agrees_with_the_number_shown(coordinator, manager, service, a_case, month, key):
    a_referral(service, case=a_case.case, referrer_kind="police", status="accepted")
    ring(manager, a_case.harmed, result="reached")
    fed_back(coordinator, a_case.harmed, content="yes", impact="positive", would_recommend="no")
    code_outcome(by=coordinator, case=a_case.case, coded=Coded("settled", "overtaken"))
    close_case(by=coordinator, case=a_case.case)
    numerator, denominator = COUNTED[key].pair(service, month)
    lines = ask(service, month, [key])[key]
    headings = COUNTED[key].every_name
    if headings:
        assert sum(line.numerator for line in lines) == numerator.count()
        assert sum(line.denominator for line in lines) == denominator.count()
    assert ask_months(service, key, month.last(2))[month].denominator == denominator.count()


def test_source_without_a_referral_shows_zero(coordinator, service, month):
    a_referral(service, referrer_kind="police")
    a_referral(service, referrer_kind="police")
    a_referral(service, referrer_kind="prison", received_at=timezone.now() - timedelta(days=400))
    reading = figure(service, month, "referrals_received")
    assert reading.count == 2
    assert parts_of(reading) == {"police": 2}
    assert "prison" in [part.key for part in reading.parts]


def test_figures_of_another_service_are_not_counted(
    coordinator, stranger, other_service, service, month, acting
):
    acting(stranger)
    a_referral(other_service, referrer_kind="police")
    acting(coordinator)
    assert figure(service, month, "referrals_received").count == 0
    assert figure(other_service, month, "referrals_received").count == 0


def test_case_closed_counts_by_its_outcome_until_it_is_opened_again(coordinator, service, a_case, month):
    code_outcome(by=coordinator, case=a_case.case, coded=Coded("not_suitable", "risk"))
    closed = close_case(by=coordinator, case=a_case.case)
    assert parts_of(figure(service, month, "closed")) == {"not_suitable": 1}
    assert figure(service, month, "days_open").middle == pytest.approx(0, abs=0.1)
    assert closed.closed_at is not None


def test_days_to_first_contact_begin_with_the_referral(coordinator, manager, service, a_case, month):
    ten_days = timezone.now() - timedelta(days=10)
    a_referral(service, case=a_case.case, status="accepted", received_at=ten_days)
    ring(manager, a_case.harmed, result="reached")
    assert figure(service, month, "first_contact_days").shown == "10 days"


@pytest.mark.requirement("EX-007")
def test_content_is_a_share_of_those_who_answered_beside_those_who_did_not(
    coordinator, service, a_case, month
):
    people = more_people(a_case.case, a_case.harmed_file, 20, "harmed")
    for number, person in enumerate(people[:18]):
        fed_back(coordinator, person, content="yes" if number < 16 else "no")
    for person in people[18:]:
        FollowUp.objects.create(
            service_id=service.pk,
            file=person.file,
            participant=person,
            way="meeting",
            held_at=timezone.now(),
            state="unreachable",
            settled_at=timezone.now(),
            started_by=coordinator,
        )
    reading = figure(service, month, "content_harmed")
    assert reading.shown == "88.9%"
    assert reading.small_print == "of 18 (2 without answer)"
    assert reading.is_below_target


def test_figure_that_reaches_its_target_is_not_marked(coordinator, service, a_case, month):
    for person in more_people(a_case.case, a_case.harmed_file, 10, "harmed"):
        fed_back(coordinator, person, content="yes")
    reading = figure(service, month, "content_harmed")
    assert reading.shown == "100%"
    assert not reading.is_below_target


@pytest.mark.requirement("W8-345")
def test_contacts_on_time_are_a_share_for_each_facilitator(coordinator, manager, service, a_case, month):
    ring(manager, a_case.harmed)
    late = ring(manager, a_case.harmed)
    type(late).objects.filter(pk=late.pk).update(is_late=True)
    reading = figure(service, month, "contacts_on_time")
    (part,) = reading.parts
    assert (part.words, part.count, part.of, part.percent) == ("Manu Manages", 1, 2, "50%")
    assert figure(service, month, "contacts_on_time", in_full=False).parts == []


def test_who_sees_no_case_gets_no_small_number_anywhere(coordinator, manager, service, a_case, month):
    for kind, count in (("police", 12), ("prison", 7), ("housing", 2)):
        for _ in range(count):
            a_referral(service, referrer_kind=kind)
    ring(manager, a_case.harmed)
    for reading in read(service, month, in_full=False).values():
        numbers = [reading.count, reading.of, *(part.count for part in reading.parts)]
        assert not [number for number in numbers if number in range(1, 5)]
    received = figure(service, month, "referrals_received", in_full=False)
    assert received.count == 21
    shown = {part.key: part.shown for part in received.parts}
    assert (shown["police"], shown["prison"], shown["housing"]) == ("12", HIDDEN, HIDDEN)


def test_what_divides_a_hidden_number_is_hidden_with_it(coordinator, service, month):
    whole = read(service, month, in_full=False, keys=["reasons_not_eligible", "referrals_screened"])
    assert whole["reasons_not_eligible"].count == 0
    assert read_months(service, "reasons_not_eligible", month.last(3), in_full=False) == []


def test_trend_hides_small_months(coordinator, service, month):
    for _ in range(3):
        a_referral(service, referrer_kind="police")
    trend = read_months(service, "referrals_received", month.last(12), in_full=False)
    assert [reading.shown for _, reading in trend] == ["0"] * 11 + [HIDDEN]
    trend = read_months(service, "referrals_received", month.last(12), in_full=True)
    assert trend[-1][1].shown == "3"


def test_month_is_read_strictly():
    assert Month.read("2026-03") == Month(2026, 3)
    for text in ("2026-13", "2026-0", "26-03", "2026-03-01", "1066-10", "9999-01", "x", "2026-03\n"):
        assert Month.read(text) is None
    assert [month.key for month in Month(2026, 2).last(3)] == ["2025-12", "2026-01", "2026-02"]


def test_what_a_figure_is_made_of_is_a_sentence_without_its_empty_parts():
    parts = [Part("face", "Face to face", 2, 2), Part("letters", "By letters", 0, 2)]
    assert Reading(definitions()["meetings_held"], "parts", 2, parts=parts).made_of == "Face to face: 2"


@pytest.mark.parametrize(("of", "said"), [(1, "1 case"), (2, "2 cases")])
def test_one_case_is_no_cases(of, said):
    assert Reading(definitions()["meetings_held"], "middle", of, of=of, middle=8.0).small_print == said


@pytest.mark.requirement("W8-392")
def test_victim_of_a_case_before_conviction_is_not_in_the_programme_and_the_case_stays_in_local_figures(
    coordinator, service, a_case, month
):
    reach(by=coordinator, case=a_case.case, milestone=Milestone.SUITABLE)
    referral = a_referral(service, case=a_case.case, status="accepted", court_stage="charged")
    assert figure(service, month, "programme_victims").count == 0
    assert figure(service, month, "cases_opened").count == 1
    Referral.objects.filter(pk=referral.pk).update(court_stage="awaiting_sentence")
    more_people(a_case.case, a_case.harmed_file, 2, "harmed")
    assert parts_of(figure(service, month, "programme_victims")) == {"awaiting_sentence": 3}


@pytest.mark.requirement("W8-392")
def test_convicted_is_not_enough_where_the_case_was_not_found_suitable(coordinator, service, a_case, month):
    a_referral(service, case=a_case.case, status="accepted", court_stage="sentenced")
    assert figure(service, month, "programme_victims").count == 0
