"""A promise that another body runs, its place in the sentence plan and the host's record, and copies for outsiders."""

import datetime as dt
import io
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import add_participant, grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.foundation.documents.actions import render
from amends.foundation.documents.models import Copy, Document
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.agreement import actions, list_views
from amends.journey.agreement.actions import Result, Wording
from amends.journey.agreement.lists import entry_of, for_plans, linked_of, promises
from amends.journey.agreement.models import Onward, OutcomeAgreement, Point, RunningEntry
from amends.journey.agreement.rules import check_can_close, outsiders_without
from amends.journey.agreement.tests.cast import a_point, all_agree, both, give_all, in_days, today
from amends.journey.consent.actions import withdraw
from amends.journey.contact.actions.appointments import settle_appointment
from amends.journey.contact.models import Contact
from amends.journey.contact.rules.attempts import minutes_on
from amends.journey.court.actions import sentencing
from amends.journey.court.models import Enforcement
from amends.journey.court.tests.cast import an_appointment, details
from amends.journey.notes.models import HarmedAs

MOST_QUERIES = 12


def the_point():
    return Point.objects.select_related("agreement__case__service", "who", "overseer").get()


def result(status, **more):
    return Result(**{"status": status, "on": today(), "note": "Seen by Fay", **more})


def referred(by, point):
    return actions.refer_on(
        by=by, point=point, body="Alcohol team", activity="Course", agreed_on=today(), sent_on=today()
    )


def finished(by, agreement, *points):
    """Final, with these points; the one that cast.py makes is left out."""
    for wording in points:
        a_point(by, agreement, **wording)
    all_agree(by, agreement)
    return actions.make_final(by=by, agreement=OutcomeAgreement.objects.select_related("case").get())


@pytest.mark.requirement("EX-054")
def test_what_another_body_runs_is_not_done_before_there_is_a_result(final, coordinator):
    row = referred(coordinator, the_point())
    assert row.point == the_point()
    with pytest.raises(Refused, match="what came of it"):
        actions.set_status(by=coordinator, point=the_point(), result=result("done"))
    actions.note_answer(by=coordinator, onward=row, accepted=True, on=today())
    with pytest.raises(Refused, match="what came of it"):
        actions.set_status(by=coordinator, point=the_point(), result=result("done"))
    actions.note_result(by=coordinator, onward=row, result="completed", on=today(), words="They wrote")
    assert actions.set_status(by=coordinator, point=the_point(), result=result("done")).status == "done"


@pytest.mark.requirement("SS-016")
def test_sessions_of_another_body_are_none_of_ours_and_the_day_is_still_asked_for(final, coordinator, a_case):
    row = referred(coordinator, the_point())
    actions.note_result(by=coordinator, onward=row, result="completed", on=today(), sessions=6)
    assert Onward.objects.get().sessions == 6
    assert not Contact.objects.exists()
    assert minutes_on(a_case.case) == 0
    clock = Clock.objects.get(name="agreement-point-due", stopped_at__isnull=True)
    assert read(clock, timezone.now() + dt.timedelta(days=11)).state is State.OVERDUE


def test_who_refuses_them_has_answered_and_somebody_else_can_be_found(final, coordinator):
    row = referred(coordinator, the_point())
    with pytest.raises(ValidationError, match="with another body already"):
        referred(coordinator, the_point())
    actions.note_answer(by=coordinator, onward=row, accepted=False, on=today())
    assert Clock.objects.get(name="onward-answer").ended == "met"
    assert referred(coordinator, the_point()).is_open


def test_nobody_is_referred_before_they_agreed(final, coordinator):
    with pytest.raises(ValidationError, match="agree first"):
        actions.refer_on(
            by=coordinator,
            point=the_point(),
            body="Team",
            activity="Course",
            agreed_on=today(),
            sent_on=in_days(-1),
        )


