"""Who is asked to a meeting, what they answer, what each of them needs around it, and telling them that it is on."""

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live, principals
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.outgoing import Contents
from amends.foundation.pages.templatetags.amends import moment
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.rules import check_member_agreed, has_consent, is_one_of_a_group
from amends.journey.meeting.actions.listing import list_arrangements
from amends.journey.meeting.actions.on_hold import settle_doubts
from amends.journey.meeting.actions.tasks import OFF_CLOCK, TELL_CLOCK, tell_of_change
from amends.journey.meeting.models import Care, Doubt, Invitation, Meeting, SafetyMeasure
from amends.journey.meeting.rules.on_hold import check_not_on_hold
from amends.journey.meeting.rules.planning import check_may_watch
from amends.journey.preparation.models import Affected
from amends.journey.preparation.rules import check_explained_to, check_may_come
from amends.journey.safeguarding.rules.children import check_adult_knows

CAPACITY = {
    Participant.Part.SUPPORTER: Invitation.Capacity.SUPPORTER,
    Participant.Part.PARENT: Invitation.Capacity.SUPPORTER,
    Participant.Part.APPROPRIATE_ADULT: Invitation.Capacity.SUPPORTER,
    Participant.Part.INTERPRETER: Invitation.Capacity.INTERPRETER,
    Participant.Part.OTHER: Invitation.Capacity.AFFECTED,
}
MANAGER_CLOCK = "task-ask-offender-manager"
FIRST_TO_LAST = ("email", "letter", "sms")


def _note(by: User, invitation: Invitation, what: str, act: Act = Act.ALTERATION) -> None:
    record(
        by=by,
        act=act,
        what=f"meeting.{what}",
        case=invitation.meeting.case,
        subject=f"invitation:{invitation.pk}",
    )


@transaction.atomic
def invite_principals(*, by: User, meeting: Meeting) -> None:
    """The people themselves are on the list from the beginning, not asked yet; of a group, those who agreed."""
    for participant in principals(meeting.case):
        if is_one_of_a_group(participant) and not has_consent(participant, "take_part"):
            continue
        if not Invitation.objects.filter(meeting=meeting, participant=participant).exists():
            invite(by=by, meeting=meeting, participant=participant)


@transaction.atomic
def invite(
    *,
    by: User,
    meeting: Meeting,
    participant: Participant | None = None,
    called: str = "",
    capacity: str = "",
    affected: Affected | None = None,
    details: Mapping[str, object] | None = None,
) -> Invitation:
    """Put somebody on the list: a supporter once assessed and prepared (W8-148), an observer once everybody has signed.

    `affected` is one of those named as affected, whom the main parties know to be asked.
    """
    check_may(by, Permission.MEETING_PLAN, meeting.service_id)
    check_is_live(meeting.case)
    check_not_on_hold(meeting)
    if participant and participant.case_id != meeting.case_id:
        raise Refused("This person belongs to another case.", field="participant")
    if participant:
        check_member_agreed(participant)
        check_adult_knows(participant, timezone.localtime(meeting.starts_at).date())
        check_may_come(participant)
    if capacity == Invitation.Capacity.OBSERVER:
        check_may_watch(meeting, details or {})
    if participant:
        party = participant.part not in CAPACITY
        capacity = Invitation.Capacity.PARTY if party else CAPACITY[Participant.Part(participant.part)]
    if affected and affected.file.case_id != meeting.case_id:
        raise Refused("This person belongs to another case.", field="affected")
    invitation = Invitation(
        service_id=meeting.service_id,
        case_id=meeting.case_id,
        meeting=meeting,
        participant=participant,
        affected=affected,
        side=participant.side if participant else "",
        capacity=capacity,
        called=called or (participant.initials if participant else ""),
        **(details or {}),
    )
    invitation.full_clean(exclude=["case"])
    invitation.save()
    _note(by, invitation, "invited", Act.COLLECTION)
    list_arrangements(meeting)  # a prison lets each of them in by name, and has rules on admitting children
    tell_of_change(by, meeting)
    return invitation


@transaction.atomic
def answer(*, by: User, invitation: Invitation, details: Mapping[str, object]) -> Invitation:
    """What they said, the name they want to go by, and how they belong to the others."""
    check_may(by, Permission.MEETING_PLAN, invitation.service_id)
    check_is_live(invitation.meeting.case)
    before, at_the_door = invitation.answer, _at_the_door(invitation)
    for name, value in details.items():
        setattr(invitation, name, value)
    if invitation.answer not in {before, Invitation.Answer.NO}:
        check_not_on_hold(invitation.meeting)
    if invitation.answer == Invitation.Answer.YES and invitation.participant_id:
        _check_explained(invitation, invitation.participant_id)
    asked = invitation.answer != Invitation.Answer.NOT_ASKED
    if asked and invitation.invited_on is None:
        invitation.invited_on = timezone.localdate()
    if asked and invitation.capacity == Invitation.Capacity.MANAGER:
        stop_clock(by=by, name=MANAGER_CLOCK, subject=f"meeting:{invitation.meeting_id}")
    if invitation.answer != before:
        final = invitation.answer in {Invitation.Answer.YES, Invitation.Answer.NO}
        invitation.answered_at = timezone.now() if final else None
    invitation.full_clean(exclude=["case"])
    invitation.save()
    _note(by, invitation, "answered")
    _does_not_come(by, invitation)
    if at_the_door != _at_the_door(invitation):
        tell_of_change(by, invitation.meeting)
    return invitation


