"""May this contact be made and written down? Each refusal names the rule and what would open it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.ages import SOURCE as YOUNG
from amends.foundation.people.ages import Reach
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.foundation.people.rules import channel_is_safe, check_channel
from amends.journey.allocation.models import Weight
from amends.journey.allocation.rules import check_enough_for_visit
from amends.journey.consent.rules import check_may_contact, check_member_agreed
from amends.journey.contact.models import ApproachDecision, Contact
from amends.journey.contact.models.contact import Kind
from amends.journey.contact.rules.attempts import Attempts
from amends.journey.referral.models import Referral
from amends.journey.risk.rules.pausing import check_not_held
from amends.journey.safeguarding.models import AdultsSay
from amends.journey.safeguarding.rules.children import (
    addressee,
    adults_of,
    check_adult_there,
    check_adults_of_child,
    check_contact_permitted,
    reach,
    says_yes,
)
from amends.journey.suitability.rules import check_may_approach_for_meeting, harmed_assessed
from amends.service.workforce.rules import has_prior_work, is_trained

Purpose, Result = Contact.Purpose, Contact.Result
FIELD_WORK = frozenset({Kind.VISIT, Kind.INTERVIEW, Kind.VIDEO})
CHANNEL = {
    Kind.CALL: "call",
    Kind.TEXT: "text",
    Kind.EMAIL: "email",
    Kind.LETTER: "letter",
    Kind.VISIT: "visit",
}
# After somebody has said stop, or to end well, the news may still be brought and a debrief given.
STILL_ALLOWED = frozenset({Purpose.INFORM, Purpose.DEBRIEF})
HARMED, RESPONSIBLE = (Side.HARMED, Side.PARTY_A), (Side.RESPONSIBLE, Side.PARTY_B)


@dataclass(frozen=True)
class Plan:
    """A contact as it is about to be written down."""

    by: User
    participant: Participant
    kind: str
    result: str
    at: datetime
    purpose: str
    direction: str = Contact.Direction.OUT
    present: Sequence[int] = field(default_factory=tuple)
    why_not_call: str = ""
    why_apart: str = ""
    disclosable: bool | None = None
    signs: Sequence[str] | None = None
    before: Sequence[Contact] = field(default_factory=tuple)

    @property
    def goes_out(self) -> bool:
        """We approach them: not when they ring us, and not when we speak with a professional."""
        return self.direction == Contact.Direction.OUT and self.kind != Kind.LIAISON

    @property
    def is_first_approach(self) -> bool:
        """Nobody has spoken with them yet."""
        return self.goes_out and not any(c.is_reached and c.kind != Kind.LIAISON for c in self.before)


def check_can_log(plan: Plan) -> None:
    """All rules in the order in which they matter to the people concerned."""
    case = plan.participant.case
    check_case_allows(case, plan)
    # Also when they come to us: nobody gets to the visits past the steps before them.
    if plan.kind in FIELD_WORK:
        check_enough_for_visit(plan.participant)
    if plan.goes_out:
        check_may_go_out(case, plan)
    check_answered(plan)


def check_may_go_out(case: Case, plan: Plan) -> None:
    """The rules for approaching somebody."""
    check_still_here(plan.participant)
    if plan.participant.side in HARMED and plan.purpose not in STILL_ALLOWED:
        check_not_held(case)
    check_may_contact(plan.participant)
    check_member_agreed(plan.participant)
    check_adults(plan)
    check_safe(plan)
    if plan.kind in FIELD_WORK:
        check_appropriate_adult(plan)
    check_harmed_first(case, plan.participant)
    check_still_meant(case, plan)
    check_may_approach(plan)
    check_call_before_letter(plan)


def usual_purpose(participant: Participant, tried: Attempts) -> str:
    """What a contact is for where nobody says so: after a stop only to tell them."""
    if participant.case.stopped_at:
        return Purpose.INFORM
    return Purpose.PREPARE if tried.ever_reached else Purpose.ENGAGE


def check_case_allows(case: Case, plan: Plan) -> None:
    """A closed case takes no contact; in a stopped one they may reach us, be told, and be debriefed."""
    if not case.is_open:
        raise Refused("This case is closed.", opens="Open it again first, with a reason.")
    if case.stopped_at and plan.goes_out and plan.purpose not in STILL_ALLOWED:
        raise Refused(
            "Somebody in this case has said stop, so nothing goes on.",
            source="Taking part is voluntary at every moment",
            opens="To tell people so, choose “Inform”; to see how they are, “Debrief”.",
            field="purpose",
        )


def check_still_here(participant: Participant) -> None:
    """Nobody follows after people who have left."""
    if participant.left_at:
        raise Refused("This person is no longer part of the case.")


def check_adults(plan: Plan) -> None:
    """A child is reached through the adults who must know, a young person together with them (W8-221, W8-222, W8-223)."""
    participant, on = plan.participant, timezone.localtime(plan.at).date()
    check_adults_of_child(participant, on)
    check_contact_permitted(participant, on)
    if plan.kind in FIELD_WORK and plan.result == Result.REACHED:
        check_adult_there(participant, on, plan.present)
    if reach(participant, on) is Reach.TOGETHER and not plan.why_apart and not parents_reached(plan):
        raise Refused(
            "A parent or guardian of this young person has not been contacted yet.",
            source=YOUNG,
            opens="Contact them together, or say why not; speaking with the parent then becomes your task.",
            field="why_apart",
        )


def parents_reached(plan: Plan) -> bool:
    """Whether a parent or guardian was there, knows of it, or was contacted before."""
    adults = adults_of(plan.participant)
    if {adult.pk for adult in adults} & set(plan.present):
        return True
    if says_yes(plan.participant, AdultsSay.What.KNOWS):
        return True
    return Contact.objects.filter(participant__in=adults, at__lte=plan.at).exists()


def check_answered(plan: Plan) -> None:
    """Nothing is closed without saying whether something has to be passed on, and how they speak of what they did."""
    if plan.result != Result.REACHED:
        return
    if plan.disclosable is None:
        raise Refused(
            "Say whether anything came up that may have to be passed on.",
            source="Wait 'til Eight section 4 para 5",
            field="came_up",
        )
    asked = plan.participant.side == Side.RESPONSIBLE and plan.kind != Kind.LIAISON
    if asked and plan.signs is None:
        raise Refused(
            "Say whether there was a sign that the person harmed could be hurt again.",
            source="Wait 'til Eight section 5 para 3.2",
            field="came_up",
        )


def check_safe(plan: Plan) -> None:
    """Refuse a way that the safe-contact card does not allow, at that hour, with the card's reason."""
    whose = addressee(plan.participant, timezone.localtime(plan.at).date())
    card = SafeContact.objects.filter(participant=whose).first()
    channel = CHANNEL.get(Kind(plan.kind))
    if channel:
        check_channel(card, channel, plan.at)
    if plan.result == Result.LEFT_MESSAGE and plan.kind == Kind.CALL:
        check_channel(card, "voicemail", plan.at)


