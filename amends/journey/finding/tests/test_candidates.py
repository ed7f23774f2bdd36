"""A person decides about possible cases: in an order that explains itself, after samples were read, and once only."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.access.programs import as_clockwork
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.record.models import AuditEvent, HistoryRow
from amends.journey.finding.actions.comparing import review_match
from amends.journey.finding.actions.deciding import assess, settle_file
from amends.journey.finding.actions.keeping import (
    discard_extract,
    forget_candidates,
    forget_files,
    give_up_stalled,
    queue_extract,
)
from amends.journey.finding.actions.sampling import draw_sample, record_reading
from amends.journey.finding.actions.weighing import set_weights
from amends.journey.finding.models import (
    Assessment,
    Candidate,
    Extract,
    ExtractFile,
    Match,
    Reading,
    Rejected,
)
from amends.journey.finding.queries.cases import counts, in_scope, listed, unsuitable_in, worklist
from amends.journey.finding.queries.samples import estimates, matches_to_review, papers_of
from amends.journey.finding.sifting import weights_of
from amends.journey.finding.tests.caseloads import as_csv, imported, row, upload

State = Candidate.State


@pytest.fixture
def service(service):
    Service.objects.filter(pk=service.pk).update(profile="noms-2013")
    service.refresh_from_db()
    return service


def hundred(by, service) -> Extract:
    return imported(by, service, as_csv([row(n) for n in range(100)]))


@pytest.mark.requirement("W8-133")
def test_with_equal_weights_a_victims_request_comes_before_five_co_defendants_on_differing_pleas(
    coordinator, service
):
    more = ("Victim request", "Co-defendants", "Mixed pleas")
    rows = [[*row(1), "no", "5", "yes"], [*row(2), "yes", "5", "yes"]]
    extract = imported(coordinator, service, as_csv(rows, *more))
    first, second = worklist(extract)
    assert (first.person_reference, first.met, first.score) == ("X000002", ["victim_asked"], 1)
    assert (second.met, second.score) == ([], 0)
    assert set(weights_of(service).values()) == {1}
    with pytest.raises(ValidationError, match="Say why"):
        assess(by=coordinator, candidate=first, choice="not_suitable")
    assess(by=coordinator, candidate=second, choice="refer")
    second.refresh_from_db()
    assert second.state == State.CHOSEN


def test_local_weights_put_the_list_in_another_order(coordinator, service):
    more = ("wants_to_stop", "Sycamore Tree", "wants_to_meet")
    rows = [[*row(1), "yes", "no", "yes"], [*row(2), "no", "yes", "no"]]
    extract = imported(coordinator, service, as_csv(rows, *more))
    assert [each.row for each in worklist(extract)] == [2, 3]
    with pytest.raises(Refused, match="0 to 10"):
        set_weights(by=coordinator, service=service, weights={"awareness_course": 11}, reason="x")
    set_weights(
        by=coordinator,
        service=service,
        weights={**weights_of(service), "awareness_course": 5},
        reason="Local course",
    )
    assert [(each.row, each.score) for each in worklist(extract)] == [(3, 5), (2, 2)]


@pytest.mark.requirement("W8-125")
def test_sixteen_suitable_of_a_sample_of_twenty_are_80_percent_and_80_cases(
    coordinator, service, facilitator, acting
):
    extract = hundred(coordinator, service)
    sample = draw_sample(by=coordinator, extract=extract, size=20, readers=[facilitator, coordinator], seed=7)
    assert Reading.objects.filter(reader=facilitator).count() == 10
    for number, reading in enumerate(sample.readings.select_related("candidate", "service").order_by("pk")):
        reader = facilitator if reading.reader_id == facilitator.pk else coordinator
        acting(reader)
        with pytest.raises(ValidationError, match="which papers"):
            record_reading(by=reader, reading=reading, sources=[], suitable=True)
        reading.read_at = None
        suitable = number >= 4
        record_reading(
            by=reader,
            reading=reading,
            sources=["psr", "oasys"],
            suitable=suitable,
            reason="" if suitable else "Denies it",
        )
    acting(coordinator)
    found = estimates(extract)[0]
    assert (found.read, found.suitable, found.percent, found.cases) == (20, 16, 80, 80)
    assert unsuitable_in(extract).count() == 4


def test_the_same_seed_draws_the_same_cases(coordinator, service):
    extract = hundred(coordinator, service)
    drawn = [
        sorted(
            draw_sample(
                by=coordinator, extract=extract, size=9, readers=[coordinator], seed=3
            ).readings.values_list("candidate", flat=True)
        )
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1]
    with pytest.raises(Refused, match="100 eligible"):
        draw_sample(by=coordinator, extract=extract, size=101, readers=[coordinator])


def test_a_reader_sees_the_papers_handed_to_them_until_they_are_read_and_nothing_else(
    coordinator, service, facilitator, second_facilitator, referrer, acting
):
    extract = hundred(coordinator, service)
    with pytest.raises(Refused, match="judge suitability"):
        draw_sample(by=coordinator, extract=extract, size=2, readers=[referrer])
    draw_sample(by=coordinator, extract=extract, size=2, readers=[facilitator])
    acting(second_facilitator)
    assert not Candidate.objects.exists()
    acting(facilitator)
    assert Notice.objects.filter(user=facilitator, words__contains="papers").exists()
    assert Candidate.objects.count() == 2
    assert not Extract.objects.exists()
    reading = papers_of(facilitator, service)[0]
    record_reading(by=facilitator, reading=reading, sources=["psr"], suitable=False, reason="Denies it")
    assert Candidate.objects.count() == 1
    with pytest.raises(Refused, match="somebody else"):
        record_reading(by=second_facilitator, reading=reading, sources=["psr"], suitable=True)
    acting(coordinator)
    assert Assessment.objects.get().reason == "Denies it"


@pytest.mark.requirement("W8-121")
def test_120_less_20_taken_out_are_100_in_scope_and_the_20_are_listed_with_reasons(coordinator, service):
    extract = imported(coordinator, service, as_csv([row(n) for n in range(120)]))
    for number, each in enumerate(worklist(extract)[:20]):
        after = "interview" if number % 2 else "paper"
        assess(by=coordinator, candidate=each, choice="not_suitable", reason=f"Reason {number}", after=after)
    found = counts(extract)
    assert (found["eligible"], found["not_suitable"], found["in_scope"]) == (120, 20, 100)
    for which in ("eligible", "not_suitable", "in_scope"):
        assert listed(extract, which).count() == found[which]
    assert in_scope(extract).count() == 100
    taken_out = listed(extract, "not_suitable")
    assert len({each.assessments.get().reason for each in taken_out}) == 20


def test_the_same_people_are_proposed_and_a_person_decides(coordinator, service):
    first = [row(1, Name="Rowan Ashbrook"), row(2, Name="Linden Crowdell"), row(3)]
    imported(coordinator, service, as_csv(first))
    again = [
        row(1, Name="Rowan Ashbrok", CRN="", **{"Crime number": "42/777777/26"}),
        row(2, CRN="", Name="Linden Crowdell", **{"Crime number": "42/888888/26"}),
        row(50),
    ]
    extract = imported(coordinator, service, as_csv(again))
    pairs = list(matches_to_review(extract))
    assert {each.candidate.row for each in pairs} == {2, 3}
    assert all(each.earlier and each.earlier.row == each.candidate.row for each in pairs)
    assert counts(extract)["known"] == 0
    by_row = {each.candidate.row: each for each in pairs}
    review_match(by=coordinator, match=by_row[2], state="same_matter")
    review_match(by=coordinator, match=by_row[3], state="same_person")
    assert counts(extract)["known"] == 1
    with pytest.raises(Refused, match="decided this already"):
        review_match(by=coordinator, match=by_row[2], state="different")


def test_somebody_in_a_case_is_recognised_on_their_own_side_only(coordinator, service, a_case):
    known = row(9, CRN="", Name="Rhys Ponsible", DOB="12/09/1994")
    harmed = imported(coordinator, service, as_csv([known]), side="harmed")
    assert not matches_to_review(harmed)
    responsible = imported(coordinator, service, as_csv([known, row(8)]))
    match = matches_to_review(responsible).get()
    assert match.participant == a_case.responsible


def test_the_database_refuses_to_join_the_two_sides(coordinator, service):
    victim = imported(coordinator, service, as_csv([row(1)]), side="harmed").candidates.get()
    offender = imported(coordinator, service, as_csv([row(1), row(2)])).candidates.first()
    for side in ("harmed", "responsible"):
        with pytest.raises(IntegrityError):
            join(service, side, offender, victim)


def join(service, side, one, other):
    with transaction.atomic():
        Match.objects.create(service=service, side=side, candidate=one, earlier=other, probability=0.9)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_the_rules_stand_against_or_nobody_looked_up_cannot_be_referred(coordinator, service):
    rows = [row(1, category="violence", domestic_abuse=""), row(2, domestic_abuse="yes")]
    extract = imported(coordinator, service, as_csv(rows))
    look_up, against = extract.candidates.order_by("row")
    with pytest.raises(Refused, match="domestic abuse"):
        assess(by=coordinator, candidate=look_up, choice="refer")
    with pytest.raises(Refused, match="stand against it"):
        assess(by=coordinator, candidate=against, choice="refer")
    settle_file(by=coordinator, candidate=look_up, eligible=True, reason="Strangers")
    assess(by=coordinator, candidate=look_up, choice="refer", holder_contacted=True)
    look_up.refresh_from_db()
    assert look_up.holder_contacted_on == timezone.localdate()


def test_the_file_is_deleted_after_its_time_and_the_trail_says_so(coordinator, service):
    extract = imported(coordinator, service, as_csv([row(1), row(2, DOB="never")]))
    assert Rejected.objects.filter(extract=extract).exists()
    assert extract.file_until == timezone.localdate() + timedelta(days=30)
    with as_clockwork(service) as hand:
        assert forget_files(by=hand, service=service) == 0
        with time_machine.travel(timezone.now() + timedelta(days=31)):
            assert forget_files(by=hand, service=service) == 1
            assert forget_candidates(by=hand, service=service) == 0
        with time_machine.travel(timezone.now() + timedelta(days=366)):
            assert forget_candidates(by=hand, service=service) == 1
    assert not ExtractFile.objects.exists()
    assert not Rejected.objects.exists()
    assert not Candidate.objects.exists()
    assert not HistoryRow.objects.filter(table_name__in=["finding_candidate", "finding_extractfile"]).exists()
    told = AuditEvent.objects.filter(act="erasure").values_list("what", flat=True)
    assert set(told) == {"extract.file_deleted", "extract.candidates_deleted"}
    with pytest.raises(Refused, match="has been"):
        queue_extract(by=coordinator, extract=extract)


def test_a_file_thrown_away_is_gone_with_its_rows(coordinator, service):
    extract = imported(coordinator, service, as_csv([row(1)]))
    discard_extract(by=coordinator, extract=extract)
    assert not Extract.objects.exists()
    assert not Candidate.objects.exists()


def test_a_reading_whose_worker_has_gone_can_be_tried_again(coordinator, service):
    extract = upload(coordinator, service, as_csv([row(1)]))
    queue_extract(by=coordinator, extract=extract)
    with as_clockwork(service) as hand:
        give_up_stalled(by=hand, service=service)
        assert Extract.objects.get().state == Extract.State.WAITING
        with time_machine.travel(timezone.now() + timedelta(hours=3)):
            give_up_stalled(by=hand, service=service)
    extract.refresh_from_db()
    assert extract.state == Extract.State.FAILED
    assert queue_extract(by=coordinator, extract=extract).state == Extract.State.WAITING
    assert date.today() >= extract.uploaded_at.date()
