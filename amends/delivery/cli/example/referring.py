"""How the referrals of the example come in, and what the desk does with them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.papers import content
from amends.delivery.cli.example.telling import SENDER, Story, verb
from amends.foundation.case.models import Case, Participant
from amends.journey.eligibility import actions as desk
from amends.journey.eligibility.actions.opening import suggested_roles, suggested_side
from amends.journey.eligibility.joined import everybody_in
from amends.journey.eligibility.models import Enquiry, Likeness
from amends.journey.eligibility.queries.alike import Lookalike, lookalikes_of
from amends.journey.eligibility.rules import family_of
from amends.journey.referral import actions as referrals
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Question, Referral
from amends.journey.referral.officer_rules import EXPLAINED, SEVEN, officer_questionnaires
from amends.service.partners.models import Receiver

COORDINATOR = "coordinator"
BENEFITS: dict[str, Any] = {
    "benefits": ["insight", "reparation"],
    "fit": "They ask by themselves how it has been for the other side, and want to put something right.",
}


@verb("refer", usually=SENDER)
def refer(story: Story, *, key: str = "first", form: str = "referral") -> None:
    """A partner fills in the form on the website."""
    memberships = story.by.memberships.select_related("agency")
    agency = next((m.agency for m in memberships if m.agency), None)
    service = story.hub.service
    said = content(story)
    if EXPLAINED in officer_questionnaires(Referral(service=service, agency=agency, form=form)):
        told = dict.fromkeys(SEVEN, timezone.localdate().isoformat())
        said["answers"] = {EXPLAINED: told | BENEFITS, **said.get("answers", {})}
        said["people"] = [{"access_needs": "None known", **person} for person in said["people"]]
    story.referrals[key] = referrals.hand_in(
        by=story.by, service=service, form=form, route="website", content=said, agency=agency
    )


@verb("log", usually="administrator")
def log(
    story: Story, *, key: str = "first", route: str = "telephone", changes: dict[str, Any] | None = None
) -> None:
    """The service types in what came by telephone, post or e-mail; `changes` are how this one differs."""
    said = content(story)
    said["referral"].update(changes or {})
    form = "phone" if route == "telephone" else "referral"
    story.referrals[key] = referrals.log_referral(
        by=story.by,
        service=story.hub.service,
        form=form,
        route=route,
        received_at=timezone.now() - timedelta(minutes=25),
        content=said,
        agency=story.hub.agencies.get(story.scenario.matter.get("organisation", "")),
        sender_address=story.who(story.scenario.matter.get("from", "police")).email,
    )


@verb("draft", usually=SENDER)
def draft(story: Story) -> None:
    """Somebody begins a referral and leaves it for later."""
    begun = referrals.start_draft(by=story.by, service=story.hub.service, form="referral")
    incident = story.scenario.matter["incident"]
    referrals.save_step(by=story.by, referral=begun, step="matter", answers={"incident": incident})
    story.referrals["first"] = begun


@verb("ask_referrer", usually=COORDINATOR)
def ask_referrer(story: Story, *, text: str) -> None:
    referrals.ask_referrer(by=story.by, referral=story.referral, text=text)


@verb("chase_referrer", usually=COORDINATOR)
def chase_referrer(story: Story) -> None:
    referrals.chase_referrer(by=story.by, question=_question(story))


@verb("answer", usually=SENDER)
def answer(story: Story, *, text: str) -> None:
    """The referrer answers what was asked."""
    referrals.answer_question(by=story.by, question=_question(story), text=text)


def _question(story: Story) -> Question:
    return (
        Question.objects.filter(referral=story.referral, answered_at__isnull=True)
        .select_related("referral")
        .get()
    )


@verb("take_back", usually=SENDER)
def take_back(story: Story, *, reason: str) -> None:
    referrals.withdraw(by=story.by, referral=story.referral, reason=reason)


@verb("facts", usually=COORDINATOR)
def facts(story: Story, **found: Any) -> None:
    """The coordinator finds something out."""
    referrals.state_facts(by=story.by, referral=story.referral, facts=found)


@verb("screen", usually=COORDINATOR)
def screen(
    story: Story, *, decision: str = "eligible", reason: str = "", hold_days: int = 0, key: str = "first"
) -> None:
    """The first screening."""
    referral = story.referral_called(key)
    family = family_of(facts_of(referral)) if decision == "eligible" else ""
    until = timezone.localdate() + timedelta(days=hold_days) if hold_days else None
    desk.screen_referral(
        by=story.by,
        referral=referral,
        ruling=desk.Ruling(decision, family=family, reason=reason, hold_until=until),
    )


@verb("send_on", usually=COORDINATOR)
def send_on(story: Story, *, to: str) -> None:
    """It belongs to another service."""
    receiver = Receiver.objects.select_related("agency").get(service=story.hub.service, takes=to)
    words = f"Thank you. This is for {receiver.agency.name}, who will be in touch with you."
    desk.hand_over(by=story.by, referral=story.referral, words=words, receiver=receiver)


@verb("send_back", usually=COORDINATOR)
def send_back(story: Story, *, words: str) -> None:
    desk.send_back(by=story.by, referral=story.referral, words=words)


@verb("turn_down", usually=COORDINATOR)
def turn_down(story: Story, *, words: str) -> None:
    desk.turn_down(by=story.by, referral=story.referral, words=words)


@verb("join", usually=COORDINATOR)
def join(story: Story, *, key: str) -> None:
    """Another referral of the same matter is read together with the first."""
    later, first = story.referral_called(key), story.referral
    there = {who.main.full_name: who.main.pk for who in everybody_in(first)}
    same = {person.pk: str(there.get(person.full_name, "new")) for person in later.people.all()}
    desk.join_referrals(by=story.by, referral=later, into=first, same=same)


@verb("open", usually=COORDINATOR)
def open_case(story: Story, *, specialist: bool = False, priority: bool = False) -> None:
    """A case is opened, with everybody on the file of their side."""
    referral = story.referral
    for alike in lookalikes_of(referral):
        if alike.is_open:
            _answer_alike(story, alike)
    roles = suggested_roles(facts_of(referral))
    people = list(referral.people.all())
    case = desk.open_case_from(
        by=story.by,
        referral=referral,
        what=story.scenario.matter["what"],
        roles=roles,
        sides={person.pk: suggested_side(person, roles) for person in people},
        is_specialist=specialist,
        is_priority=priority,
        words="Thank you. We have opened a case and will tell you how it goes on.",
    )
    story.case_id = case.pk
    names = {details["name"]: key for key, details in story.scenario.people.items()}
    rows = Participant.objects.filter(case=case).select_related("person")
    story.participants = {
        names[row.person.full_name]: row.pk for row in rows if row.person.full_name in names
    }


def _answer_alike(story: Story, alike: Lookalike) -> None:
    """Looked at, and not the same matter."""
    other = Referral.objects.filter(pk=alike.referral_id or 0).first()
    case = None if other else Case.objects.filter(pk=alike.case_id or 0).first()
    different = Likeness.Answer.DIFFERENT
    desk.answer_likeness(by=story.by, referral=story.referral, answer=different, other=other, case=case)


@verb("enquire", usually=COORDINATOR)
def enquire(
    story: Story, *, about: str, agency: str, items: list[str], words: str = "", ground: str = "consent"
) -> None:
    """An agency is asked about somebody."""
    story.kept["enquiry"] = desk.ask_agency(
        by=story.by,
        participant=story.person(about),
        agency=story.hub.agencies[agency],
        items=items,
        words=words,
        ground=ground,
    ).pk


@verb("chase_agency", usually=COORDINATOR)
def chase_agency(story: Story) -> None:
    desk.chase_agency(by=story.by, enquiry=_enquiry(story))


@verb("reply", usually=COORDINATOR)
def reply(story: Story, *, words: str, source: str) -> None:
    """What the agency says is written down."""
    desk.record_reply(by=story.by, enquiry=_enquiry(story), reply=words, source=source)


def _enquiry(story: Story) -> Enquiry:
    return Enquiry.objects.get(pk=story.kept["enquiry"])


@verb("assess_again", usually=COORDINATOR)
def assess_again(
    story: Story, *, decision: str = "accept", reasons: str = "", without_replies: str = ""
) -> None:
    """The second assessment."""
    desk.assess_again(
        by=story.by,
        case=story.case,
        decision=decision,
        reasons=reasons or "Both know what it is about and want to hear more.",
        responsibility=story.scenario.matter.get("facts", {}).get("responsibility", "full"),
        relied_words="The referral, and what the referrer said on the telephone.",
        without_replies=without_replies,
    )


@verb("accept", usually=COORDINATOR)
def accept(story: Story) -> None:
    desk.accept_case(by=story.by, case=story.case)