def test_where_somebody_was_referred_is_unknown_to_the_other_side(
    final, coordinator, facilitator, a_case, client, sign_in
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    referred(coordinator, the_point())
    with acting_as(facilitator):
        assert not Onward.objects.exists()
        with pytest.raises(Refused) as refusal:
            actions.set_status(by=facilitator, point=the_point(), result=result("done"))
        assert "Alcohol" not in str(refusal.value)
    sign_in(client, facilitator)
    case = final.case.number
    assert client.get(reverse("agreement:more", args=[case, the_point().pk])).status_code == 404
    assert "Alcohol" not in client.get(reverse("agreement:show", args=[case])).text


# --- plan and record ------------------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-378")
def test_share_of_promises_that_stand_in_a_plan(drafted, coordinator, service, client, sign_in):
    finished(coordinator, drafted, *({"what": f"Thing {n}"} for n in range(4)))
    points = list(Point.objects.select_related("agreement__case__service", "who", "overseer").order_by("pk"))
    for point in points[:3]:
        entry = actions.link_to_plan(by=coordinator, point=point, objective="Make good", sections=[3, 9])
    actions.review_in_plan(by=coordinator, entry=entry, on=today())
    found = for_plans(coordinator, service)
    assert linked_of(found).share == 75
    assert [point for point in found if entry_of(point) is None] == [points[3]]
    actions.set_status(by=coordinator, point=points[0], result=result("done"))
    page = sign_in(client, coordinator).get(reverse("agreement:plans")).text
    assert "<strong>75%</strong>" in page
    rows = [page.partition(f">{point.what}</th>")[2].partition("</tr>")[0] for point in points]
    assert ["Not linked" in row for row in rows] == [False, False, False, True]
    assert ["Done" in row for row in rows] == [True, False, False, False]
    assert ["Open" in row for row in rows] == [False, True, True, True]


def test_plans_go_on_on_a_second_page_and_the_share_is_of_all(
    drafted, coordinator, service, client, sign_in, monkeypatch
):
    monkeypatch.setattr(list_views, "A_PAGE", 2)
    finished(coordinator, drafted, *({"what": f"Thing {n}"} for n in range(3)))
    point = Point.objects.select_related("agreement__case__service", "who", "overseer").order_by("pk")[0]
    actions.link_to_plan(by=coordinator, point=point, objective="Make good", sections=[3])
    address = reverse("agreement:plans")
    page = sign_in(client, coordinator).get(address).text
    assert [f"Thing {n}" in page for n in range(3)] == [True, True, False]
    assert "<strong>33%</strong>" in page
    [further, *_] = re.findall(r'href="(\?after=[^"]+)"', page)
    page = client.get(address + further).text
    assert [f"Thing {n}" in page for n in range(3)] == [False, False, True]
    assert "<strong>33%</strong>" in page


def test_only_what_the_person_responsible_promised_stands_in_a_plan(drafted, coordinator):
    finished(coordinator, drafted, {"who": both(drafted)[0]})
    with pytest.raises(Refused, match="Only what the person responsible"):
        actions.link_to_plan(by=coordinator, point=the_point(), objective="Make good")


@pytest.mark.requirement("W8-356")
def test_lines_for_the_running_record_wait_on_their_days_until_they_are_in(
    drafted, coordinator, client, sign_in
):
    finished(coordinator, drafted, {"due": in_days(20)}, {"what": "Paint it", "due": in_days(40)})
    entries = list(RunningEntry.objects.select_related("file", "point__agreement__case").order_by("on"))
    assert [entry.on for entry in entries] == [in_days(20), in_days(40)]
    assert all(entry.posted_on is None for entry in entries)
    page = sign_in(client, coordinator).get(
        reverse("agreement:more", args=[drafted.case.number, entries[0].point_id])
    )
    assert "To be put in" in page.text
    actions.post_entry(by=coordinator, entry=entries[0])
    assert RunningEntry.objects.filter(posted_on__isnull=True).get() == entries[1]


def test_line_for_the_record_names_nobody_of_the_other_side(drafted, coordinator, a_case):
    finished(coordinator, drafted, {"what": "Mend the fence of Hanna Harmed"})
    entry = RunningEntry.objects.select_related("file", "point__agreement__case").get()
    assert "Hanna" not in entry.words
    with pytest.raises(Refused, match="names somebody"):
        actions.post_entry(by=coordinator, entry=entry, words="He mends the fence of Hanna Harmed")


@pytest.mark.requirement("W8-312")
def test_promise_that_is_not_kept_is_no_ground_and_a_missed_appointment_is(
    ordered, noms, coordinator, client, sign_in
):
    with acting_as(coordinator):
        agreement = actions.draft(by=coordinator, case=noms.case, made_on=today(), way="meeting")
        finished(coordinator, agreement, {})
        actions.set_status(by=coordinator, point=the_point(), result=result("not_done"))
        assert not Enforcement.objects.exists()
        step = sign_in(client, coordinator).get(reverse("court:step", args=[noms.responsible.pk])).text
        assert "Mend the fence" not in step
        appointment = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=2))
        settle_appointment(by=coordinator, appointment=appointment, kept="missed")
        assert Enforcement.objects.get(attendance__appointment=appointment).missed_at == appointment.at
        review = actions.hold_review(
            by=coordinator,
            agreement=OutcomeAgreement.objects.select_related("case").get(),
            held_on=today(),
            present="Facilitator, probation officer",
            kept="partly",
            achieved="The letter was written, the fence was not mended.",
        )
    assert review.kept == "partly"
    page = client.get(reverse("agreement:reviews", args=[noms.case.number])).text
    assert "kept? In part" in page


