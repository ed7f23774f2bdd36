"""Before and after sentence, deferments, and the sentence itself."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import add_participant, open_new_case
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.tests.cast import agree
from amends.journey.contact.models import Contact
from amends.journey.court.actions import (
    deferring,
    sentencing,
)
from amends.journey.court.actions.courts import keep_court
from amends.journey.court.models import (
    Court,
    Deferment,
    Phase,
    Sentence,
)
from amends.journey.court.rules.first_contact import first_contact, is_within_standard
from amends.journey.court.rules.sentencing import UnsupervisedError, days_left, phase_of, work_by_phase
from amends.journey.court.tests.cast import details, in_days
from amends.service.rulebook.tests.cast import own_settings

D = dt.date


def both_agree(by, fence):
    for person in (fence.harmed, fence.responsible):
        agree(by, person, "take_part")


# --- before and after sentence --------------------------------------------------------------------------------------


@pytest.mark.requirement("SS-012")
def test_sentence_changes_the_phase_and_earlier_work_stays_before_it(noms, coordinator):
    """Opened on 2 May, sentence on 20 May: a visit on the 12th is pre-sentence for good."""
    case = noms.case
    with time_machine.travel(dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC), tick=False), acting_as(coordinator):
        sentencing.set_phase(
            by=coordinator, case=case, when="before", setting="community", since=D(2027, 5, 2)
        )
        for day, minutes in ((12, 90), (19, 30), (20, 45)):
            Contact.objects.create(
                service=case.service,
                file=noms.responsible_file,
                participant=noms.responsible,
                kind="call",
                purpose="prepare",
                result="reached",
                at=dt.datetime(2027, 5, day, 10, tzinfo=dt.UTC),
                submitted_at=timezone.now(),
                minutes=minutes,
                logged_by=coordinator,
            )
        sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(passed_on=D(2027, 5, 20), restorative=False),
        )
        now, then = phase_of(case), phase_of(case, D(2027, 5, 19))
        assert now
        assert (str(now), now.since) == ("After sentence, in the community", D(2027, 5, 20))
        assert str(then) == "Before sentence, in the community"
        done = work_by_phase(case)
        assert (done["before"].contacts, done["before"].minutes) == (2, 120)
        assert (done["after"].contacts, done["after"].minutes) == (1, 45)
        assert Phase.objects.filter(case=case).count() == 2


@pytest.mark.requirement("SS-012")
def test_phase_before_sentence_is_only_for_profiles_that_allow_it(under, coordinator, court):
    fence = under("essex-2015")
    with acting_as(coordinator):
        with pytest.raises(Refused, match="works only after sentence"):
            sentencing.set_phase(
                by=coordinator, case=fence.case, when="before", setting="custody", since=in_days(-1)
            )
        after = sentencing.set_phase(
            by=coordinator, case=fence.case, when="after", setting="custody", since=in_days(-1)
        )
        assert str(after) == "After sentence, in custody"
        under("hmpps-2023")
        with pytest.raises(Refused, match="no local agreement"):
            sentencing.set_phase(
                by=coordinator,
                case=fence.case,
                when="before",
                setting="custody",
                since=in_days(-1),
                court=court,
            )


def test_custody_is_a_change_of_setting(noms, coordinator):
    with acting_as(coordinator):
        sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(vehicle="custody", restorative=False, supervision_months=None),
        )
        assert str(phase_of(noms.case)) == "After sentence, in custody"


# --- deferred sentences ---------------------------------------------------------------------------------------------


def defer(by, fence, court, **changes):
    wanted = {"starts_on": in_days(-10), "until": in_days(60), "model": "whole", **changes}
    return deferring.defer(by=by, case=fence.case, court=court, **wanted)


@pytest.mark.requirement("SS-028")
def test_deferment_needs_both_and_counts_down_to_the_report(noms, coordinator, court):
    until = in_days(60)
    with acting_as(coordinator):
        agree(coordinator, noms.responsible, "take_part")
        with pytest.raises(Refused, match="Not everybody has agreed"):
            defer(coordinator, noms, court)
        assert not Deferment.objects.exists()
        both_agree(coordinator, noms)
        found = defer(coordinator, noms, court)
        clock = Clock.objects.get(name="deferment-report")
    assert found.report_on < until
    assert (until - found.report_on).days >= 14
    assert days_left(found) == (found.report_on - timezone.localdate()).days
    assert timezone.localtime(clock.due_at).date() == found.report_on


@pytest.mark.requirement("SS-028")
@pytest.mark.parametrize(
    ("name", "reason"), [("essex-2015", "works only after sentence"), ("hmpps-2023", "no local agreement")]
)
def test_deferment_is_refused_where_the_profile_does_not_take_it(under, coordinator, court, name, reason):
    fence = under(name)
    with acting_as(coordinator):
        both_agree(coordinator, fence)
        with pytest.raises(Refused, match=reason):
            defer(coordinator, fence, court)


@pytest.mark.requirement("PF-086")
def test_agreement_with_the_court_opens_deferred_sentences_up_to_its_limit(
    under, coordinator, manager, court
):
    fence = under("hmpps-2023")
    with acting_as(coordinator):
        both_agree(coordinator, fence)
        with pytest.raises(Refused, match="no local agreement with Chelmsford Crown Court"):
            defer(coordinator, fence, court)
    agreement = {
        "deferral_agreed_on": in_days(-5),
        "deferral_limit": 1,
        "deferral_review_on": in_days(100),
    }
    with acting_as(coordinator), pytest.raises(Refused, match="role does not allow"):
        keep_court(by=coordinator, court=Court.objects.get(pk=court.pk), details=agreement)
    with acting_as(manager):
        court = keep_court(by=manager, court=Court.objects.get(pk=court.pk), details=agreement)
    with acting_as(coordinator):
        first = defer(coordinator, fence, court)
        assert str(phase_of(fence.case)) == "Before sentence, in the community"
        second = open_new_case(
            by=coordinator, service=fence.case.service, family="criminal_offence", what="burglary"
        )
        second.profile = "hmpps-2023"
        second.save(update_fields=["profile"])
        for side, file in {f.side: f for f in second.files.all()}.items():
            person = add_participant(by=coordinator, file=file, initials=side[:2])
            agree(coordinator, person, "take_part")
        with pytest.raises(Refused, match="1 at a time"):
            deferring.defer(
                by=coordinator,
                case=second,
                court=court,
                starts_on=in_days(-1),
                until=in_days(60),
                model="whole",
            )
        assert first.court == court


def test_agreement_is_whole_or_not_there(manager, court):
    with acting_as(manager), pytest.raises(ValidationError, match="An agreement has its day"):
        keep_court(by=manager, court=court, details={"deferral_agreed_on": in_days(-5)})


@pytest.mark.requirement("W8-051")
def test_reparation_may_run_on_only_in_the_split_model(noms, coordinator, court):
    later = in_days(120)
    with acting_as(coordinator):
        both_agree(coordinator, noms)
        with pytest.raises(ValidationError, match="all work, reparation too, ends before"):
            defer(coordinator, noms, court, model="whole", reparation_until=later)
        found = defer(coordinator, noms, court, model="split", reparation_until=later)
        assert found.reparation_until == later
        with pytest.raises(IntegrityError), transaction.atomic():
            Deferment.objects.update(model="whole")


def test_deferment_ends_with_the_sentence(noms, coordinator, court):
    with acting_as(coordinator):
        both_agree(coordinator, noms)
        found = defer(coordinator, noms, court)
        with pytest.raises(ValidationError):
            defer(coordinator, noms, court)
        deferring.report_on_deferment(by=coordinator, deferment=found, on=timezone.localdate())
        assert Clock.objects.get(name="deferment-report").ended == "met"
        sentencing.enter_sentence(by=coordinator, participant=noms.responsible, details=details())
        found.refresh_from_db()
        assert found.ended_on
        assert str(phase_of(noms.case)) == "After sentence, in the community"


# --- the sentence ---------------------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-310")
@pytest.mark.parametrize("vehicle", ["community_order", "suspended_sentence_order"])
@pytest.mark.parametrize("months", [None, 2])
def test_requirement_without_supervision_is_an_error(noms, coordinator, vehicle, months):
    with acting_as(coordinator):
        with pytest.raises(UnsupervisedError, match="beside supervision"):
            sentencing.enter_sentence(
                by=coordinator,
                participant=noms.responsible,
                details=details(vehicle=vehicle, supervision_months=months),
            )
        assert not Sentence.objects.exists()


def test_database_itself_wants_supervision_and_consent(ordered):
    for wrong in ({"supervision_months": None}, {"supervision_months": 2}, {"consent_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sentence.objects.filter(pk=ordered.pk).update(**wrong)


@pytest.mark.requirement("SS-020")
def test_requirement_needs_consent_before_the_order(noms, coordinator):
    with acting_as(coordinator):
        for day in (None, in_days(-1)):
            with pytest.raises(Refused, match="consent given before the order"):
                sentencing.enter_sentence(
                    by=coordinator, participant=noms.responsible, details=details(consent_on=day)
                )


@pytest.mark.requirement("SS-020")
@pytest.mark.parametrize("name", ["hmpps-2023", "essex-2015"])
def test_nobody_is_directed_where_the_profile_forbids_it(under, coordinator, name):
    fence = under(name)
    with acting_as(coordinator):
        with pytest.raises(Refused, match="stays voluntary"):
            sentencing.enter_sentence(by=coordinator, participant=fence.responsible, details=details())
        plain = sentencing.enter_sentence(
            by=coordinator, participant=fence.responsible, details=details(restorative=False)
        )
    assert not plain.is_statutory


def test_sentence_is_not_the_person_harmeds(noms, coordinator):
    with acting_as(coordinator), pytest.raises(Refused, match="that of the person responsible"):
        sentencing.enter_sentence(by=coordinator, participant=noms.harmed, details=details())


@pytest.mark.requirement("W8-363")
def test_first_contact_in_both_readings(noms, coordinator):
    """Sentence on Monday 2 June 2025: Monday 23 June in working days, 17 June in days."""
    with acting_as(coordinator):
        sentence = sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(passed_on=D(2025, 6, 2), consent_on=D(2025, 5, 1)),
        )
        standard = first_contact(sentence, noms.case)
        assert (standard.working, standard.calendar, standard.due) == (
            D(2025, 6, 23),
            D(2025, 6, 17),
            D(2025, 6, 23),
        )
        clock = Clock.objects.get(name="first-contact")
        assert timezone.localtime(clock.due_at).date() == D(2025, 6, 23)
        with pytest.raises(Refused, match="needs a reason"):
            sentencing.plan_first_contact(by=coordinator, sentence=sentence, on=D(2025, 6, 24))
        late = sentencing.plan_first_contact(
            by=coordinator, sentence=sentence, on=D(2025, 6, 24), why_later="In hospital"
        )
        assert is_within_standard(late, noms.case) is False
        early = sentencing.plan_first_contact(by=coordinator, sentence=sentence, on=D(2025, 6, 23))
        assert is_within_standard(early, noms.case) is True


@pytest.mark.requirement("W8-363")
def test_unit_of_the_first_contact_is_a_setting(noms, coordinator, manager):
    own_settings(noms.case.service, "noms-2013", manager, first_contact_unit="days")
    with acting_as(coordinator):
        sentence = sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(passed_on=D(2025, 6, 2), consent_on=D(2025, 5, 1)),
        )
        assert first_contact(sentence, noms.case).due == D(2025, 6, 17)
        clock = Clock.objects.get(name="first-contact")
    assert timezone.localtime(clock.due_at).date() == D(2025, 6, 17)
    assert not clock.is_set_by_hand
