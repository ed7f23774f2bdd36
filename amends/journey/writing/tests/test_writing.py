"""Writing to somebody: which papers are offered, what is filled in, what is refused at its field, what follows."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import end_grants, grant_file, set_stopped
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.documents.models import Copy, Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Envelope, Message, Notice
from amends.foundation.messages.posting_actions import post_envelope, print_envelope
from amends.foundation.people.actions import add_contact_point, set_safe_contact
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.foundation.record.models import AuditEvent
from amends.journey.agreement.actions.copies import document_of
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.contact.actions import log_contact, make_appointment
from amends.journey.contact.models import Approach, Contact
from amends.journey.followup.actions import code_outcome
from amends.journey.followup.rules.closing import Coded
from amends.journey.meeting import actions as meetings
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.tests.cast import in_the_hall
from amends.journey.risk.actions.pausing import place_hold
from amends.journey.writing.actions import Letter, preview
from amends.journey.writing.facts import facts_of
from amends.journey.writing.models import Written
from amends.journey.writing.papers import id_rules_of, paper_called
from amends.service.workforce.models import TimeEntry

WORDS = {
    "greeting": "Hanna",
    "what_happened": "the broken fence",
    "minutes": "20",
    "why_not_call": "She asked for a letter.",
    "step": "preview",
}


@pytest.fixture
def fay(allocated_case, coordinator, facilitator):
    """The first facilitator of the case; both sides can be written to."""
    with acting_as(coordinator):
        for person, value, code in (
            (allocated_case.harmed, "1 Alder Road", "ZZ2 1AA"),
            (allocated_case.responsible, "7 Birch Road", "ZZ3 7XX"),
        ):
            add_contact_point(
                by=coordinator,
                participant=person,
                kind=ContactPoint.Kind.ADDRESS,
                value=value,
                postcode=code,
            )
    return facilitator


@pytest.fixture
def at(client, sign_in, fay, acting):
    """`at(person, "first")`: the address of a paper, for Fay, who is signed in and acting."""
    sign_in(client, fay)
    acting(fay)
    return lambda person, key: reverse("writing:write", args=[person.pk, key])


def text(answer) -> str:
    return str(answer.content.decode())


def post_all(by) -> None:
    """Everything that waits is printed and posted."""
    for waiting in Envelope.objects.filter(state=Envelope.State.WAITING):
        envelope = print_envelope(by=by, envelope=waiting, version=waiting.version)
        post_envelope(by=by, envelope=envelope, version=envelope.version, looked_through=True)


class TestChoosing:
    def test_papers_of_their_side_are_offered_with_reasons_for_the_others(
        self, client, sign_in, fay, allocated_case
    ):
        sign_in(client, fay)
        page = text(client.get(reverse("writing:choose", args=[allocated_case.harmed.pk])))
        assert "First letter to the person harmed" in page
        assert "First letter to the person responsible" not in page
        assert "No visit to a prison is planned" in page
        his = text(client.get(reverse("writing:choose", args=[allocated_case.responsible.pk])))
        assert "There is no appointment with a place, day and time yet." in his
        assert "First letter to the person harmed" not in his

    @pytest.mark.parametrize(
        ("change", "why"),
        [({"post": SafeContact.Answer.NO}, "not safe"), ({"post": "not_asked"}, "Nobody has asked")],
    )
    def test_without_safe_post_letters_are_refused_and_sheets_are_handed_over(
        self, client, at, coordinator, allocated_case, change, why
    ):
        harmed = allocated_case.harmed
        with acting_as(coordinator):
            set_safe_contact(by=coordinator, card=SafeContact.objects.get(participant=harmed), changes=change)
        page = text(client.get(reverse("writing:choose", args=[harmed.pk])))
        assert why in page
        assert "By hand or read out" in page
        assert client.get(at(harmed, "first")).status_code == 302
        assert "Put it into the print queue" not in text(
            client.post(at(harmed, "leaflet"), {"step": "preview"})
        )

    def test_after_a_stop_nothing_can_be_posted(self, client, at, coordinator, allocated_case):
        with acting_as(coordinator):
            set_stopped(by=coordinator, case=allocated_case.case, stopped=True)
        page = text(client.get(reverse("writing:choose", args=[allocated_case.harmed.pk])))
        assert "said stop" in page

    def test_while_a_case_is_held_what_waits_stays_and_does_not_open(
        self, client, at, coordinator, fay, allocated_case
    ):
        harmed = allocated_case.harmed
        client.post(at(harmed, "first"), {**WORDS, "step": "queue"})
        waiting = Envelope.objects.get()
        envelope = print_envelope(by=fay, envelope=waiting, version=waiting.version)
        with acting_as(coordinator):
            place_hold(by=coordinator, case=allocated_case.case, kind="change")
        assert "The case is held." in text(client.get(reverse("message:letters")))
        assert client.get(reverse("message:pages", args=[envelope.pk])).status_code == 302
        assert "The case is held." in text(client.get(reverse("writing:choose", args=[harmed.pk])))

    def test_withdrawn_consent_takes_what_waits_out_of_the_queue(
        self, client, at, coordinator, fay, allocated_case
    ):
        harmed = allocated_case.harmed
        client.post(at(harmed, "first"), {**WORDS, "step": "queue"})
        waiting = Envelope.objects.get()
        envelope = print_envelope(by=fay, envelope=waiting, version=waiting.version)
        with acting_as(coordinator):
            refuse(coordinator, harmed, "take_part")
        assert "To be destroyed" in text(client.get(reverse("message:letters")))
        assert client.get(reverse("message:pages", args=[envelope.pk])).status_code == 302
        assert Message.objects.get().state == Message.State.STOPPED

    @pytest.mark.parametrize("how", ["by_hand", "read_out"])
    def test_after_a_stop_nothing_is_handed_over_or_read_out_either(
        self, client, at, coordinator, allocated_case, how
    ):
        with acting_as(coordinator):
            set_stopped(by=coordinator, case=allocated_case.case, stopped=True)
        page = text(client.get(reverse("writing:choose", args=[allocated_case.harmed.pk])))
        assert "By hand" not in page
        for key in ("leaflet", "choice"):
            assert client.post(at(allocated_case.harmed, key), {"step": how}).status_code == 302
        assert not Document.objects.exists()
        assert not Copy.objects.exists()

    def test_child_is_not_written_to(self, client, at, coordinator, allocated_case):
        with acting_as(coordinator):
            Person.objects.filter(participant=allocated_case.harmed).update(
                date_of_birth=timezone.localdate() - dt.timedelta(days=365 * 10)
            )
        page = text(client.get(reverse("writing:choose", args=[allocated_case.harmed.pk])))
        assert "too young" in page

    def test_page_takes_few_queries(self, client, at, allocated_case, django_assert_max_num_queries):
        address = reverse("writing:choose", args=[allocated_case.responsible.pk])
        client.get(address)  # the first page of a session is written down as such
        with django_assert_max_num_queries(12):
            client.get(address)


class TestOtherSteps:
    """Papers that another step makes begin from the same page, with what is known filled in."""

    def shown(self, client, person):
        answer = client.get(reverse("writing:choose", args=[person.pk]))
        return {each.title: each for each in answer.context["elsewhere"]}

    def test_consent_form_begins_with_its_lines(self, client, at, allocated_case):
        form = self.shown(client, allocated_case.harmed)["Consent form"]
        assert 'value="take_part"' in text(client.get(form.url))

    def test_closing_letter_waits_until_it_is_coded_how_it_ended(
        self, client, at, sign_in, fay, coordinator, allocated_case
    ):
        assert "Closing letter" not in self.shown(client, allocated_case.harmed)
        page = sign_in(Client(), coordinator)
        harmed = allocated_case.harmed
        assert not self.shown(page, harmed)["Closing letter"].url
        with acting_as(coordinator):
            case = Case.objects.get(pk=allocated_case.case.pk)
            coded = Coded("not_suitable", "risk", why_no_other_way="Nobody could be asked.")
            code_outcome(by=coordinator, case=case, coded=coded)
        begin = self.shown(page, harmed)["Closing letter"].url
        assert "Write the letters" in text(page.get(begin))

    def test_copy_of_the_agreement_has_them_chosen_already(self, client, sign_in, coordinator, final):
        harmed = Participant.objects.get(case=final.case, side="harmed")
        paper = document_of(final)
        assert paper
        begin = self.shown(sign_in(client, coordinator), harmed)["Copy of the agreement"].url
        assert begin.startswith(reverse("message:give", args=[paper.pk]))
        page = text(client.get(begin))
        assert re.search(rf'name="participant" value="{harmed.pk}"[^>]* checked', page)
        assert page.count(" checked") == 1

    def test_nothing_of_it_is_offered_to_somebody_who_has_left(self, client, at, allocated_case):
        Participant.objects.filter(pk=allocated_case.harmed.pk).update(left_at=timezone.now())
        assert not self.shown(client, allocated_case.harmed)


class TestFirstLetter:
    def test_what_is_known_is_filled_in_and_only_the_rest_is_asked(self, client, at, allocated_case, fay):
        harmed = allocated_case.harmed
        make_appointment(
            by=fay,
            participant=harmed,
            at=timezone.localtime().replace(hour=14, minute=0) + dt.timedelta(days=8),
            kind="visit",
            with_user=fay,
            place_kind="home",
        )
        page = text(client.get(at(harmed, "first")))
        for known in (
            "Hanna Harmed",
            "1 Alder Road",
            "Fay Facilitates and Femi Facilitates",
            "Visit we offer",
        ):
            assert known in page
        assert 'value="the broken fence"' in page
        assert "Why do you not call first?" in page

    def test_is_read_before_it_goes_and_nothing_is_kept_until_then(self, client, at, allocated_case):
        answer = text(client.post(at(allocated_case.harmed, "first"), WORDS))
        assert "you were affected by the broken fence" in answer
        assert "Put it into the print queue" in answer
        assert not Document.objects.filter(template="first-letter-harmed").exists()
        again = text(client.post(at(allocated_case.harmed, "first"), {**WORDS, "step": "change"}))
        assert "She asked for a letter." in again

    @pytest.mark.requirement("W8-270")
    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ("You could meet him in June.", "must not speak of “meet him”"),
            ("There will be a conference.", "must not speak of “conference”"),
            ("Rhys Ponsible is sorry.", "other side"),
            ("He lives in ZZ3 7XX.", "other side"),
        ],
    )
    def test_words_that_cannot_stand_are_refused_at_their_field_and_nothing_is_lost(
        self, client, at, allocated_case, words, why
    ):
        for step in ("preview", "queue"):
            answer = text(
                client.post(
                    at(allocated_case.harmed, "first"), {**WORDS, "personal_words": words, "step": step}
                )
            )
            assert 'href="#id_personal_words"' in answer
            assert why in answer
            assert words in answer
        assert not Message.objects.exists()

    @pytest.mark.requirement("W8-270")
    def test_manager_may_let_words_stand_with_a_reason(
        self, client, sign_in, at, manager, coordinator, allocated_case, acting
    ):
        address = at(allocated_case.harmed, "first")
        said = {**WORDS, "personal_words": "You could meet him in June.", "override_reason": "She asked."}
        assert "must not speak of" in text(client.post(address, {**said, "step": "queue"}))
        sign_in(client, manager)
        acting(manager)
        client.post(address, {**said, "step": "queue"})
        assert Document.objects.get(template="first-letter-harmed").override_reason == "She asked."

    @pytest.mark.requirement("W8-270")
    def test_other_letters_are_silent_too_until_somebody_was_seen(self, client, at, allocated_case, fay):
        harmed = allocated_case.harmed
        said = {
            "body": "You could meet him in June.",
            "minutes": "5",
            "why_not_call": "She asked.",
            "step": "preview",
        }
        assert "must not speak of" in text(client.post(at(harmed, "own-words"), said))
        log_contact(
            by=fay,
            participant=harmed,
            kind="visit",
            result="reached",
            at=timezone.now() - dt.timedelta(hours=1),
            minutes=60,
            place_kind="home",
            disclosable=False,
        )
        assert "You could meet him in June." in text(client.post(at(harmed, "own-words"), said))
        assert "must not speak of" not in text(client.post(at(harmed, "own-words"), said))
        page = text(client.get(reverse("writing:choose", args=[harmed.pk])))
        assert "a first letter would come too late" in page

    @pytest.mark.requirement("W8-271")
    def test_says_that_the_other_side_has_agreed_only_where_that_is_on_record(
        self, client, at, fay, coordinator, allocated_case
    ):
        harmed = allocated_case.harmed
        box = "Say that the person responsible has agreed"
        assert box not in text(client.get(at(harmed, "first")))
        with pytest.raises(Refused, match="not on record"):
            preview(by=fay, letter=first_letter(harmed))
        with acting_as(coordinator):
            agree(coordinator, allocated_case.responsible, "take_part")
        assert box in text(client.get(at(harmed, "first")))
        make_appointment(
            by=fay,
            participant=harmed,
            at=timezone.localtime().replace(hour=14, minute=0) + dt.timedelta(days=8),
            kind="visit",
            with_user=fay,
            place_kind="home",
        )
        words = preview(by=fay, letter=first_letter(harmed))
        for part in (
            "affected by the broken fence",
            "has agreed to take part in restorative justice",
            "gives people who were harmed a say",
            "what you think",
            "at 2pm, at your home",
            "Fay Facilitates and Femi Facilitates",
            "01632 960 100",
        ):
            assert part in words


def first_letter(harmed) -> Letter:
    """The first letter that says what the other side has agreed to."""
    paper = paper_called("first", harmed)
    assert paper
    return Letter(
        paper=paper,
        facts=facts_of(harmed),
        typed={"what_happened": "the broken fence"},
        say_agreed=True,
        why_not_call="She asked for a letter.",
    )


class TestOnItsWay:
    def test_posted_letter_stands_in_the_contact_log_of_who_wrote_it(
        self, client, at, fay, administrator, allocated_case, acting
    ):
        harmed = allocated_case.harmed
        client.post(at(harmed, "first"), {**WORDS, "step": "queue"})
        assert not Contact.objects.filter(kind="letter").exists()
        acting(administrator)
        post_all(administrator)
        contact = Contact.objects.get(kind="letter")
        assert (contact.logged_by, contact.participant, contact.minutes) == (fay, harmed, 20)
        assert (contact.result, contact.purpose) == ("sent", "engage")
        assert contact.why_not_call == "She asked for a letter."
        assert Written.objects.get().contact == contact
        assert Clock.objects.filter(
            name="contact-logged", subject=f"contact:{contact.pk}", ended="met"
        ).exists()
        assert Copy.objects.get().how == "post"

    def test_trail_names_who_posted_it_and_the_hours_are_of_who_wrote_it(
        self, client, at, fay, administrator, allocated_case, acting
    ):
        client.post(at(allocated_case.harmed, "first"), {**WORDS, "step": "queue"})
        acting(administrator)
        post_all(administrator)
        contact = Contact.objects.get(kind="letter")
        entry = TimeEntry.objects.get(subject=f"contact:{contact.pk}")
        assert (entry.user, entry.minutes) == (fay, 20)
        about = [f"contact:{contact.pk}", f"timeentry:{entry.pk}"]
        rows = AuditEvent.objects.filter(subject__in=about)
        assert {row.what for row in rows} >= {"contact.logged.letter", "workforce.time_logged"}
        assert {row.user_id for row in rows} == {administrator.pk}

    def test_letter_stays_with_who_wrote_it_although_the_file_was_taken_from_them(
        self, client, at, fay, administrator, allocated_case, acting, coordinator
    ):
        client.post(at(allocated_case.harmed, "first"), {**WORDS, "step": "queue"})
        acting(coordinator)
        end_grants(by=coordinator, case=allocated_case.case, user=fay)
        acting(administrator)
        post_all(administrator)
        assert Contact.objects.get(kind="letter").logged_by == fay

    def test_leaflet_lies_with_the_letter_into_a_prison(self, client, at, allocated_case):
        said = {
            "greeting": "Rhys",
            "why_them": "the broken fence",
            "setting": "custody",
            "officer_name": "Ola Officer",
            "minutes": "10",
            "why_not_call": "He is in prison.",
            "step": "queue",
        }
        client.post(at(allocated_case.responsible, "first"), said)
        papers = Message.objects.all()
        assert {paper.template for paper in papers} == {"first-letter-responsible", "leaflet"}
        assert len({paper.envelope_id for paper in papers}) == 1

    def test_leaflet_that_was_read_out_counts_as_explained(self, client, at, allocated_case):
        client.post(at(allocated_case.harmed, "leaflet"), {"minutes": "5", "step": "read_out"})
        assert Copy.objects.get().how == "read_out"
        approach = Approach.objects.get(participant=allocated_case.harmed)
        assert approach.leaflet_explained_on == timezone.localdate()

    def test_whoever_posts_is_told_when_a_rule_stands_against_the_line(
        self, client, at, fay, coordinator, allocated_case
    ):
        client.post(at(allocated_case.harmed, "first"), {**WORDS, "step": "queue"})
        with acting_as(coordinator):
            Written.objects.update(why_not_call="")
            post_all(coordinator)
            assert not Contact.objects.filter(kind="letter").exists()
            assert Notice.objects.filter(user=coordinator, words__contains="not in the contact log").exists()

    def test_prison_letter_takes_day_and_place_from_the_diary(self, client, at, fay, allocated_case):
        harmed = allocated_case.harmed
        make_appointment(
            by=fay,
            participant=harmed,
            at=timezone.now() + dt.timedelta(days=8),
            kind="visit",
            with_user=fay,
            place_kind="prison",
            place="HMP Rushmere, Gate Road",
        )
        page = text(client.get(at(harmed, "prison")))
        assert "HMP Rushmere, Gate Road</textarea>" in page
        said = {
            "greeting": "Hanna",
            "prison": "HMP Rushmere\nGate Road",
            "identification": "A passport",
            "security": "No telephones",
            "minutes": "10",
            "why_not_call": "She asked.",
            "step": "queue",
        }
        client.post(at(harmed, "prison"), said)
        assert "A passport" in Document.objects.get(template="prison-visit-letter").html


def test_facilitator_of_one_side_writes_to_nobody_of_the_other(
    client, sign_in, coordinator, a_case, facilitator
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    assert client.get(reverse("writing:choose", args=[a_case.harmed.pk])).status_code == 200
    assert client.get(reverse("writing:choose", args=[a_case.responsible.pk])).status_code == 404
    assert client.get(reverse("writing:write", args=[a_case.responsible.pk, "first"])).status_code == 404


def test_letter_into_a_prison_knows_its_gate_and_is_not_written_while_the_meeting_is_on_hold(
    prepared, coordinator, hall
):
    fence = prepared()
    hall.kind, hall.id_rules = "prison", "Passport or driving licence"
    hall.save()
    meetings.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    assert id_rules_of(facts_of(fence.harmed)) == "Passport or driving licence"
    Meeting.objects.update(state="confirmed", on_hold_since=timezone.now())
    assert not facts_of(fence.harmed).prison_meetings