# --- the office and the register ------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-357")
def test_office_asks_from_five_days_before_until_it_has_and_the_facilitator_follows_up(drafted, coordinator):
    due = in_days(20)
    finished(coordinator, drafted, {"due": due})
    clock = Clock.objects.get(name="agreement-office-asks", stopped_at__isnull=True)
    assert (clock.role, clock.owner) == ("administrator", None)

    def noon(day):
        return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

    assert read(clock, noon(due - dt.timedelta(days=6))).state is State.RUNNING
    assert read(clock, noon(due - dt.timedelta(days=5))).state is State.TODAY
    assert read(clock, noon(due - dt.timedelta(days=3))).state is State.OVERDUE
    actions.note_asked(by=coordinator, point=the_point(), on=today())
    assert not Clock.objects.filter(name="agreement-office-asks", stopped_at__isnull=True).exists()
    assert Clock.objects.get(name="agreement-follow-up", stopped_at__isnull=True).owner == coordinator
    actions.note_followed_up(by=coordinator, point=the_point(), on=today())
    assert not Clock.objects.filter(name="agreement-follow-up", stopped_at__isnull=True).exists()
    assert the_point().followed_up_on == today()


@pytest.mark.requirement("W8-358")
def test_register_lists_exactly_what_is_overdue_with_who_follows_it(
    drafted, coordinator, facilitator, service, client, sign_in
):
    things = ({"what": f"Thing {n}", "due": in_days(3 + n), "overseer": facilitator} for n in range(6))
    finished(coordinator, drafted, *things)
    later = timezone.now() + dt.timedelta(days=7, hours=1)
    with time_machine.travel(later, tick=True):
        assert [p.what for p in promises(coordinator, service, "overdue")] == [f"Thing {n}" for n in range(4)]
        sign_in(client, coordinator)
        page = client.get(reverse("agreement:register") + "?state=overdue").text
        table = client.get(reverse("agreement:register_file") + "?state=overdue").text
    assert [f"Thing {n}" in page for n in range(6)] == [True] * 4 + [False] * 2
    assert page.count(facilitator.name) == 4
    lines = table.strip().splitlines()[1:]
    assert len(lines) == 4
    for line in lines:
        assert drafted.case.number in line
        assert facilitator.name in line
        assert "Overdue" in line
    assert client.get(reverse("agreement:register") + "?state=gossip").status_code == 404
    with acting_as(facilitator):
        assert not promises(facilitator, service, "all").exists()


