"""What officers of probation and of prisons answer before a referral leaves (HMPPS 4.3, 4.13)."""

import re

import pytest
from django.conf import settings
from django.utils import timezone

from amends.foundation.access.models import Agency
from amends.foundation.access.tests.cast import make_user
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.rules import latest_responses
from amends.journey.finding.actions import answer_interest, judge_request, note_request
from amends.journey.finding.rules.noting import open_interest
from amends.journey.referral import actions
from amends.journey.referral.content import IncompleteError
from amends.journey.referral.models import KeptDraft, Referral
from amends.journey.referral.noticing import notices_of
from amends.journey.referral.officer_rules import SEVEN, benefits_in_words, unexplained
from amends.journey.referral.tests.browsing import HOME, MINIMUM, fill, send, words
from amends.journey.referral.tests.samples import GOOD, changed
from amends.service.partners.models import Pathway

TODAY = timezone.localdate().isoformat()
JUDGED = {
    "suitable": "yes",
    "why": "She asked to hear from him.",
    "victims_code": "yes",
    "assessed_by": "Conrad Com",
    "assessed_on": TODAY,
}
ALL = dict.fromkeys(SEVEN, TODAY)
CONFIRMED = {
    "risk_assessed_on": TODAY,
    "view": "Settled since spring; no threat to anybody.",
    "sentence_note": "It follows his thinking skills course.",
    "confirmed_by": "Pim Pom",
}


@pytest.fixture
def hmpps(service):
    service.profile = "hmpps-2023"
    service.save()
    return service


@pytest.fixture
def prison(service):
    return Agency.objects.create(service=service, name="HMP Example", kind="prison")


@pytest.fixture
def pom(service, prison, acting):
    user = make_user("Pim Pom", "prison_offender_manager", service, prison)
    acting(user)
    return user


@pytest.fixture
def hand_in(service, pom, prison):
    def handed_in(agency=prison, initiated_by="agency", needs="None known", **answers) -> Referral:
        said = {"officer-explained": ALL, **answers}
        places = {"referral.initiated_by": initiated_by, "people.2.access_needs": needs}
        content = changed(GOOD, places) | {"answers": said}
        return actions.hand_in(
            by=pom, service=service, form="referral", route="website", content=content, agency=agency
        )

    return handed_in


@pytest.mark.requirement("PF-052")
@pytest.mark.parametrize("missing", CONFIRMED)
def test_custody_referral_is_refused_without_date_view_note_and_officer(hmpps, hand_in, missing):
    gaps = {name: said for name, said in CONFIRMED.items() if name != missing}
    with pytest.raises(IncompleteError) as stopped:
        hand_in(**{"custody-referral": gaps})
    assert stopped.value.field == f"answers.custody-referral.{missing}"
    assert not Referral.objects.exists()
    assert hand_in(**{"custody-referral": CONFIRMED}).number


def test_risk_assessment_is_not_of_a_day_to_come(hmpps, hand_in):
    with pytest.raises(IncompleteError) as stopped:
        hand_in(**{"custody-referral": CONFIRMED | {"risk_assessed_on": "2199-01-01"}})
    assert stopped.value.field == "answers.custody-referral.risk_assessed_on"


@pytest.mark.requirement("PF-026")
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "suitable"),
        (JUDGED | {"suitable": "no"}, "suitable"),
        (JUDGED | {"suitable": "advice"}, "suitable"),
        (JUDGED | {"victims_code": "no"}, "victims_code"),
    ],
)
def test_persons_own_request_is_not_sent_without_a_judgement_that_bears_it(
    hmpps, service, hand_in, said, field
):
    probation = Agency.objects.create(service=service, name="Example Probation", kind="probation")
    with pytest.raises(IncompleteError) as stopped:
        hand_in(probation, "offender", **{"officer-judgement": said})
    assert stopped.value.field == f"answers.officer-judgement.{field}"
    assert not Referral.objects.exists()
    assert hand_in(probation, "offender", **{"officer-judgement": JUDGED}).number


def test_nothing_more_is_asked_of_others(service, hmpps, hand_in, police):
    assert hand_in(police, "offender").number
    assert hand_in(Agency.objects.create(service=service, name="P", kind="probation"), "agency").number


@pytest.mark.requirement("PF-106")
@pytest.mark.parametrize("kind", ["prison", "probation"])
def test_six_explained_and_one_open_stops_it_by_name_and_a_departure_is_listed(hmpps, service, hand_in, kind):
    agency = Agency.objects.create(service=service, name="One more", kind=kind)
    custody = {"custody-referral": CONFIRMED} if kind == "prison" else {}
    for name in SEVEN:
        six = {key: day for key, day in ALL.items() if key != name}
        with pytest.raises(IncompleteError) as stopped:
            hand_in(agency, **custody, **{"officer-explained": six})
        assert stopped.value.field == f"answers.officer-explained.{name}"
        assert unexplained(six)[name] in str(stopped.value)
    assert not Referral.objects.exists()
    six["departure"] = "He is deaf, and the interpreter comes next week."
    sent = hand_in(agency, **custody, **{"officer-explained": six})
    [notice] = [each for each in notices_of(sent) if each.code == "explanations-departed"]
    assert unexplained(six)[SEVEN[-1]] in notice.words
    assert "the interpreter comes" in notice.words


