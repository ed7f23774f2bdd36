"""What facilitators of the example do with the people: meet them, ask them, prepare them."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Participant
from amends.foundation.documents.actions import give_copy
from amends.foundation.documents.models import Copy
from amends.foundation.people.actions import set_safe_contact
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.journey.allocation.rules import facilitators_of
from amends.journey.consent import actions as consents
from amends.journey.consent.papers import make_sheet
from amends.journey.consent.purposes import purpose as purpose_of
from amends.journey.consent.purposes import sheet_for, sheets
from amends.journey.consent.rules import explanations_of, missing_points
from amends.journey.contact import actions as contacts
from amends.journey.eligibility.actions import add_member
from amends.journey.preparation import actions as preparation
from amends.journey.preparation.models import Need
from amends.journey.preparation.rules.record import EXPLAIN, HARMED, RESPONSIBLE
from amends.journey.risk import actions as risks
from amends.journey.risk.actions import knowing
from amends.journey.risk.actions.sensitive import say_vulnerable
from amends.journey.risk.rules.visits import summary_of
from amends.journey.suitability import actions as suitability
from amends.journey.suitability.rules.scheme import form_key
from amends.service.community.models import Organisation

TEXTS = {
    "hopes": "To be heard, and to hear why it happened.",
    "questions": "Why us? Will it happen again?",
    "wants_to_say": "How the weeks after it were.",
    "if_no_answer": "Would be sorry, and would live with it.",
    "aftercare": "A sister nearby; a call from us the next day.",
}
COPING = {
    "coping": ["no_answer", "declines", "leaves"],
    "coping_support": "A sister nearby, and us",
}
# What facilitators of the example usually find; a scenario changes single answers.
FOUND = {
    "concern_for_harmed": "no",
    "fear_or_threat": "no",
    "willing": "yes",
    "understands": "yes",
    "under_pressure": "no",
    "risk_considered": "They have not seen each other since, and both want it quiet.",
    "safe_to_communicate": "yes",
    "safe_to_communicate_comment": "Two calm talks with each of them.",
    "own_harm": "not_disclosed",
    "vulnerability": "Sleeps badly since.",
    "support": "A sister nearby.",
    "support_enough": "yes",
    "hopes": ["tell_impact", "explanation"],
    "able_to_consent": "yes",
    "able_to_consent_comment": "Clear about it, and alone with us.",
    "motive": "Wants to say how the weeks after it were.",
    "anger": "yes",
    "anger_manageable": "yes",
    "anger_support": "Breaks whenever wanted, and the sister beside her.",
    "revenge": "no",
    "earlier_trouble": "no",
    "account": "Says that it was the drink and a dare.",
    "acceptance": "full",
    "blames_harmed": "none",
    "willing_to_meet": "yes",
    "follow_through": "yes",
    "explore_amends": "yes",
    "means_to_go_on": "no",
    "means_harm": "no",
    "substances": "none",
    "health": ["nothing"],
    "oasys": "not_used",
    "setting": "community",
}
NO_HARM = dict.fromkeys(("harm_other", "harm_there", "harm_staff", "harm_self"), "none")
ON_PAPER = {
    "concern_for_harmed": "no",
    "fear_or_threat": "no",
    "relied_on": ["referral", "police"],
    "willing": "yes",
    "acceptance": "unknown",
    "safe_to_communicate": "unsure",
}


@verb("contact", usually=FIRST)
def contact(
    story: Story,
    *,
    who: str | list[str] | None = None,
    kind: str = "call",
    result: str = "reached",
    minutes: int = 20,
    logged_after: int = 1,
    call_back: int = 0,
    **details: Any,
) -> None:
    """A contact or attempt is logged `logged_after` hours after it was."""
    at = timezone.now() - timedelta(hours=logged_after)
    if call_back:
        details["call_back_at"] = timezone.now() + timedelta(days=call_back)
    details = {"disclosable": False, "harm_signs": [], **details}
    for key in story.keys(who):
        contacts.log_contact(
            by=story.by,
            participant=story.person(key),
            kind=kind,
            result=result,
            at=at,
            minutes=minutes,
            **details,
        )


@verb("visit", usually=FIRST)
def visit(story: Story, *, who: str | list[str] | None = None, minutes: int = 150, **details: Any) -> None:
    """Both facilitators visit somebody at home, and write it down afterwards."""
    given = {"place_kind": "home", "both_facilitators": True, "note": "Both of us were there.", **details}
    contact(story, who=who, kind="visit", minutes=minutes, logged_after=3, **given)


def read_before_visit(story: Story, person: Participant, **details: Any) -> None:
    """What those who visit must know, written by one facilitator and read by the other."""
    given = {"hazards": "A small dog, friendly.", "advice": "Both of you, in the morning.", **details}
    summary = knowing.write_summary(by=story.by, participant=person, details=given)
    for user in facilitators_of(story.case):
        with acting_as(user):
            knowing.confirm_read(by=user, summary=summary)


@verb("appointment", usually=FIRST)
def appointment(story: Story, *, who: str, in_days: int, kind: str = "visit", place: str = "") -> None:
    """The next visit is put into the diary, when both facilitators have read what they must know."""
    person = story.person(who)
    if kind in {"visit", "interview"} and not summary_of(person):
        read_before_visit(story, person)
    at = (timezone.now() + timedelta(days=in_days)).replace(minute=0, second=0)
    contacts.make_appointment(
        by=story.by,
        participant=person,
        at=at,
        kind=kind,
        with_user=story.by,
        place_kind="venue" if place else "home",
        place=place,
    )


@verb("safe", usually=FIRST)
def safe(story: Story, *, of: str, **changes: Any) -> None:
    """The safe-contact card is brought up to date."""
    set_safe_contact(by=story.by, card=story.person(of).safe_contact, changes=changes)


@verb("member", usually="coordinator")
def member(story: Story, *, of: str, names: list[str], spokesperson: str = "") -> None:
    """The members of a harmed group are named."""
    for name in names:
        add_member(
            by=story.by,
            group=story.person(of),
            full_name=name,
            is_spokesperson=name == spokesperson,
            takes_part=name == spokesperson,
        )


def explained(story: Story, person: Participant, key: str) -> None:
    """What a yes to this purpose rests on is explained first, with the sheet left behind."""
    sheet = sheet_for(purpose_of(key), person.side)
    if sheet and missing_points(sheet, explanations_of(person)):
        shared = "Your number and what happened, with the police, so that they can say what they know."
        told = consents.Told(items=list(sheet.items), shared=shared, signed=True)
        consents.explain(by=story.by, participant=person, kind=sheet.key, told=told)


@verb("consent", usually=FIRST)
def consent(
    story: Story,
    *,
    to: str | list[str],
    of: str | list[str] | None = None,
    answer: str = "given",
    **evidence: Any,
) -> None:
    """People are asked and answer."""
    for key in story.keys(of):
        person = story.person(key)
        given = dict(evidence)
        if person.appropriate_adult_needed:
            given.setdefault(
                "adult", story.scenario.people[key].get("appropriate_adult_name", "The appropriate adult")
            )
        for purpose in [to] if isinstance(to, str) else to:
            if answer == "given":
                explained(story, person, purpose)
            consents.record_consent(
                by=story.by,
                participant=person,
                key=purpose,
                answer=answer,
                evidence=consents.Evidence(on=timezone.localdate(), **given),
            )


@verb("resists", usually=FIRST)
def resists(story: Story, *, of: str, words: str, likely_to_agree: bool = False) -> None:
    """Somebody responsible is against meeting, whatever they have agreed to; the manager is to look at it."""
    consents.note_resistance(
        by=story.by, participant=story.person(of), words=words, likely_to_agree=likely_to_agree
    )


@verb("withdraw", usually=FIRST)
def withdraw(story: Story, *, of: str, reason: str = "") -> None:
    """Somebody stops."""
    consents.withdraw(by=story.by, participant=story.person(of), reason=reason)


@verb("judge", usually=FIRST)
def judge(
    story: Story,
    *,
    of: str | list[str] | None = None,
    made_as: str = "visit",
    outcome: str = "suitable",
    basis: str = "",
    answers: dict[str, Any] | None = None,
    **conclusion: Any,
) -> None:
    """Whether it is right for somebody now. `answers` are those that differ from the usual ones."""
    for key in story.keys(of):
        person = story.person(key)
        usual = ON_PAPER if made_as == "paper" else FOUND
        definition = load_questionnaire(form_key(person, made_as)) if made_as != "manager" else None
        names = (
            {name for q in definition.questions for name in (q.key, q.comment_key)} if definition else set()
        )
        given = {name: answer for name, answer in {**usual, **(answers or {})}.items() if name in names}
        findings = suitability.Findings(
            outcome=outcome,
            basis=basis or "They understand what it asks of them and want it for themselves.",
            answers=given,
            both_agree=made_as == "visit",
            interviewed_on=timezone.localdate() if made_as == "visit" else None,
            **conclusion,
        )
        suitability.judge(by=story.by, participant=person, made_as=made_as, findings=findings)


@verb("risk", usually=FIRST)
def risk(
    story: Story,
    *,
    of: str | list[str] | None = None,
    level: str = "low",
    moment: str = "after_visit",
    reasons: list[str] | None = None,
    safeguards: str = "Two facilitators at every visit; a call on the day after.",
    valid_days: int = 0,
    fear: bool = False,
    harms: dict[str, str] | None = None,
    worst: str = "Hard words, and somebody leaves early.",
    wish: str = "",
) -> None:
    """What could go wrong, and what is done about it."""
    until = timezone.localdate() + timedelta(days=valid_days) if valid_days else None
    for key in story.keys(of):
        finding = risks.Finding(
            level=level,
            reasons=reasons or ["They have not seen each other since"],
            safeguards=safeguards,
            answers={**NO_HARM, **(harms or {})},
            worst_likely=worst,
            wish=wish,
            fear_or_threat=fear,
            valid_until=until,
        )
        risks.assess(by=story.by, participant=story.person(key), moment=moment, finding=finding)


@verb("vulnerable", usually="coordinator")
def vulnerable(story: Story, *, of: str | list[str], answer: str, nature: str = "") -> None:
    """Whether each of them is specifically vulnerable."""
    for key in story.keys(of):
        say_vulnerable(by=story.by, participant=story.person(key), answer=answer, nature=nature)


@verb("answer_alert", usually="coordinator")
def answer_alert(story: Story, *, of: str) -> None:
    risks.answer_alert(by=story.by, participant=story.person(of))


@verb("prepare", usually=FIRST)
def prepare(
    story: Story, *, of: str | list[str] | None = None, explained: list[str] | None = None, **texts: str
) -> None:
    """Somebody is made ready: it is explained and talked through, and when all of it is, they are prepared."""
    today = timezone.localdate()
    for key in story.keys(of):
        person = story.person(key)
        more: dict[str, Any] = {"others_asked_on": today} if person.side in HARMED else {}
        if person.side in RESPONSIBLE:
            more = {**COPING, "coping_on": today}
        preparation.prepare(
            by=story.by,
            participant=person,
            explained=list(EXPLAIN) if explained is None else explained,
            texts={**TEXTS, **texts},
            more=more,
        )
        if explained is None:
            preparation.sign_off(by=story.by, participant=person, on=today)


@verb("supporter", usually=FIRST)
def supporter(
    story: Story, *, who: str, suitable: bool = True, reason: str = "", relationship: str = ""
) -> None:
    """Whether it is right that a supporter comes."""
    preparation.find_supporter(
        by=story.by,
        participant=story.person(who),
        suitable=suitable,
        reason=reason or "Calm, listens, and wants it to go well.",
        relationship=relationship or "A friend of many years",
    )


@verb("support", usually=FIRST)
def support(story: Story, *, of: str, words: str, **details: Any) -> None:
    """Something is agreed for somebody's wellbeing."""
    given = {"when": "before", "agreed_with_person": True, **details, "words": words}
    preparation.keep_measure(by=story.by, participant=story.person(of), details=given)