def check_appropriate_adult(plan: Plan) -> None:
    """Somebody who needs an appropriate adult is not met without one (EX-139)."""
    if not plan.participant.appropriate_adult_needed or plan.result != Result.REACHED:
        return
    adults = Participant.objects.filter(of=plan.participant, part=Participant.Part.APPROPRIATE_ADULT)
    if not adults.filter(pk__in=plan.present).exists():
        raise Refused(
            "This person needs their appropriate adult at every visit, and the adult was not there.",
            source="Hub manual, appendices E and F",
            opens="Say that the adult was there, or arrange the visit again.",
            field="present",
        )


def check_harmed_first(case: Case, participant: Participant) -> None:
    """Where the person harmed asked for it, nobody speaks to the other before they have been assessed (W8-113)."""
    if participant.side not in RESPONSIBLE:
        return
    if began_with_harmed(case) and not harmed_assessed(case):
        raise Refused(
            "The person harmed asked for this, so they come first: nobody has assessed yet whether it is right for them.",
            source="Wait 'til Eight section 3 para 1.3",
            opens="Record the assessment of the person harmed.",
        )


def not_yet(participant: Participant) -> Refused | None:
    """Why nobody gets in touch with this person yet, to be read before anybody dials; None when they may."""
    try:
        check_may_contact(participant)
        check_harmed_first(participant.case, participant)
    except Refused as refusal:
        return refusal
    return None