def _does_not_come(by: User, invitation: Invitation) -> None:
    """What spoke against a supporter holds nothing up once they stay away."""
    person = invitation.participant if invitation.answer == Invitation.Answer.NO else None
    if person and invitation.capacity != Invitation.Capacity.PARTY:
        settle_doubts(by=by, participant=person, kinds=(Doubt.Kind.SUPPORTER, Doubt.Kind.LEFT))


def _at_the_door(invitation: Invitation) -> tuple[str, bool]:
    """What whoever opens the door knows of them: the name, and whether to expect them."""
    return invitation.called, invitation.answer != Invitation.Answer.NO


def _check_explained(invitation: Invitation, participant_id: int) -> None:
    """Everybody's coming is confirmed only once it was explained to them, one by one (EX-113)."""
    seen = Participant.objects.filter(pk=participant_id).first()
    if seen:
        check_explained_to(seen)
        return
    with as_clockwork(invitation.meeting.case.service):
        person = Participant.objects.get(pk=participant_id)
        try:
            check_explained_to(person)
        except Refused as refusal:
            words = "It has not been explained to them yet."
            opens = "Ask whoever works with them."
            raise Refused(words, source=refusal.source, opens=opens, field="answer") from None


@transaction.atomic
def take_off(*, by: User, invitation: Invitation) -> None:
    """Take somebody off the list who was put there by mistake.

    Raises Refused for whoever the meeting is about, whoever was asked already, and whoever a measure relies on: with
    them the measure would be gone, and nobody would notice.
    """
    check_may(by, Permission.MEETING_PLAN, invitation.service_id)
    instead = "Note that they do not come instead."
    if invitation.capacity == Invitation.Capacity.PARTY:
        raise Refused("They take part themselves.", opens=instead)
    if invitation.answer != Invitation.Answer.NOT_ASKED or not invitation.meeting.is_ahead:
        raise Refused("They have been asked already.", opens=instead)
    if SafetyMeasure.objects.filter(relies_on=invitation).exists():
        raise Refused("A measure for safety relies on them.", opens="Change that measure first.")
    _note(by, invitation, "taken_off", Act.ERASURE)
    invitation.delete()
    tell_of_change(by, invitation.meeting)


@transaction.atomic
def set_care(*, by: User, meeting: Meeting, participant: Participant, details: Mapping[str, object]) -> Care:
    """Travel, times, what they were told and who is there afterwards: in their own file."""
    check_may(by, Permission.MEETING_PLAN, meeting.service_id)
    check_is_live(meeting.case)
    if participant.case_id != meeting.case_id:
        raise Refused("This person belongs to another case.")
    care = Care.objects.filter(meeting=meeting, participant=participant).first() or Care(
        service_id=participant.service_id,
        file_id=participant.file_id,
        meeting=meeting,
        participant=participant,
    )
    for name, value in details.items():
        setattr(care, name, value)
    care.full_clean()
    care.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="meeting.care_noted",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )
    return care


def send_confirmations(*, by: User, meeting: Meeting) -> None:
    """Tell everybody who comes and was not told yet, by the first way their card allows; else somebody rings them."""
    coming = Invitation.objects.filter(
        meeting=meeting, answer=Invitation.Answer.YES, participant__isnull=False, confirmed_at__isnull=True
    )
    for invitation in coming.select_related("participant__case__service", "participant__file"):
        if invitation.participant:
            invitation.confirmed_how = _tell(by, meeting, invitation.participant)
            invitation.confirmed_at = timezone.now()
            invitation.save(update_fields=["confirmed_how", "confirmed_at"])
            subject = f"participant:{invitation.participant_id}"
            stop_clock(by=by, name=OFF_CLOCK, subject=subject, dropped=True)


def _tell(by: User, meeting: Meeting, participant: Participant) -> str:
    where = meeting.venue.name if meeting.venue else "by video; we come to you with the screen"
    body = (
        f"The appointment we spoke about is on {moment(meeting.starts_at)}: {where}.\n\n"
        "We meet you there before the others come and stay with you. You can stop at any moment, also on the day. "
        f"Ring us if anything has changed for you: {meeting.case.service.telephone}."
    )
    for channel in FIRST_TO_LAST:
        try:
            with transaction.atomic():
                queue_message(
                    by=by,
                    channel=channel,
                    to=participant,
                    contents=Contents(subject="Your appointment", body=body),
                    subject_key=f"meeting:{meeting.pk}",
                )
        except Refused:
            continue
        else:
            return channel
    about = About(
        service=meeting.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=reverse("casefile:person", args=[participant.pk]),
    )
    start_clock(by=by, name=TELL_CLOCK, about=about, title="Tell them when the meeting is")
    return "task"