@pytest.mark.requirement("PF-110")
@pytest.mark.parametrize(
    ("said", "field"),
    [({"benefits": ["insight"]}, "fit"), ({"fit": "He asks how she is."}, "benefits")],
)
def test_benefit_that_was_talked_through_is_kept_with_its_fit(hmpps, hand_in, said, field):
    with pytest.raises(IncompleteError) as stopped:
        hand_in(**{"custody-referral": CONFIRMED, "officer-explained": ALL | said})
    assert stopped.value.field == f"answers.officer-explained.{field}"
    whole = {"benefits": ["insight", "other"], "fit": "He asks how she is."}
    sent = hand_in(**{"custody-referral": CONFIRMED, "officer-explained": ALL | whole})
    [kept] = [r.answers for r in latest_responses(f"referral:{sent.pk}") if r.key == "officer-explained"]
    assert (kept["benefits"], kept["fit"]) == (["insight", "other"], "He asks how she is.")
    assert (
        benefits_in_words(kept)
        == "Seeing what the offence did to others; Something else. He asks how she is."
    )


@pytest.mark.requirement("PF-110")
def test_list_of_benefits_is_data_that_a_unit_adds_to():
    listed = load_questionnaire("officer-explained").question("benefits").choices
    assert {"insight", "reparation", "future", "community", "other"} <= set(listed)
    assert (settings.POLICY_DIR / "questionnaires" / "officer-explained.yaml").is_file()


@pytest.mark.requirement("PF-141")
def test_sender_who_says_nothing_of_needs_is_asked_for_them_or_none_known(hmpps, hand_in):
    with pytest.raises(IncompleteError, match=r"Say what Rowan Finch needs .* “none known”") as stopped:
        hand_in(needs="", **{"custody-referral": CONFIRMED})
    assert stopped.value.field == "people.2.access_needs"
    none = hand_in(**{"custody-referral": CONFIRMED})
    assert "needs" not in {notice.code for notice in notices_of(none)}
    hearing = hand_in(needs="Deaf in the left ear", **{"custody-referral": CONFIRMED})
    [notice] = [notice for notice in notices_of(hearing) if notice.code == "needs"]
    assert "Deaf in the left ear" in notice.words


def test_nothing_is_explained_on_a_day_to_come(hmpps, hand_in):
    with pytest.raises(IncompleteError) as stopped:
        hand_in(**{"custody-referral": CONFIRMED, "officer-explained": ALL | {"facts": "2199-01-01"}})
    assert stopped.value.field == "answers.officer-explained.facts"


def test_pathway_of_the_agency_decides_whose_rules_ask(service, hand_in):
    probation = Agency.objects.create(service=service, name="Example Probation", kind="probation")
    Pathway.objects.create(
        service=service,
        name="From probation",
        source="probation",
        agency=probation,
        profile="hmpps-2023",
        status="live",
        agreed_on=timezone.localdate(),
    )
    with pytest.raises(IncompleteError) as stopped:
        hand_in(probation, "offender")
    assert stopped.value.field.startswith("answers.officer-")
    other = Agency.objects.create(service=service, name="Other Probation", kind="probation")
    assert hand_in(other, "offender").number


def test_other_rules_ask_for_neither(hand_in):
    assert hand_in(initiated_by="offender").number


@pytest.mark.requirement("PF-052")
def test_pages_of_a_prison_officer_ask_refuse_and_send(hmpps, pom, client, sign_in):
    browser = sign_in(client, pom)
    draft = browser.post(f"{HOME}new/", {"form": "referral"}).url
    fill(browser, draft)
    assert browser.get(f"{draft}officer-judgement/").status_code == 404
    assert "dynamic risk assessment" in words(browser.get(f"{draft}check/"))
    send(browser, draft)
    assert Referral.objects.get().is_draft
    day = dict(zip(("year", "month", "day"), TODAY.split("-"), strict=True))
    dated = {f"risk_assessed_on_{part}": number for part, number in day.items()}
    told = {f"{name}_{part}": number for name in SEVEN for part, number in day.items()}
    fill(browser, draft, {"custody-referral": CONFIRMED | dated, "officer-explained": told})
    assert send(browser, draft).status_code == 302
    referral = Referral.objects.get()
    assert referral.number
    assert "thinking skills course" in words(browser.get(f"{HOME}{referral.number}/"))