# --- the paper ------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-359")
def test_form_with_four_rows_prints_on_one_sheet_and_becomes_what_is_followed(drafted, coordinator, a_case):
    sister = add_participant(by=coordinator, file=a_case.harmed_file, part="supporter", initials="SS")
    actions.add_party(by=coordinator, agreement=drafted, participant=sister, called="Sally")
    for what in ("Mend the fence", "Paint it", "Bring cake"):
        a_point(coordinator, drafted, what=what, tell_what="")
    actions.write_point(by=coordinator, agreement=drafted, wording=Wording(what="I am sorry"))
    drafted.refresh_from_db()
    paper = actions.print_to_sign(by=coordinator, agreement=drafted)
    assert len(PdfReader(io.BytesIO(render(paper, "pdf"))).pages) == 1
    words = plain_text(paper.html)
    assert words.count("Sally") >= 2
    for hidden in ("Harmed", "Ponsible", "900101"):
        assert hidden not in words.replace("harmed", "")
    all_agree(coordinator, drafted)
    agreement = actions.make_final(by=coordinator, agreement=drafted)
    assert agreement.parties.filter(agreed_how="paper").count() == 3
    assert Clock.objects.filter(name="agreement-point-due", stopped_at__isnull=True).count() == 3
    assert agreement.points.filter(kind="statement").count() == 1


def test_paper_that_is_printed_while_somebody_takes_their_consent_back_is_refused(
    communicating, coordinator, client, sign_in
):
    fence = communicating()
    with acting_as(coordinator):
        agreement = actions.draft(by=coordinator, case=fence.case, made_on=today(), way="meeting")
        a_point(coordinator, agreement)
        sign_in(client, coordinator)
        assert "Print it to be signed" in client.get(reverse("agreement:show", args=[fence.case.number])).text
        withdraw(by=coordinator, participant=fence.harmed)
    answer = client.post(reverse("agreement:to_sign", args=[fence.case.number]), follow=True)
    assert "said stop" in answer.text
    assert not Document.objects.filter(template="outcome-agreement").exists()


def test_point_without_an_owner_is_refused_by_the_form_and_by_the_database(
    drafted, coordinator, client, sign_in
):
    sign_in(client, coordinator)
    address = reverse("agreement:add_point", args=[drafted.case.number])
    due = in_days(5)
    sent = {"what": "Mend it", "proposed_by": "facilitator"}
    sent |= {"due_day": due.day, "due_month": due.month, "due_year": due.year}
    page = client.post(address, sent)
    assert page.status_code == 200
    assert "Who does it?" in page.text
    assert "Mend it" in page.text
    with pytest.raises(ValidationError, match="Say who does it, by when, and who of us looks after it"):
        Point(
            service_id=drafted.service_id, case=drafted.case, agreement=drafted, what="Mend it", due=due
        ).full_clean(exclude=["case"])
    assert not Point.objects.exists()


# --- copies for outsiders -------------------------------------------------------------------------------------------


@pytest.fixture
def in_scheme(a_case, coordinator):
    """The person harmed is in the contact scheme."""
    HarmedAs.objects.create(
        service_id=a_case.case.service_id,
        file=a_case.harmed_file,
        participant=a_case.harmed,
        kind="direct",
        in_scheme="yes",
    )
    return a_case