def began_with_harmed(case: Case) -> bool:
    """Whether the person harmed began it: as its referral says, or as was noted when facilitators were sought."""
    victim = Weight.Beginner.VICTIM
    return (
        Referral.objects.filter(case=case, initiated_by=victim).exists()
        or Weight.objects.filter(case=case, initiated_by=victim).exists()
    )


def check_still_meant(case: Case, plan: Plan) -> None:
    """The person harmed is not won over for a meeting before it is clear, after sentence, that it is meant (W8-217)."""
    about_meeting = plan.purpose in {Purpose.ENGAGE, Purpose.MOTIVATE, Purpose.PREPARE}
    if plan.participant.side in HARMED and about_meeting:
        check_may_approach_for_meeting(case)


def check_may_approach(plan: Plan) -> None:
    """A worker without training makes no first approach unless a manager said now (W8-077)."""
    if not plan.is_first_approach or may(plan.by, Permission.APPROVAL_DECIDE, plan.participant.service_id):
        return
    if is_trained(plan.by, plan.participant.service_id):
        return
    person = Person.objects.filter(participant=plan.participant).first()
    name = person.full_name if person else ""
    if name and has_prior_work(plan.by, full_name=name, participant_id=plan.participant.pk):
        return
    decided = (
        ApproachDecision.objects.filter(participant=plan.participant, worker=plan.by).order_by("-pk").first()
    )
    if decided and decided.decision == ApproachDecision.Decision.NOW:
        return
    raise Refused(
        "A first approach without training can leave somebody with the wrong idea for good.",
        source="Wait 'til Eight section 2 paras 4.1-4.2",
        opens="A manager can decide that it is made now, or it waits until after the training.",
    )


def check_call_before_letter(plan: Plan) -> None:
    """A letter as the first word needs a reason when there is a number to ring (W8-267)."""
    if plan.kind != Kind.LETTER or plan.why_not_call or any(c.kind == Kind.CALL for c in plan.before):
        return
    phones = Q(kind__in=[ContactPoint.Kind.MOBILE, ContactPoint.Kind.LANDLINE], is_safe=True)
    if ContactPoint.objects.filter(phones, participant=plan.participant).exists():
        raise Refused(
            "A call comes before a letter, and there is a number.",
            source="Wait 'til Eight section 6 para 4.1",
            opens="Ring them, or say why a call is not possible.",
            field="why_not_call",
        )


def ways_to_reach(card: SafeContact | None, at: datetime | None = None) -> list[Kind]:
    """The kinds of contact that have a button: a wrong channel has none."""
    safe = [kind for kind in Kind if kind not in CHANNEL or channel_is_safe(card, CHANNEL[kind], at)]
    if Kind.VISIT not in safe:
        safe.remove(Kind.INTERVIEW)
    return safe


def ways_within_hours(card: SafeContact | None) -> list[Kind]:
    """What the card allows at another hour than now: it has no button, and what was done in time can be logged."""
    if card is None:
        return []
    begins = datetime.combine(timezone.localdate(), card.from_hour or time.min)
    within = ways_to_reach(card, timezone.make_aware(begins))
    now = ways_to_reach(card)
    return [kind for kind in within if kind not in now]