def test_judgement_about_the_request_is_not_typed_in_twice(hmpps, pom, client, sign_in):
    row = note_request(
        by=pom, service=hmpps, asked_on=timezone.localdate(), person="Hazel Wren", made_to="officer"
    )
    judge_request(by=pom, request=row, answers=JUDGED)
    browser = sign_in(client, pom)
    draft = browser.post(f"{HOME}new/", {"form": "referral"}).url
    fill(browser, draft, MINIMUM | {"reason": {"initiated_by": "offender"}})
    assert "She asked to hear from him." in words(browser.get(f"{draft}officer-judgement/"))


INSIDE = {
    **MINIMUM,
    "person-1": {**MINIMUM["person-1"], "side": "harmed"},
    "more-1": {"another": "yes"},
    "person-2": {"full_name": "Rowan Finch", "side": "responsible", "reference": "A1234BC"},
    "offence": {"setting": "custody"},
}


AWAY = {"asked_by": "custody", "wants_word": "no", "keep": "throw_away"}
KEPT = {"asked_by": "harmed", "wants_word": "yes", "keep": "keep"}
THROWN_AWAY = actions.PassingOn("custody", keep=False)


@pytest.mark.requirement("PF-051")
def test_draft_about_somebody_in_custody_becomes_the_officers_task_and_gets_no_number(
    hmpps, officer, draft_url, pom, coordinator, acting
):
    acting(pom)
    assert not open_interest(pom, hmpps).exists()
    fill(officer, draft_url, INSIDE)
    check = f"{draft_url}check/"
    assert "Tell the prison offender manager" in words(officer.get(check))
    assert officer.post(check, AWAY).url == HOME
    acting(coordinator)
    assert not Referral.objects.exists()
    assert Clock.objects.get(name="interest-raised").role == "prison_offender_manager"
    acting(pom)
    told = open_interest(pom, hmpps).get()
    assert (told.person, told.reference, told.raised_by) == ("Rowan Finch", "A1234BC", "provider")
    assert "Wren" not in " ".join(map(str, vars(told).values()))


@pytest.mark.requirement("PF-051")
def test_everybody_responsible_in_custody_is_passed_on_and_never_whom_they_harmed(
    hmpps, referrer, pom, acting
):
    acting(referrer)
    draft = actions.start_draft(by=referrer, service=hmpps, form="referral")
    for number, side in enumerate(("harmed", "responsible", "responsible"), start=1):
        person = {"full_name": f"Number {number}", "side": side, "release_on": "2199-01-01"}
        actions.save_step(by=referrer, referral=draft, step=f"person-{number}", answers=person)
        actions.save_step(by=referrer, referral=draft, step=f"more-{number}", answers={"another": True})
    actions.pass_to_prison_officer(by=referrer, referral=draft, said=THROWN_AWAY)
    acting(pom)
    assert sorted(each.person for each in open_interest(pom, hmpps)) == ["Number 2", "Number 3"]


@pytest.mark.requirement("PF-051")
@pytest.mark.parametrize(
    ("profile", "changes", "free"),
    [
        ("hmpps-2023", {}, True),
        ("hmpps-2023", {"facts": {"setting": "custody"}}, False),
        ("hmpps-2023", {"facts": {"setting": "community"}}, True),
        ("hmpps-2023", {"people.1.release_on": "2199-01-01"}, False),
        ("hmpps-2023", {"people.1.release_on": "2026-01-01"}, True),
        ("essex-2015", {"facts": {"setting": "custody"}}, True),
    ],
)
def test_no_number_is_given_past_the_prison_offender_manager(
    service, referrer, coordinator, pom, acting, profile, changes, free
):
    service.profile = profile
    service.save()

    def by(user):
        acting(user)
        content = changed(GOOD, changes)
        return actions.hand_in(by=user, service=service, form="referral", route="website", content=content)

    if free:
        assert by(referrer).number
    else:
        with pytest.raises(Refused, match="prison offender manager alone"):
            by(referrer)
        assert not Referral.objects.exists()
    assert by(pom).number
    assert by(coordinator).number


@pytest.mark.parametrize("typed", ["soon", "2026-02-31", 20260101])
def test_release_that_is_no_day_is_said_to_whoever_sent_it(hmpps, referrer, acting, typed):
    acting(referrer)
    content = changed(GOOD, {"people.1.release_on": typed})
    with pytest.raises(IncompleteError) as found:
        actions.hand_in(by=referrer, service=hmpps, form="referral", route="website", content=content)
    assert "people.1.release_on" in [problem.where for problem in found.value.problems]