@pytest.mark.requirement("SS-044")
def test_distribution_is_not_closed_without_the_liaison_officer_or_a_reason(in_scheme, final, coordinator):
    give_all(coordinator, final)
    agreement = OutcomeAgreement.objects.select_related("case__service").get()
    with pytest.raises(Refused, match="victim liaison officer"):
        actions.close_distribution(by=coordinator, agreement=agreement)
    actions.set_status(by=coordinator, point=the_point(), result=result("done"))
    actions.record_told(by=coordinator, point=the_point(), on=today(), how="phone")
    with pytest.raises(Refused, match="victim liaison officer"):
        check_can_close(in_scheme.case)
    actions.close_distribution(by=coordinator, agreement=agreement, why_no_liaison="She does not want it")
    check_can_close(in_scheme.case)


def test_what_an_outsider_gets_is_trimmed_and_kept(in_scheme, drafted, coordinator, court, writer):
    with acting_as(coordinator):
        sentencing.enter_sentence(
            by=coordinator,
            participant=in_scheme.responsible,
            details=details(court=court, officer=writer, restorative=False),
        )
    actions.put_words_together(by=coordinator, agreement=drafted, words="We greet each other")
    actions.write_point(by=coordinator, agreement=drafted, wording=Wording(what="I am sorry"))
    agreement = finished(coordinator, drafted, {})
    assert outsiders_without(agreement) == ["officer", "liaison"]
    sent = {"by": coordinator, "agreement": agreement, "on": today(), "how": "email"}
    officer = actions.send_outside(to="officer", recipient="Probation officer", **sent)
    liaison = actions.send_outside(to="liaison", recipient="Liaison officer", **sent)
    assert outsiders_without(agreement) == []
    assert Copy.objects.filter(recipient="Liaison officer").get().document == liaison
    words = {each: plain_text(each.html) for each in (officer, liaison)}
    assert "Mend the fence" in words[officer]
    assert "Mend the fence" not in words[liaison]
    assert "once the fence stands" in words[liaison]
    for each in words.values():
        assert "greet" not in each
        assert "sorry" not in each
    assert (officer.file_id, liaison.file_id) == (in_scheme.responsible_file.pk, in_scheme.harmed_file.pk)


def test_facilitator_of_one_side_sends_nothing_of_the_other(final, coordinator, facilitator, a_case):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with acting_as(facilitator), pytest.raises(Refused, match="Their own facilitator"):
        actions.send_outside(
            by=facilitator, agreement=final, to="officer", recipient="Officer", on=today(), how="email"
        )


@pytest.mark.parametrize("name", ["more", "outside", "reviews", "register", "plans"])
def test_pages_around_an_agreement_stay_quick(final, coordinator, client, sign_in, name):
    sign_in(client, coordinator)
    about = {"more": [final.case.number, the_point().pk], "register": [], "plans": []}
    address = reverse(f"agreement:{name}", args=about.get(name, [final.case.number]))
    assert cost(client, address) <= MOST_QUERIES


@pytest.mark.parametrize("place", ["", "x", "2026-02-30.5", "99", "-1", "2026-01-01.9999999999999999999"])
def test_place_in_the_register_that_is_none_begins_at_the_start(client, sign_in, coordinator, final, place):
    sign_in(client, coordinator)
    page = client.get(reverse("agreement:register"), {"state": "all", "after": place})
    assert page.status_code == 200
    assert "Mend the fence" in page.content.decode()


def test_register_is_read_page_by_page_without_gap_or_repetition(
    client, sign_in, coordinator, drafted, monkeypatch
):
    monkeypatch.setattr("amends.journey.agreement.list_views.A_PAGE", 2)
    finished(
        coordinator, drafted, *[{"what": f"Promise {n}.", "due": in_days(10 + n // 2)} for n in range(5)]
    )
    sign_in(client, coordinator)
    address, seen = reverse("agreement:register") + "?state=all", []
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"Promise \d\.", page)
        found = re.search(r'href="(\?state=all&amp;after=[^"]+)"', page)
        address = reverse("agreement:register") + found[1].replace("&amp;", "&") if found else ""
    assert seen == [f"Promise {n}." for n in range(5)]