@verb("cannot_come", usually=FIRST)
def cannot_come(
    story: Story, *, of: str, days: list[int], begins: str, ends: str, why: str = "childcare"
) -> None:
    """Somebody has to be somewhere else at that time of the week."""
    times = {"from_time": time.fromisoformat(begins), "until_time": time.fromisoformat(ends)}
    preparation.add_unavailable(
        by=story.by, participant=story.person(of), details={"days": days, "why": why, **times}
    )


@verb("affected", usually=FIRST)
def affected(story: Story, *, named_by: str, name: str, link: str, why_not: str = "") -> None:
    """Somebody else was affected, as one side says."""
    person = story.person(named_by)
    details = {"name": name, "link": link, "source": "side", "not_invited_because": why_not}
    preparation.keep_affected(by=story.by, file=person.file, participant=person, details=details)


@verb("first_talk", usually=FIRST)
def first_talk(story: Story, *, of: str, next_step: str, think_days: int = 0, **words: Any) -> None:
    """The first meeting with the person harmed is written down under its headings."""
    today = timezone.localdate()
    review = today + timedelta(days=think_days) if think_days else None
    details = {"met_on": today, "next_step": next_step, "review_on": review, **words}
    preparation.record_first_talk(by=story.by, participant=story.person(of), details=details)


