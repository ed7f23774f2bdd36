"""May it be written down that the meeting took place, and may the write-up be signed?"""

import datetime as dt

from django.utils import timezone

from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import check_asked_again, check_nobody_without_form
from amends.journey.meeting.models import Invitation, Meeting, WriteUp
from amends.journey.meeting.rules.finding import Around, around, people_there
from amends.journey.meeting.rules.on_hold import check_not_on_hold
from amends.journey.meeting.rules.readiness import board
from amends.journey.preparation.rules import check_way_agreed


def is_broken_off(meeting: Meeting) -> bool:
    """Whether it had begun when somebody said stop (EX-036): it is over, and it took place."""
    stopped_at = meeting.case.stopped_at
    return stopped_at is not None and meeting.is_ahead and meeting.starts_at <= stopped_at


def check_can_hold(
    meeting: Meeting, *, began_at: dt.datetime, ended_at: dt.datetime, although: str = ""
) -> None:
    """Refuse a meeting after a stop, without consent to it today, unconfirmed, or not ready without saying why.

    One that had begun when somebody said stop was broken off: it is written down as it was, and nobody is asked again.
    """
    broken_off = is_broken_off(meeting)
    if not broken_off:
        check_is_live(meeting.case)
    if meeting.state == Meeting.State.HELD:
        raise Refused(
            f"This was written down already: {_as_held(meeting)}",
            source="Wait 'til Eight appendix 7C",
            opens="Where you saw it otherwise, say so in the write-up.",
        )
    if meeting.state != Meeting.State.CONFIRMED:
        words = meeting.get_state_display().lower()
        raise Refused(
            f"Only a confirmed meeting can take place; this one is {words}.",
            source="Essex manual, appendix C2",
        )
    check_not_on_hold(meeting)
    if meeting.case.stage != Stage.COMMUNICATION:
        raise Refused(
            "The case is not in communication yet.",
            source="Essex manual, process para 2",
            opens="Take the step “Begin communication” on the case first.",
        )
    if ended_at <= began_at:
        raise Refused("It cannot have ended before it began.", field="ended")
    if ended_at > timezone.now():
        raise Refused("This has not happened yet.", field="ended")
    if not broken_off:
        _check_ready(meeting, although)


def _as_held(meeting: Meeting) -> str:
    """When it was and who came, as somebody else has saved it: two phones may hold the same sheet."""
    row = WriteUp.objects.get(meeting=meeting)
    began, ended = timezone.localtime(row.began_at), timezone.localtime(row.ended_at)
    invited = meeting.invitations.order_by("pk")
    came = "; ".join(f"{i.called}: {i.get_attendance_display().lower()}" for i in invited if i.attendance)
    return f"{began:%H:%M} to {ended:%H:%M}. {came}."


def _check_ready(meeting: Meeting, although: str) -> None:
    check_way_agreed(meeting.case, meeting.way)
    there = people_there(meeting)
    check_asked_again(meeting.case, there, Consent.Stage.EXCHANGE, f"meeting:{meeting.pk}")
    if meeting.filmed_under:
        check_nobody_without_form("recording", there)
    red = board(meeting).red
    if red and not although.strip():
        raise Refused(
            f"Not everything was ready: {'; '.join(light.words for light in red)}.",
            source="Wait 'til Eight section 6",
            opens="Settle it, or say why the meeting was held all the same.",
            field="although",
        )


def check_can_sign(write_up: WriteUp) -> None:
    """Refuse a signature under an account with gaps (Wait 'til Eight appendix 7C)."""
    if write_up.signed_at:
        raise Refused("This is signed already.", opens="Add to it instead; the signed words stay.")
    gaps = {
        "background": "what it was about",
        "account": "how it went",
        "turning_points": "the turning points",
        "lessons": "what you learnt",
    }
    missing = [words for name, words in gaps.items() if not getattr(write_up, name).strip()]
    if missing:
        raise Refused(
            f"Before signing, write: {', '.join(missing)}.",
            source="Wait 'til Eight appendix 7C",
            field=next(name for name, words in gaps.items() if words == missing[0]),
        )
    if write_up.meeting.way == Meeting.Way.VIDEO:
        answered = write_up.video_harmed is not None and write_up.video_responsible is not None
        if not (answered and write_up.video_how_known.strip()):
            raise Refused(
                "Say whether video worked for each side, and how you know.",
                source="Wait 'til Eight appendix 7C",
                field="video_how_known",
            )


def not_told(meeting: Meeting, near: Around | None = None) -> list[Invitation]:
    """Those who have not heard that nothing may be recorded, or not agreed to keep it to themselves (W8-184, W8-187).

    For people of a case it stands in their own file; for everybody else, such as an interpreter, on the list itself.
    """
    near = near or around(meeting)
    told = {key for key, care in near.care.items() if care.told_no_recording_on and care.confidentiality_on}
    asked = [i for i in near.invitations if i.answer != Invitation.Answer.NO]
    return [i for i in sorted(asked, key=lambda each: each.pk) if not _heard(i, told)]


def _heard(invitation: Invitation, told: set[int]) -> bool:
    if invitation.participant_id:
        return invitation.participant_id in told
    return bool(invitation.told_no_recording_on and invitation.confidential_on)


def check_still_stands(meeting: Meeting) -> None:
    """Refuse what is made for a meeting that is off or on hold by now. Waits for whoever is doing that this moment."""
    now = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if now.state == Meeting.State.CANCELLED:
        raise Refused(
            "This meeting has been called off, so nothing is printed for it.",
            source="Taking part is voluntary at every moment",
            opens="Destroy what was printed before.",
        )
    check_not_on_hold(now)
