"""Screening: what may be decided, what must be there first, and what is kept of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.approval.rules import waiting_for
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.journey.eligibility.actions import (
    Ruling,
    answer_likeness,
    note_intake,
    open_case_from,
    screen_referral,
    submit_harm_analysis,
)
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.models import Screening
from amends.journey.eligibility.rules import check_pathway, family_of
from amends.journey.eligibility.sheet import sections
from amends.journey.eligibility.tests.referrals import (
    a_referral,
    burglary_from_police,
    burglary_from_victim_support,
)
from amends.journey.referral.actions import ask_referrer, attach_file, read_file, state_facts, verify_answer
from amends.journey.referral.models import Attachment, ChecklistAnswer, Referral
from amends.service.partners.models import Pathway

ALL_CLEAR = {
    "referral_type": "anti_social_behaviour",
    "referrer_kind": "police",
    "setting": "community",
    "court_stage": "none",
    "responsibility": "full",
    "responsible_under_18": False,
    "domestic_abuse": False,
    "sexual_offence": False,
    "serious_or_complex": False,
    "loss_of_life": False,
    "willing": True,
    "criminal_or_asb_element": True,
    "clear_roles": True,
    "fits_fire_service": False,
}


@pytest.fixture
def referral(service, coordinator):
    return clear(service, coordinator)


def clear(service, by, people=(), *, facts=None, said_by="coordinator", **details):
    """A referral with nothing against it, unless `facts` say so; None leaves one open."""
    people = people or [
        {"full_name": "Hanna Lark", "side": "harmed"},
        {"full_name": "Rhys Finch", "side": "responsible", "age_note": "30"},
    ]
    made = a_referral(service, people=people, **details)
    known = {name: value for name, value in {**ALL_CLEAR, **(facts or {})}.items() if value is not None}
    state_facts(by=by, referral=made, facts=known, said_by=said_by)
    return Referral.objects.select_related("service").get(pk=made.pk)


def again(referral):
    return Referral.objects.select_related("service").get(pk=referral.pk)


@pytest.mark.requirement("EX-003")
def test_eligible_needs_one_of_the_families_in_scope(referral, coordinator):
    with pytest.raises(Refused, match="family") as refusal:
        screen_referral(by=coordinator, referral=referral, ruling=Ruling("eligible"))
    assert refusal.value.field == "family"
    with pytest.raises(ValidationError, match="not a valid choice"):
        screen_referral(by=coordinator, referral=again(referral), ruling=Ruling("eligible", family="divorce"))
    assert not Screening.objects.exists()
    screening = screen_referral(
        by=coordinator, referral=again(referral), ruling=Ruling("eligible", family="anti_social_behaviour")
    )
    assert screening.family == "anti_social_behaviour"


def test_family_is_proposed_from_the_kind_of_referral():
    assert family_of({"referral_type": "low_level_crime"}) == "criminal_offence"
    assert family_of({}) == ""


@pytest.mark.requirement("EX-037")
def test_screening_is_never_changed_only_followed(referral, coordinator):
    first = screen_referral(
        by=coordinator, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Screening.objects.filter(pk=first.pk).update(reason="Other")
    screen_referral(by=coordinator, referral=again(referral), ruling=Ruling("not_suitable", reason="A rule."))
    assert Screening.objects.filter(referral=referral).count() == 2
    assert first.screened_by == coordinator


def test_snapshot_says_whose_word_each_fact_is(referral, coordinator):
    state_facts(by=coordinator, referral=referral, facts={"responsibility": "some"}, said_by="agency")
    screening = screen_referral(by=coordinator, referral=referral, ruling=Ruling("hold", reason="Wait."))
    assert screening.facts["responsibility"] == {
        "value": "full",
        "said_by": "coordinator",
        "recorded_by": "Cora Ordinate",
    }


def test_missing_facts_stand_against_eligible(referral, coordinator):
    state_facts(by=coordinator, referral=referral, facts={"responsibility": None})
    with pytest.raises(Refused, match=r"Facts are missing.*responsibility"):
        screen_referral(
            by=coordinator, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
        )


def test_mandatory_rule_is_not_overridden_and_is_kept_with_the_refusal(referral, coordinator):
    state_facts(by=coordinator, referral=referral, facts={"domestic_abuse": True})
    with pytest.raises(Refused, match="domestic abuse"):
        screen_referral(
            by=coordinator,
            referral=referral,
            ruling=Ruling("eligible", family="anti_social_behaviour", reason="I think so"),
        )
    screening = screen_referral(
        by=coordinator, referral=again(referral), ruling=Ruling("not_suitable", reason="Excluded.")
    )
    assert screening.rules == ["domestic-abuse"]
    assert Desk(coordinator, again(referral)).opening_refused is not None


def test_guidance_is_overridden_with_a_reason(referral, coordinator):
    state_facts(by=coordinator, referral=referral, facts={"fits_fire_service": True})
    with pytest.raises(Refused, match="say why"):
        screen_referral(
            by=coordinator, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
        )
    kept = screen_referral(
        by=coordinator,
        referral=again(referral),
        ruling=Ruling("eligible", family="anti_social_behaviour", reason="Their team asked us to take it."),
    )
    assert (kept.outcome, kept.decision) == ("refer_on", "eligible")


@pytest.mark.requirement("EX-138")
def test_verified_answer_excludes_and_both_answers_stay_visible(coordinator, service):
    referral = clear(service, coordinator, said_by="referrer")
    ChecklistAnswer.objects.create(service=service, referral=referral, question="abuse", referrer_answer="no")
    assert Desk(coordinator, again(referral)).decision.outcome == "eligible"
    verify_answer(by=coordinator, referral=referral, question="abuse", answer="yes", note_text="Police reply")
    desk = Desk(coordinator, again(referral))
    assert desk.decision.outcome == "not_eligible"
    (row,) = next(section.rows for section in sections(desk.rows) if section.title == "Checklist")
    assert row.value == ["Referrer: No", "Verified: Yes (Police reply)"]


@pytest.mark.requirement("EX-134")
def test_unread_file_about_risk_stops_the_screening(referral, coordinator, service, rf):
    for name, kind in (("a-map.txt", "other"), ("risk.txt", "risk"), ("letter.txt", "other")):
        upload = ContentFile(b"What it says", name=name)
        attach_file(by=coordinator, referral=referral, upload=upload, kind=kind)
    with pytest.raises(Refused, match="risk"):
        screen_referral(by=coordinator, referral=referral, ruling=Ruling("hold", reason="Wait."))
    attachment = Attachment.objects.get(referral=referral, kind="risk")
    files = Desk(coordinator, again(referral)).files
    assert (files[0], len(files)) == (attachment, 3)
    read_file(by=coordinator, attachment=attachment)
    screen_referral(by=coordinator, referral=again(referral), ruling=Ruling("hold", reason="Wait."))


class TestProbation:
    @pytest.fixture
    def referral(self, service, coordinator):
        return clear(service, coordinator, facts={"referrer_kind": "probation", "court_stage": "sentenced"})

    @pytest.mark.requirement("EX-075")
    def test_without_sentence_date_screening_cannot_start(self, referral, coordinator):
        with pytest.raises(Refused, match="date of the sentence"):
            screen_referral(by=coordinator, referral=referral, ruling=Ruling("hold", reason="Wait."))

    @pytest.mark.requirement("EX-075")
    def test_high_risk_is_the_manager_s_decision(self, referral, coordinator, manager):
        Referral.objects.filter(pk=referral.pk).update(sentenced_on=date(2026, 1, 14))
        note_intake(by=coordinator, referral=again(referral), risk_level="high")
        (asked,) = waiting_for(manager)
        assert asked.key == "eligibility.high_risk"
        screen_referral(
            by=coordinator, referral=again(referral), ruling=Ruling("eligible", family="criminal_offence")
        )
        with pytest.raises(Refused, match="waits for somebody else"):
            open_one(coordinator, again(referral))
        decide_approval(by=manager, approval=asked, approve=True)
        assert open_one(coordinator, again(referral)).pk

    def test_low_risk_needs_no_manager(self, referral, coordinator, manager):
        Referral.objects.filter(pk=referral.pk).update(sentenced_on=date(2026, 1, 14))
        note_intake(by=coordinator, referral=again(referral), risk_level="low")
        assert waiting_for(manager) == []


def open_one(by, referral):
    sides = {person.pk: person.side for person in referral.people.all()}
    return open_case_from(
        by=by, referral=referral, what="shouting in the street", roles="clear", sides=sides, words="Opened."
    )


class TestPathway:
    @pytest.fixture
    def pathway(self, service):
        return Pathway.objects.create(
            service=service,
            name="Housing",
            source="housing",
            entry_route="Web form",
            profile="essex-2015",
            consent_rule="signed",
            status="proposed",
        )

    @pytest.mark.requirement("EX-095")
    def test_one_that_is_not_live_asks_for_the_manager_s_consent(
        self, referral, pathway, coordinator, manager
    ):
        note_intake(by=coordinator, referral=referral, pathway=pathway)
        assert "not live" in str(Desk(coordinator, again(referral)).pathway_warning)
        (asked,) = waiting_for(manager)
        screen_referral(
            by=coordinator,
            referral=again(referral),
            ruling=Ruling("eligible", family="anti_social_behaviour"),
        )
        with pytest.raises(Refused, match="not live"):
            open_one(coordinator, again(referral))
        decide_approval(by=manager, approval=asked, approve=True)
        check_pathway(again(referral))
        assert open_one(coordinator, again(referral)).pk

    def test_screening_ties_the_referral_to_the_pathway_of_its_sender(self, service, pathway, coordinator):
        Pathway.objects.filter(pk=pathway.pk).update(status="live", agreed_on=date(2026, 1, 1))
        referral = clear(service, coordinator, facts={"referrer_kind": "housing"})
        screen_referral(by=coordinator, referral=referral, ruling=Ruling("hold", reason="Wait."))
        assert again(referral).intake.pathway == pathway

    def test_criteria_of_the_pathway_apply(self, service, coordinator):
        pathway = Pathway.objects.create(
            service=service,
            name="Prison",
            source="prison",
            entry_route="Mail",
            profile="hmpps-2023",
            consent_rule="signed",
            status="live",
            agreed_on=date(2026, 1, 1),
        )
        referral = clear(service, coordinator)
        note_intake(by=coordinator, referral=referral, pathway=pathway)
        assert Desk(coordinator, again(referral)).profile.name == "hmpps-2023"


NO_DANGER = {
    "sexual": "no",
    "partners": "no",
    **dict.fromkeys(("attitudes", "power", "control", "again"), "no"),
    **dict.fromkeys(
        ("plan_harmed", "plan_responsible", "plan_others", "plan_community"), "Written down with them."
    ),
}


class TestOversight:
    @pytest.mark.requirement("PF-093")
    @pytest.mark.parametrize(
        ("fact", "asked"),
        [
            ("sexual_offence", {"gratification"}),
            ("domestic_abuse", {"pressed_apology", "pressed_forgive", "pressed_return"}),
        ],
    )
    def test_a_danger_that_belongs_to_the_case_is_answered_before_anybody_is_asked(
        self, referral, coordinator, client, sign_in, acting, fact, asked
    ):
        state_facts(by=coordinator, referral=referral, facts={fact: True})
        screen_referral(
            by=coordinator,
            referral=again(referral),
            ruling=Ruling("eligible", family="criminal_offence", reason="Careful preparation."),
        )
        waiting = Approval.objects.filter(key__startswith="eligibility.oversight")
        with pytest.raises(AnswersRefused) as refusal:
            submit_harm_analysis(by=coordinator, referral=again(referral), answers=NO_DANGER)
        assert {error.field for error in refusal.value.errors} == asked
        assert not waiting.exists()
        half = {**NO_DANGER, **dict.fromkeys(asked, "unsure")}
        with pytest.raises(AnswersRefused) as refusal:
            submit_harm_analysis(by=coordinator, referral=again(referral), answers=half)
        assert {error.field for error in refusal.value.errors} == {f"{key}_comment" for key in asked}
        acting(None)
        page = sign_in(client, coordinator).get(f"/intake/{referral.number}/")
        assert f"/intake/{referral.number}/harm/" in page.text
        assert "Each danger by itself" not in page.text
        acting(coordinator)
        done = {**half, **{f"{key}_comment": "Her adviser is there." for key in asked}}
        submit_harm_analysis(by=coordinator, referral=again(referral), answers=done)
        assert waiting.exists()

    @pytest.mark.requirement("PF-092")
    @pytest.mark.parametrize("fact", ["domestic_abuse", "sexual_offence", "hate_or_extremism"])
    def test_a_plan_for_everybody_comes_before_the_endorsement(
        self, referral, coordinator, client, sign_in, acting, fact
    ):
        state_facts(by=coordinator, referral=referral, facts={"hate_or_extremism": False, fact: True})
        screen_referral(
            by=coordinator,
            referral=again(referral),
            ruling=Ruling("eligible", family="criminal_offence", reason="Careful preparation."),
        )
        extra = dict.fromkeys(("gratification", "pressed_apology", "pressed_forgive", "pressed_return"), "no")
        for section in ("harmed", "responsible", "others", "community"):
            answers = {**NO_DANGER, **extra, f"plan_{section}": ""}
            with pytest.raises(AnswersRefused) as refusal:
                submit_harm_analysis(by=coordinator, referral=again(referral), answers=answers)
            assert [error.field for error in refusal.value.errors] == [f"plan_{section}"]
            assert section in refusal.value.errors[0].words
        assert not Approval.objects.filter(key__startswith="eligibility.oversight").exists()
        page = sign_in(client, coordinator).get(f"/intake/{referral.number}/").text
        assert "little evidence yet that it helps" in page
        acting(coordinator)
        submit_harm_analysis(by=coordinator, referral=again(referral), answers={**NO_DANGER, **extra})
        assert Approval.objects.filter(key__startswith="eligibility.oversight").exists()

    @pytest.fixture
    def referral(self, service, coordinator):
        service.profile = "hmpps-2023"
        service.save()
        facts = {
            "accepts_basic_facts": True,
            "contact_prohibited": False,
            "victim_under_18": False,
            "hate_or_extremism": True,
            "organised_crime": False,
            "high_profile": False,
            "vulnerability_concern": False,
            "mappa_level": 0,
            "ogrs": 40,
            "violence_property_convictions": 3,
            "identifiable_victim": True,
        }
        return clear(service, coordinator, facts=facts)

    def test_each_named_approval_is_asked_and_needed_before_a_case(self, referral, coordinator, manager):
        screen_referral(
            by=coordinator,
            referral=referral,
            ruling=Ruling(
                "eligible", family="criminal_offence", reason="A hate element: careful preparation."
            ),
        )
        assert not Approval.objects.filter(key__startswith="eligibility.oversight").exists()
        with pytest.raises(Refused, match="harm analysis"):
            open_one(coordinator, again(referral))
        submit_harm_analysis(by=coordinator, referral=again(referral), answers=NO_DANGER)
        asked = list(Approval.objects.filter(key__startswith="eligibility.oversight").order_by("key"))
        assert asked
        for approval in asked:
            with pytest.raises(Refused):
                open_one(coordinator, again(referral))
            decide_approval(by=manager, approval=approval, approve=True)
        assert open_one(coordinator, again(referral)).pk


class TestHold:
    def test_time_stands_still_and_a_task_brings_it_back(self, referral, coordinator, service):
        until = timezone.localdate() + timedelta(days=40)
        screen_referral(
            by=coordinator,
            referral=referral,
            ruling=Ruling("hold", reason="Sentence on 9 July.", hold_until=until),
        )
        task = Clock.objects.get(name="referral-hold", subject=f"referral:{referral.pk}", stopped_at=None)
        assert timezone.localtime(task.due_at).date() == until
        screen_referral(
            by=coordinator,
            referral=again(referral),
            ruling=Ruling("eligible", family="anti_social_behaviour"),
        )
        assert not Clock.objects.filter(name="referral-hold", stopped_at=None).exists()

    def test_day_in_the_past_is_refused(self, referral, coordinator):
        with pytest.raises(Refused, match="still to come"):
            screen_referral(
                by=coordinator,
                referral=referral,
                ruling=Ruling("hold", reason="Wait.", hold_until=timezone.localdate()),
            )


class TestOpening:
    @pytest.fixture
    def burglaries(self, service, coordinator):
        made = burglary_from_police(service), burglary_from_victim_support(service)
        for each in made:
            facts = {**ALL_CLEAR, "referral_type": "criminal_offence", "court_stage": "sentenced"}
            state_facts(by=coordinator, referral=each, facts=facts)
            screen_referral(
                by=coordinator, referral=again(each), ruling=Ruling("eligible", family="criminal_offence")
            )
        return tuple(again(each) for each in made)

    def test_refused_until_the_lookalike_is_answered(self, burglaries, coordinator):
        police, support = burglaries
        with pytest.raises(Refused, match=support.number):
            open_one(coordinator, police)
        answer_likeness(by=coordinator, referral=police, other=support, answer="different")
        assert open_one(coordinator, police).pk

    def test_refused_when_somebody_said_it_is_the_same(self, burglaries, coordinator):
        police, support = burglaries
        answer_likeness(by=coordinator, referral=support, other=police, answer="same")
        with pytest.raises(Refused, match="Join them"):
            open_one(coordinator, police)

    def test_refused_when_facts_have_changed_since(self, referral, coordinator):
        screen_referral(
            by=coordinator, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
        )
        state_facts(by=coordinator, referral=referral, facts={"responsibility": "some"})
        with pytest.raises(Refused, match="changed since"):
            open_one(coordinator, again(referral))

    @pytest.mark.parametrize("what", ["Hanna's fence", "row with finch"])
    def test_title_with_a_name_is_refused(self, referral, coordinator, what):
        screen_referral(
            by=coordinator, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
        )
        with pytest.raises(Refused, match="name"):
            open_case_from(
                by=coordinator,
                referral=again(referral),
                what=what,
                roles="clear",
                sides={p.pk: p.side for p in referral.people.all()},
            )

    def test_referrer_is_told_and_the_clocks_run(self, referral, coordinator):
        screen_referral(
            by=coordinator, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
        )
        case = open_one(coordinator, again(referral))
        told = again(referral)
        assert (told.status, told.outcome_words, told.case) == ("accepted", "Opened.", case)
        running = set(Clock.objects.filter(case=case, stopped_at=None).values_list("name", flat=True))
        assert {"second-assessment", "explain-leaflet"} <= running

    def test_administrator_cannot_open(self, referral, coordinator, administrator):
        screen_referral(
            by=coordinator, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour")
        )
        with pytest.raises(Refused, match="role"):
            open_one(administrator, again(referral))


def test_referral_waiting_for_the_referrer_can_still_be_screened(referral, coordinator):
    ask_referrer(by=coordinator, referral=referral, text="How old is he?")
    screen_referral(by=coordinator, referral=again(referral), ruling=Ruling("hold", reason="Wait."))


def test_other_agency_of_the_same_kind_does_not_make_a_pathway_its_own(service, coordinator):
    housing = Agency.objects.create(service=service, name="Homes", kind=AgencyKind.HOUSING)
    other = Agency.objects.create(service=service, name="Flats", kind=AgencyKind.HOUSING)
    Pathway.objects.create(
        service=service,
        name="Homes",
        agency=housing,
        source="housing",
        entry_route="Form",
        profile="essex-2015",
        consent_rule="signed",
    )
    referral = clear(service, coordinator, agency=other)
    screen_referral(by=coordinator, referral=referral, ruling=Ruling("hold", reason="Wait."))
    assert again(referral).intake.pathway is None
