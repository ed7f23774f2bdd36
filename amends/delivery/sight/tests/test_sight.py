"""Who may see what: roles and gaps, keys to a file, limited cases, emergencies, and looking as somebody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.delivery.casefile.search import search
from amends.delivery.sight.actions import open_in_emergency
from amends.delivery.sight.queries import side_by_side, studied
from amends.foundation.access.acting import acting_as
from amends.foundation.access.actions import give_role
from amends.foundation.access.models import User
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file, open_new_case, take_step
from amends.foundation.case.grant_actions import lift_limit, limit_case
from amends.foundation.case.models import Case, FileGrant
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_person
from amends.foundation.people.models import Person
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act, AuditEvent
from amends.journey.suitability.models import Judgement


@pytest.mark.requirement("W8-135")
def test_a_function_nobody_holds_is_a_gap_and_a_champion_opens_no_case(
    client, sign_in, manager, a_case, service, police, coordinator
):
    sign_in(client, manager)
    page = client.get(reverse("sight:roles")).content.decode()
    assert (
        "the service needs somebody who does: administrator, case supervisor, facilitator, champion" in page
    )
    champion = make_user("Chad Champion", "champion", service, police)
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=champion, reason="By mistake")
    both = make_user("Sue Pervises", "case_supervisor", service)
    give_role(by=None, user=both, service=service, role="facilitator")
    page = client.get(reverse("sight:roles")).content.decode()
    assert "the service needs somebody who does: administrator." in page
    sign_in(client, champion)
    for address in (reverse("casefile:cases"), reverse("casefile:case", args=[a_case.case.number])):
        assert client.get(address).status_code == 404
    assert client.get(reverse("referral:home")).status_code == 200


@pytest.mark.requirement("EX-015")
@pytest.mark.parametrize("name", ["eligibility:queue", "allocation:waiting", "setup:people"])
def test_a_volunteer_finds_no_intake_queue_and_the_attempt_is_logged(
    client, sign_in, facilitator, manager, acting, name
):
    assert sign_in(client, facilitator).get(reverse(name)).status_code == 404
    acting(manager)
    assert AuditEvent.objects.get(what=f"refused.{name}").user_id == facilitator.pk
    allowed = sign_in(client, manager).get(reverse(name))
    assert allowed.status_code == 200


def test_the_keys_of_a_case_are_opened_looked_at_and_closed_on_its_page(
    client, sign_in, coordinator, a_case, supervisor, acting
):
    sign_in(client, coordinator)
    number = a_case.case.number
    assert (
        reverse("sight:case", args=[number])
        in client.get(reverse("casefile:case", args=[number])).content.decode()
    )
    address = reverse("sight:open", args=[number, "harmed"])
    day = timezone.localdate() + timedelta(days=3)
    answers = {
        "user": supervisor.pk,
        "reason": "Covers for Fay",
        "until_day": day.day,
        "until_month": day.month,
    }
    assert "Say why they need it" in client.post(address, {**answers, "reason": ""}).content.decode()
    assert client.post(address, {**answers, "until_year": day.year}).status_code == 302
    acting(coordinator)
    grant = FileGrant.objects.get(user=supervisor)
    assert grant.ends_at is not None
    assert timezone.localtime(grant.ends_at).date() == day
    page = client.get(reverse("sight:case", args=[number])).content.decode()
    assert "Covers for Fay" in page
    assert "Sue Pervises" in page
    client.post(reverse("sight:decide", args=[grant.pk, "keep"]))
    client.post(reverse("sight:decide", args=[grant.pk, "close"]))
    grant.refresh_from_db()
    assert (grant.reviewed_by, bool(grant.ended_at)) == (coordinator, True)
    with acting_as(supervisor):
        assert not Person.objects.exists()


def test_keys_older_than_three_months_are_to_be_looked_at_again(
    client, sign_in, coordinator, a_case, supervisor
):
    grant = grant_file(by=coordinator, file=a_case.harmed_file, user=supervisor, reason="Supervision")
    sign_in(client, coordinator)
    assert "Supervision" not in client.get(reverse("sight:grants")).content.decode()
    FileGrant.objects.update(granted_at=timezone.now() - timedelta(days=91))
    assert "Supervision" in client.get(reverse("sight:grants")).content.decode()
    client.post(reverse("sight:decide", args=[grant.pk, "keep"]), {"from": "list"})
    assert "Supervision" not in client.get(reverse("sight:grants")).content.decode()


def test_a_grant_removed_while_a_page_is_open_closes_it_at_the_next_click(
    client, sign_in, coordinator, a_case, facilitator, acting
):
    grant = grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    person, edit = (reverse(f"casefile:{name}", args=[a_case.harmed.pk]) for name in ("person", "edit"))
    assert client.get(edit).status_code == 200
    acting(coordinator)
    client_of_coordinator = sign_in(type(client)(), coordinator)
    client_of_coordinator.post(reverse("sight:decide", args=[grant.pk, "close"]))
    assert client.get(person).status_code == 404
    assert client.post(edit, {"full_name": "Changed"}).status_code == 404


# --- emergencies ------------------------------------------------------------------------------------------------------


def test_in_an_emergency_a_case_opens_for_a_day_and_the_manager_hears_at_once(
    client, sign_in, a_case, facilitator, manager, coordinator, acting
):
    sign_in(client, facilitator)
    number = a_case.case.number
    found = client.post(reverse("casefile:search"), {"wanted": number}).content.decode()
    assert reverse("sight:emergency") in found
    assert (
        "Say what happened"
        in client.post(reverse("sight:emergency"), {"number": number, "reason": "–"}).content.decode()
    )
    answer = client.post(
        reverse("sight:emergency"), {"number": number, "reason": "He says he will hurt himself"}
    )
    assert answer.headers["Location"] == reverse("casefile:case", args=[number])
    assert client.get(answer.headers["Location"]).status_code == 200
    acting(manager)
    assert "in an emergency" in manager.notices.get().words
    assert number in manager.notices.get().words
    assert AuditEvent.objects.get(what="case.glass_broken").user_id == facilitator.pk
    assert (
        "He says he will hurt himself"
        in sign_in(client, manager).get(reverse("sight:grants")).content.decode()
    )
    acting(coordinator)
    FileGrant.objects.update(
        granted_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
    )
    with acting_as(facilitator):
        assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "referrer", "sysadmin", "board_member", "administrator"])
def test_who_has_no_such_role_opens_nothing(client, sign_in, a_case, request, acting, coordinator, who):
    user = request.getfixturevalue(who)
    sign_in(client, user)
    answers = {"number": a_case.case.number, "reason": "Somebody may be hurt"}
    answer = client.post(reverse("sight:emergency"), answers)
    assert answer.status_code in {200, 404}
    acting(coordinator)
    assert not FileGrant.objects.exists()


def test_a_wrong_number_and_a_case_of_another_service_hear_the_same(a_case, stranger, acting):
    acting(stranger)
    said = set()
    for number in (a_case.case.number, "ESX-26-9999"):
        with pytest.raises(Refused) as refused:
            open_in_emergency(by=stranger, number=number, reason="Somebody may be hurt")
        said.add(str(refused.value))
    assert len(said) == 1


# --- a role of one side -----------------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-174")
@pytest.mark.parametrize("wanted", ["Harmed", "Hanna Harmed", "Hana Harmd", "04/03/1961"])
def test_an_offender_manager_who_searches_for_the_person_harmed_finds_nothing(
    client, sign_in, a_case, service, police, coordinator, acting, wanted
):
    officer = make_user("Olga Officer", "community_offender_manager", service, police)
    grant_file(by=coordinator, file=a_case.responsible_file, user=officer, reason="Manages him")
    assert [found.title for found in search(coordinator, wanted)] == ["Hanna Harmed"]
    acting(officer)
    assert [found.title for found in search(officer, "Ponsible")] == ["Rhys Ponsible"]
    assert search(officer, wanted) == []
    said = sign_in(client, officer).post(reverse("casefile:search"), {"wanted": wanted}).content.decode()
    assert reverse("casefile:person", args=[a_case.harmed.pk]) not in said
    assert a_case.case.number not in said


# --- limited cases ----------------------------------------------------------------------------------------------------


@pytest.fixture
def limited(a_case, manager, facilitator, acting):
    """Three are named: the manager, a facilitator and whoever sets it. The coordinator is not."""
    acting(manager)
    other = make_user("Nora Named", "coordinator", a_case.case.service)
    limit_case(
        by=manager, case=a_case.case, kind="limited", reason="A public figure", named=[facilitator, other]
    )
    return a_case


@pytest.mark.requirement("PF-035")
def test_a_limited_case_opens_to_those_named_and_is_nowhere_for_others(
    client, sign_in, limited, coordinator, manager, facilitator, acting
):
    number, name = limited.case.number, "Hanna Harmed"
    acting(coordinator)
    assert not Case.objects.exists()
    assert not Case.objects.visible_to(coordinator).exists()
    assert search(coordinator, name) == []
    assert search(coordinator, number) == []
    sign_in(client, coordinator)
    for page in (reverse("casefile:cases"), reverse("worklist:home"), reverse("performance:summary")):
        assert number not in client.get(page).content.decode()
    assert client.get(reverse("casefile:case", args=[number])).status_code == 404
    acting(manager)
    assert AuditEvent.objects.filter(what="refused.limited_search", user_id=coordinator.pk).exists()
    assert AuditEvent.objects.filter(what="refused.casefile:case", user_id=coordinator.pk).exists()
    for named in (manager, facilitator):
        with acting_as(named):
            assert [found.title for found in search(named, name)] == [name]
        assert sign_in(client, named).get(reverse("casefile:case", args=[number])).status_code == 200
    acting(manager)
    assert AuditEvent.objects.filter(what="case.looked_at", user_id=manager.pk).exists()


def test_code_alone_keeps_a_limited_case_shut_too(limited, coordinator, manager):
    """The test's own queries are the manager's, who is named: the filter in code holds by itself."""
    assert Case.objects.visible_to(manager).exists()
    assert not Case.objects.visible_to(coordinator).exists()


def test_when_the_limit_is_lifted_everybody_sees_the_case_again(limited, coordinator, manager, acting):
    lift_limit(by=manager, case=limited.case)
    acting(coordinator)
    assert Case.objects.visible_to(coordinator).exists()


def test_of_a_limited_case_opened_in_an_emergency_only_those_named_hear_which(
    limited, coordinator, manager, facilitator, acting
):
    second = make_user("Mona Manages", "service_manager", limited.case.service)
    acting(coordinator)
    open_in_emergency(by=coordinator, number=limited.case.number, reason="Somebody may be hurt tonight")
    assert Case.objects.exists()
    acting(manager)
    assert any(limited.case.number in notice.words for notice in manager.notices.all())
    acting(second)
    assert all(limited.case.number not in notice.words for notice in second.notices.all())
    assert second.notices.count() == 1


def test_who_had_opened_it_in_an_emergency_and_is_named_then_stays_named(
    a_case, manager, coordinator, acting
):
    acting(manager)
    open_in_emergency(by=manager, number=a_case.case.number, reason="Somebody may be hurt tonight")
    limit_case(by=manager, case=a_case.case, kind="limited", reason="A public figure", named=[])
    assert not FileGrant.objects.filter(ends_at__isnull=False).exists()
    FileGrant.objects.update(granted_at=timezone.now() - timedelta(days=9))
    assert Case.objects.visible_to(manager).exists()
    lift_limit(by=manager, case=a_case.case)
    assert not FileGrant.objects.filter(ended_at__isnull=True).exists()


def test_a_role_in_another_service_breaks_no_glass_here(a_case, other_service, acting):
    member = make_user("Pat Panel", "panel_member", a_case.case.service)
    give_role(by=None, user=member, service=other_service, role="facilitator")
    acting(member)
    with pytest.raises(Refused, match="No case of this number"):
        open_in_emergency(by=member, number=a_case.case.number, reason="Somebody may be hurt tonight")
    assert not Case.objects.exists()


def test_a_facilitator_opens_no_limited_case_in_an_emergency(limited, second_facilitator, acting):
    acting(second_facilitator)
    with pytest.raises(Refused):
        open_in_emergency(by=second_facilitator, number=limited.case.number, reason="Somebody may be hurt")


# --- looking as somebody else -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "sees", "never"),
    [
        ("community_offender_manager", "RP", "HH"),
        ("prison_offender_manager", "RP", "HH"),
        ("victim_liaison_officer", "HH", "RP"),
    ],
)
def test_the_manager_sees_the_case_as_a_role_of_one_side_would(
    client, sign_in, a_case, manager, acting, role, sees, never
):
    initials = {"HH": a_case.harmed.initials, "RP": a_case.responsible.initials}
    users = User.objects.count()
    sign_in(client, manager)
    page = client.get(reverse("sight:look", args=[a_case.case.number, role])).content.decode()
    assert f">{initials[sees]}<" in page
    assert f">{initials[never]}<" not in page
    assert f"/cases/{a_case.case.number}/as/{role}/?page=" in page, "links lead on with the same eyes"
    acting(manager)
    assert User.objects.count() == users, "nobody is left over"
    assert not FileGrant.objects.exists()
    assert AuditEvent.objects.filter(what=f"case.seen_as.{role}", user_id=manager.pk).count() == 1
    theirs = a_case.harmed.pk if never == "HH" else a_case.responsible.pk
    other = reverse("sight:look", args=[a_case.case.number, role]) + f"?page=/people/{theirs}/"
    assert "finds nothing here" in client.get(other).content.decode()


def test_nobody_but_who_runs_the_service_looks_as_somebody_else(
    client, sign_in, a_case, coordinator, stranger
):
    for user in (coordinator, stranger):
        address = reverse("sight:look", args=[a_case.case.number, "referrer"])
        assert sign_in(client, user).get(address).status_code == 404


# --- for those who check and those who study --------------------------------------------------------------------------


@pytest.mark.requirement("W8-191")
def test_an_attempt_on_either_sides_file_is_logged_alike_and_compared(
    client, sign_in, a_case, second_facilitator, manager, acting, service
):
    sign_in(client, second_facilitator)
    for person in (a_case.harmed, a_case.responsible):
        assert client.get(reverse("casefile:person", args=[person.pk])).status_code == 404
    acting(manager)
    lines = list(AuditEvent.objects.filter(what="refused.casefile:person").order_by("pk"))
    assert [line.details["participant"] for line in lines] == [a_case.harmed.pk, a_case.responsible.pk]
    alike = {(line.user_id, line.act, line.service_id, line.file_id, line.subject) for line in lines}
    assert len(alike) == 1
    refused = next(row for row in side_by_side(service) if row.act == "refused")
    assert [times for times, _, _ in refused.sides] == [1, 1]
    page = sign_in(client, manager).get(reverse("sight:compared")).content.decode()
    assert "Nobody has looked at this before" in page
    assert "Somebody last looked" in client.get(reverse("sight:compared")).content.decode()


def test_a_number_that_is_none_spoils_no_comparison(client, sign_in, a_case, facilitator, manager):
    address = reverse("casefile:person", args=[10**20])
    assert sign_in(client, facilitator).get(address).status_code == 404
    assert sign_in(client, manager).get(reverse("sight:compared")).status_code == 200


@pytest.mark.usefixtures("fast_passwords")
def test_wrong_passwords_stand_among_what_was_tried_and_refused(client, sign_in, manager, coordinator):
    coordinator.set_password("correct horse battery staple")
    coordinator.save()
    Client().post(reverse("account_login"), {"login": coordinator.email, "password": "a guess of theirs"})
    page = sign_in(client, manager).get(f"{reverse('sight:trail')}?act=refused").content.decode()
    assert "A wrong password was given for this account" in page
    assert coordinator.name in page
    assert "a guess of theirs" not in page


def test_an_auditor_reads_the_trail_and_opens_no_file(client, sign_in, a_case, service, acting):
    auditor = make_user("Audrey Audits", "auditor", service)
    sign_in(client, auditor)
    page = client.get(reverse("sight:trail")).content.decode()
    assert "Case opened" in page
    assert "case.opened" not in page
    assert "Hanna" not in page
    assert client.get(reverse("casefile:cases")).status_code == 404
    acting(auditor)
    assert not Case.objects.exists()
    assert side_by_side(service)[0].sides != [(0, 0, 0), (0, 0, 0)]


def test_the_trail_names_the_colleague_who_was_given_something(
    client, sign_in, service, coordinator, manager
):
    with acting_as(coordinator):
        record(
            by=coordinator,
            act=Act.DISCLOSURE,
            what="message.sent",
            service_id=service.pk,
            recipient=f"user:{manager.pk}",
        )
    page = sign_in(client, manager).get(reverse("sight:trail")).content.decode()
    assert f"user:{manager.pk}" not in page
    assert page.count(manager.name) > 1


def test_an_evaluator_gets_cases_that_lead_back_to_nobody(
    client, sign_in, a_case, service, acting, facilitator
):
    evaluator = make_user("Eve Aluates", "evaluator", service)
    answer = sign_in(client, evaluator).get(reverse("sight:study_file"))
    text = answer.content.decode()
    assert "neighbour_dispute" in text
    for word in (a_case.case.number, "fence", "Hanna", "Rhys"):
        assert word not in text
    acting(evaluator)
    assert not Case.objects.exists()
    acting(facilitator)
    assert list(studied(service)) == []


# --- liaison officers -------------------------------------------------------------------------------------------------


@pytest.mark.requirement("PF-137")
def test_a_liaison_officer_neither_judges_suitability_nor_records_that_it_starts(
    client, sign_in, prepared, service, police, coordinator, acting
):
    """Of a case in which the coordinator may do both now: what stops the officer is their role and nothing else."""
    ready = prepared("letters")
    officer = make_user("Vera Liaises", "victim_liaison_officer", service, police)
    grant_file(by=coordinator, file=ready.harmed_file, user=officer, reason="Supports her")
    person, number = ready.harmed.pk, ready.case.number
    assessment = reverse("suitability:person", args=[person])
    judge = reverse("suitability:judge", args=[person, "visit"])
    case, step = (
        reverse("casefile:case", args=[number]),
        reverse("casefile:step", args=[number, "begin_communication"]),
    )
    judged = Judgement.objects.count()
    sign_in(client, coordinator)
    assert judge in client.get(assessment).content.decode()
    assert client.get(judge).status_code == 200
    assert step in client.get(case).content.decode()
    sign_in(client, officer)
    page = client.get(assessment)
    assert page.status_code == 200
    assert judge not in page.content.decode()
    for method in (client.get, client.post):
        assert method(judge).status_code == 404
    assert step not in client.get(case).content.decode()
    client.post(step)
    acting(officer)
    assert Case.objects.get().stage == "preparation"
    assert Case.objects.update(stage="communication") == 0, "nor with SQL"
    acting(coordinator)
    assert Judgement.objects.count() == judged
    with acting_as(officer), pytest.raises(Refused, match="role does not allow"):
        take_step(by=officer, case=ready.case, verb="begin_communication")
    assert take_step(by=coordinator, case=ready.case, verb="begin_communication").stage == "communication"


# --- one person, two matters ------------------------------------------------------------------------------------------


@pytest.mark.requirement("PF-134")
def test_somebody_harmed_in_one_matter_and_responsible_in_another_is_not_joined_in_sight(
    client, sign_in, a_case, service, police, coordinator, acting
):
    acting(coordinator)
    burglary = open_new_case(
        by=coordinator, service=service, family="criminal_offence", what="burglary of a flat"
    )
    details = {"full_name": "Rhys Ponsible", "date_of_birth": "1994-09-12"}
    add_person(by=coordinator, file=burglary.files.get(side="harmed"), details=details)
    officer = make_user("Olga Officer", "community_offender_manager", service, police)
    grant_file(by=coordinator, file=a_case.responsible_file, user=officer, reason="Manages him")
    sign_in(client, officer)
    person = reverse("casefile:person", args=[a_case.responsible.pk])
    pages = [person, reverse("casefile:case", args=[a_case.case.number]), reverse("casefile:cases")]
    said = "".join(client.get(page).content.decode() for page in pages)
    said += client.post(reverse("casefile:search"), {"wanted": "Rhys Ponsible"}).content.decode()
    assert a_case.case.number in said
    assert burglary.number not in said
    assert "burglary" not in said
    elsewhere = reverse("sight:elsewhere", args=[a_case.responsible.pk])
    assert elsewhere not in said
    assert client.get(elsewhere).status_code == 404
    sign_in(client, coordinator)
    assert elsewhere in client.get(person).content.decode()
    assert burglary.number in client.get(elsewhere).content.decode()
    acting(coordinator)
    looks = AuditEvent.objects.filter(
        what="person.matters_compared", act="combination", user_id=coordinator.pk
    )
    assert {look.case_id for look in looks} == {a_case.case.pk, burglary.pk}