@verb("getting_there", usually=FIRST)
def getting_there(story: Story, *, of: str, video: bool = False, **details: Any) -> None:
    """From where somebody would set out, and whether a video link was talked about today."""
    if video:
        details["video_asked_on"] = timezone.localdate()
    preparation.prepare(by=story.by, participant=story.person(of), explained=[], texts={}, more=details)


@verb("make_plan", usually=FIRST)
def make_plan(story: Story) -> None:
    """The case gets its plan, with the usual days."""
    preparation.set_plan(by=story.by, case=story.case, targets=preparation.usual_days(story.case))


@verb("need", usually=FIRST)
def need(
    story: Story, *, of: str, kind: str, words: str, planned: str = "", met: bool = False, **more: Any
) -> None:
    """Somebody needs something in order to take part."""
    found: Need = preparation.add_need(
        by=story.by, participant=story.person(of), kind=kind, words=words, planned=planned, **more
    )
    if met:
        preparation.meet_need(by=story.by, need=found, planned=planned, met_on=timezone.localdate())


@verb("sheet", usually=FIRST)
def sheet(story: Story, *, of: str, kind: str) -> None:
    """What was explained is printed as they have asked for it, and left with them."""
    person = story.person(of)
    made = make_sheet(by=story.by, participant=person, sheet=sheets()[kind])
    give_copy(by=story.by, document=made, how=Copy.How.BY_HAND, participant=person)