def test_colleague_in_the_prison_does_not_refer_past_the_officer_either(hmpps, service, prison, acting):
    chaplain = make_user("Chris Chaplain", "referrer", service, prison)
    acting(chaplain)
    content = GOOD | {"answers": {"officer-explained": ALL, "custody-referral": CONFIRMED}}
    with pytest.raises(Refused, match="prison offender manager alone"):
        actions.hand_in(
            by=chaplain, service=service, form="referral", route="website", content=content, agency=prison
        )
    draft = actions.start_draft(by=chaplain, service=service, form="referral")
    with pytest.raises(Refused, match="Only somebody in custody"):
        actions.pass_to_prison_officer(by=chaplain, referral=draft, said=THROWN_AWAY)
    actions.save_step(by=chaplain, referral=draft, step="person-1", answers={"full_name": "Rowan Finch"})
    (told,) = actions.pass_to_prison_officer(by=chaplain, referral=draft, said=THROWN_AWAY)
    assert (told.person, told.prison, told.raised_by) == ("Rowan Finch", "HMP Example", "other")
    assert not Referral.objects.exists()


@pytest.fixture
def kept(hmpps, officer, draft_url, referrer, acting):
    """A draft about somebody in custody that the person harmed has asked for; it waits with whoever wrote it."""
    fill(officer, draft_url, INSIDE | {"reason": {"initiated_by": "victim"}})
    assert officer.post(f"{draft_url}check/", KEPT).url == HOME
    acting(referrer)
    return Referral.objects.get()


@pytest.mark.requirement("PF-051")
def test_what_the_person_harmed_asked_for_waits_with_its_writer_alone(
    kept, officer, draft_url, referrer, pom, coordinator, manager, acting, client, sign_in
):
    acting(referrer)
    assert kept.is_draft
    assert KeptDraft.objects.get().asked_by == "harmed"
    page = words(officer.get(f"{draft_url}check/"))
    assert "It waits for the prison offender manager" in page
    assert "With the prison offender manager" in page
    assert "Send" not in page
    for other in (pom, coordinator, manager):
        acting(other)
        assert not Referral.objects.exists()
        assert not KeptDraft.objects.exists()
    acting(pom)
    told = open_interest(pom, kept.service).get()
    assert told.person == "Rowan Finch"
    assert "Wren" not in " ".join(map(str, vars(told).values()))
    assert not any("harmed" in notice.words for notice in Notice.objects.filter(user=pom))
    assert sign_in(client, pom).get(f"{draft_url}check/").status_code == 404


def test_passing_it_on_twice_makes_one_task(kept, officer, draft_url, referrer, pom, acting):
    officer.post(f"{draft_url}check/", KEPT)
    acting(pom)
    assert open_interest(pom, kept.service).count() == 1
    acting(referrer)
    with pytest.raises(Refused, match="already"):
        actions.pass_to_prison_officer(by=referrer, referral=kept, said=THROWN_AWAY)


@pytest.mark.parametrize("answer", [{"referral_number": "ESX-R25-0001"}, {"why_dropped": "Not now."}])
def test_when_the_officer_has_answered_the_writer_hears_and_tells_the_person_harmed(
    kept, officer, draft_url, referrer, pom, acting, answer
):
    acting(pom)
    answer_interest(by=pom, interest=open_interest(pom, kept.service).get(), **answer)
    assert not Clock.objects.filter(name="task-tell-harmed-of-answer").exists()
    acting(referrer)
    notice = Notice.objects.get(user=referrer)
    assert notice.words == "The prison offender manager has answered about somebody you passed on."
    assert Clock.objects.get(name="task-tell-harmed-of-answer", stopped_at__isnull=True).owner == referrer
    page = words(officer.get(f"{draft_url}check/"))
    assert ("Referred" if "referral_number" in answer else "Not taken further") in page
    assert "Not now." not in page
    assert Referral.objects.get().pk == kept.pk
    officer.post(draft_url + "discard/")
    acting(referrer)
    assert not Referral.objects.exists()
    assert not KeptDraft.objects.exists()
    assert not Clock.objects.filter(name="task-tell-harmed-of-answer", stopped_at__isnull=True).exists()


def test_it_is_said_who_asked_and_what_becomes_of_the_rest(hmpps, officer, draft_url, referrer, acting):
    fill(officer, draft_url, INSIDE | {"reason": {"initiated_by": "victim"}})
    check = f"{draft_url}check/"
    page = officer.get(check).text
    assert re.search(r'value="harmed"[^>]*checked', page)
    assert not re.search(r'value="(keep|throw_away)"[^>]*checked', page)
    for missing in KEPT:
        assert officer.post(check, {**KEPT, missing: ""}).status_code == 200
    refused = words(officer.post(check, {**KEPT, "keep": "throw_away"}))
    assert "To tell the person harmed what comes of it, you need what you have typed in." in refused
    acting(referrer)
    assert Referral.objects.count() == 1
    assert not KeptDraft.objects.exists()
    assert not Clock.objects.filter(name="interest-raised").exists()
