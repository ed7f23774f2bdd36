"""Writing an agreement down, everybody's yes, and the document."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, Membership
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import add_participant, grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.journey.agreement import actions
from amends.journey.agreement.actions import Wording
from amends.journey.agreement.models import OutcomeAgreement, Party, Point
from amends.journey.agreement.rules import agreement_of
from amends.journey.agreement.tests.cast import a_point, all_agree, both, in_days, today


def final_now(by, agreement):
    return actions.make_final(by=by, agreement=OutcomeAgreement.objects.select_related("case").get())


def test_draft_begins_with_everybody_who_takes_part(drafted, a_case):
    assert [party.called for party in both(drafted)] == [a_case.harmed.initials, a_case.responsible.initials]


def test_draft_of_a_meeting_has_those_who_came_by_their_chosen_names(held, coordinator):
    held.meeting.invitations.filter(side="harmed").update(called="Hanna")
    day = timezone.localtime(held.meeting.ends_at)
    with time_machine.travel(day + dt.timedelta(hours=2), tick=True):
        agreement = actions.draft(by=coordinator, case=held.case, made_on=day.date(), way="meeting")
    assert both(agreement)[0].called == "Hanna"


def test_case_has_one_agreement(drafted, coordinator, a_case):
    with pytest.raises(Refused, match="already"):
        actions.draft(by=coordinator, case=a_case.case, made_on=today(), way="video")


@pytest.mark.requirement("SS-010")
def test_final_is_refused_naming_who_has_not_agreed(drafted, coordinator, a_case):
    for file, called in ((a_case.harmed_file, "Sally"), (a_case.responsible_file, "Una")):
        beside = add_participant(by=coordinator, file=file, part="supporter", initials=called[:1])
        actions.add_party(by=coordinator, agreement=drafted, participant=beside, called=called)
    a_point(coordinator, drafted)
    all_agree(coordinator, drafted)
    assert Party.objects.filter(agreed_on=today()).count() == 4
    last = Party.objects.filter(called=a_case.responsible.initials)
    last.update(agreed_on=None, agreed_how="", agreed_noted_by=None)
    with pytest.raises(Refused, match=rf"agreed: {a_case.responsible.initials}\."):
        final_now(coordinator, drafted)
    actions.agree(by=coordinator, party=last.get(), on=today(), how="spoken")
    assert final_now(coordinator, drafted).final_at
    document = Document.objects.get(template="outcome-agreement")
    assert document.file_id is None
    assert "Mend the fence" in document.html


def test_new_words_ask_everybody_again(drafted, coordinator):
    a_point(coordinator, drafted)
    all_agree(coordinator, drafted)
    a_point(coordinator, drafted, what="And paint it")
    assert not Party.objects.filter(agreed_on__isnull=False).exists()
    assert OutcomeAgreement.objects.get().public_protection == "not_looked"


def test_final_words_stay_as_they_are(final, coordinator):
    with pytest.raises(Refused, match="no longer a draft"):
        a_point(coordinator, final)


def test_action_without_a_day_is_refused(drafted, coordinator):
    with pytest.raises(ValidationError, match="by when"):
        a_point(coordinator, drafted, due=None)


@pytest.mark.requirement("KM-032")
def test_point_of_a_facilitator_is_flagged_and_whoever_is_named_must_agree(
    drafted, coordinator, client, sign_in
):
    harmed, _ = both(drafted)
    Party.objects.filter(pk=harmed.pk).update(agrees=False)
    harmed.refresh_from_db()
    a_point(coordinator, drafted, who=harmed, proposed_by=None, support="Her sister drives her")
    assert Party.objects.get(pk=harmed.pk).agrees
    page = sign_in(client, coordinator).get(f"/cases/{drafted.case.number}/agreement/").content.decode()
    assert "Put forward by a facilitator" in page
    assert "Her sister drives her" in page
    actions.check_public(by=coordinator, agreement=drafted, public_protection="ok", community="ok")
    with pytest.raises(Refused, match=harmed.called):
        final_now(coordinator, drafted)
    all_agree(coordinator, drafted)
    final_now(coordinator, drafted)
    assert Notice.objects.filter(words__contains="put forward by a facilitator").exists()


@pytest.mark.requirement("PF-118")
def test_concern_for_the_public_holds_the_agreement_up_until_it_is_settled(drafted, coordinator):
    a_point(coordinator, drafted, what="Rhys works in the street where Hanna lives")
    all_agree(coordinator, drafted)
    drafted.refresh_from_db()
    actions.check_public(
        by=coordinator,
        agreement=drafted,
        public_protection="concern",
        community="ok",
        concern="It brings him to her street",
        checked_with="Probation officer",
    )
    with pytest.raises(Refused, match="It brings him to her street"):
        final_now(coordinator, drafted)
    drafted.refresh_from_db()
    with pytest.raises(Refused, match="It brings him to her street"):
        actions.check_public(by=coordinator, agreement=drafted, public_protection="ok", community="ok")
    drafted.refresh_from_db()
    actions.settle(by=coordinator, agreement=drafted, how="He works elsewhere; the officer agrees")
    assert final_now(coordinator, drafted).state == "final"


@pytest.fixture
def officer(service, coordinator, a_case):
    """Manages his sentence; his file is open to her, and what both sides share is not."""
    agency = Agency.objects.create(service=service, name="Example Probation", kind="probation")
    user = make_user("Olive Officer", "community_offender_manager", service, agency)
    grant_file(by=coordinator, file=a_case.responsible_file, user=user, reason="manages his sentence")
    return user


@pytest.mark.requirement("PF-118")
def test_officer_raises_a_concern_from_his_file_and_nothing_but_settling_it_lets_it_be_final(
    client, sign_in, drafted, coordinator, officer, a_case, acting
):
    a_point(coordinator, drafted, what="Rhys works in the street where Hanna lives")
    all_agree(coordinator, drafted)
    own = reverse("agreement:object", args=[a_case.responsible.pk])
    person = sign_in(client, officer).get(reverse("casefile:person", args=[a_case.responsible.pk])).text
    assert own in person
    assert client.get(reverse("agreement:object", args=[a_case.harmed.pk])).status_code == 404
    assert "Enter an answer" in client.post(own, {"concern": ""}).text
    assert "contains" in client.post(own, {"concern": "She is on 07700 900101"}).text
    shown = client.post(own, {"concern": "It brings him to her street"}, follow=True).text
    assert "The service knows of it" in shown
    assert "fence" not in shown
    acting(coordinator)
    assert Notice.objects.filter(user=coordinator, words__contains="raised a concern").exists()
    page = sign_in(client, coordinator).get(reverse("agreement:show", args=[a_case.case.number])).text
    assert "Olive Officer" in page
    assert "It brings him to her street" in page
    acting(coordinator)
    with pytest.raises(Refused, match="It brings him to her street"):
        final_now(coordinator, drafted)
    drafted.refresh_from_db()
    with pytest.raises(Refused, match="not settled"):
        actions.check_public(by=coordinator, agreement=drafted, public_protection="ok", community="ok")
    drafted.refresh_from_db()
    actions.settle(by=coordinator, agreement=drafted, how="He works elsewhere; she agrees")
    assert final_now(coordinator, drafted).state == "final"
    with acting_as(officer), pytest.raises(Refused, match="No agreement is being drafted"):
        actions.object_to(by=officer, participant=a_case.responsible, concern="Still that street")


def test_second_objection_stands_beside_the_first(drafted, coordinator, officer, a_case):
    with acting_as(officer):
        for concern in ("It brings him to her street", "And he drinks there"):
            actions.object_to(by=officer, participant=a_case.responsible, concern=concern)
    with acting_as(coordinator):
        kept = OutcomeAgreement.objects.get()
        assert kept.concern == "It brings him to her street\nAnd he drinks there"
        with pytest.raises(Refused, match="role"):
            actions.object_to(by=coordinator, participant=a_case.responsible, concern="Mine")


def test_concern_needs_words(drafted, coordinator):
    with pytest.raises(ValidationError, match="what the concern is"):
        actions.check_public(by=coordinator, agreement=drafted, public_protection="concern", community="ok")


@pytest.mark.requirement("PF-119")
@pytest.mark.parametrize(("profile", "refused"), [("hmpps-2023", False), ("noms-2013", True)])
def test_no_agreement_needs_a_reason_only_where_the_profile_asks(coordinator, a_case, profile, refused):
    case = a_case.case
    case.profile = profile
    end = {"by": coordinator, "case": case, "made_on": today(), "way": "meeting"}
    if refused:
        with pytest.raises(Refused, match="why no agreement"):
            actions.none_reached(**end)
        end["reason"] = "An apology was enough"
    assert actions.none_reached(**end).state == "none_reached"


def test_draft_may_end_in_none_and_a_later_one_may_follow(drafted, coordinator, a_case):
    actions.none_reached(by=coordinator, case=a_case.case, made_on=today(), way="meeting")
    assert Clock.objects.get(name="agreement-copies").ended == "dropped"
    later = actions.draft(by=coordinator, case=a_case.case, made_on=today(), way="indirect")
    assert agreement_of(a_case.case) == later


@pytest.mark.parametrize("where", ["what", "proof", "support", "tell_what"])
def test_no_way_to_reach_somebody_gets_into_it(drafted, coordinator, where):
    with pytest.raises(Refused, match="Both sides will read this"):
        a_point(coordinator, drafted, **{where: "Ring Hanna on 07700 900101"})
    assert not Point.objects.exists()


@pytest.mark.requirement("W8-355")
def test_copies_are_due_in_three_working_days(a_case, coordinator):
    thursday = dt.date(2025, 5, 22)
    with acting_as(None):
        Membership.objects.filter(user=coordinator).update(starts_on=dt.date(2025, 1, 1))
    with time_machine.travel(dt.datetime(2025, 5, 22, 20, tzinfo=dt.UTC), tick=False):
        agreement = actions.draft(by=coordinator, case=a_case.case, made_on=thursday, way="meeting")
    clock = Clock.objects.get(name="agreement-copies")
    assert timezone.localtime(clock.due_at).date() == dt.date(2025, 5, 28)
    assert read(clock, dt.datetime(2025, 5, 28, 20, tzinfo=dt.UTC)).state is State.TODAY
    assert read(clock, dt.datetime(2025, 5, 29, 9, tzinfo=dt.UTC)).state is State.OVERDUE
    assert agreement.parties.filter(copy_on__isnull=True).count() == 2


def test_statement_has_no_day(drafted, coordinator):
    statement = actions.write_point(by=coordinator, agreement=drafted, wording=Wording(what="I am sorry"))
    assert (statement.kind, statement.due) == ("statement", None)
    with pytest.raises(ValidationError, match="who does it"):
        actions.write_point(
            by=coordinator, agreement=drafted, wording=Wording(what="I am sorry", due=in_days(3))
        )