@verb("needs_asked", usually=FIRST)
def needs_asked(story: Story, *, of: str, asked: list[str], changed: str = "") -> None:
    """Somebody is asked what they need, or it is looked at again."""
    details = {"looked_on": timezone.localdate(), "asked": asked, "changed": bool(changed), "words": changed}
    preparation.look_at_needs(by=story.by, participant=story.person(of), details=details)


@verb("share_need", usually=FIRST)
def share_need(story: Story, *, of: str, words: str, answer: str) -> None:
    """What answered the last need of somebody goes into the library."""
    last = Need.objects.filter(participant=story.person(of)).order_by("-pk")[0]
    preparation.share_answer(by=story.by, need=last, words=words, answer=answer)


@verb("consider", usually=FIRST)
def consider(story: Story, *, of: str, said: dict[str, list[str]]) -> None:
    """Culture, maturity and gender in somebody's plan: what is considered, what is done, or why nothing is needed."""
    found = {kind: preparation.Considered(*words) for kind, words in said.items()}
    preparation.consider(by=story.by, participant=story.person(of), said=found)


@verb("organisation", usually=FIRST)
def organisation(story: Story, *, of: str, name: str, role: str, told: str = "", **more: Any) -> None:
    """An organisation of the list supports somebody, who has agreed."""
    body = Organisation.objects.get(service=story.hub.service, name=name)
    agreed = {"wanted": True, "agreed_on": timezone.localdate()}
    details = {"organisation": body, "role": role, **agreed, **more}
    kept = preparation.keep_backing(by=story.by, participant=story.person(of), details=details)
    if told:
        preparation.tell_backing(by=story.by, backing=kept, sent=told)


@verb("way", usually=FIRST)
def way(story: Story, *, way: str, of: str | list[str] | None = None, why_not_meeting: str = "") -> None:
    """How somebody wants to communicate."""
    today = timezone.localdate()
    talk = preparation.Talk(discussed_on=today, why_not_meeting=why_not_meeting)
    for key in story.keys(of):
        preparation.choose_way(by=story.by, participant=story.person(key), way=way, on=today, talk=talk)
