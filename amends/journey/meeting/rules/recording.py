"""What may a recording be used for, who may see it, and may this be done with it now?"""

from datetime import date

from django.db.models import Prefetch, QuerySet

from amends.foundation.access.models import User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import held_today
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.rules import check_nobody_without_form, switchboards
from amends.journey.meeting.models import Meeting, Recording, RecordingUse, RecordingViewer, Use
from amends.journey.meeting.rules.finding import people_there

SOURCE = "Wait 'til Eight section 6 para 6.8"


def recordings_of(case: Case) -> list[Recording]:
    """Those of a case with who may see them and everything that was done with them, newest first."""
    viewers = Prefetch("viewers", RecordingViewer.objects.select_related("user").order_by("user__name"))
    log = Prefetch("log", RecordingUse.objects.select_related("by").order_by("-pk"))
    return list(Recording.objects.filter(case=case).prefetch_related(viewers, log).order_by("-pk"))


def agreed_uses(meeting: Meeting) -> list[str]:
    """What everybody who was there has agreed to. Whoever named no use has agreed to none (W8-286)."""
    people = people_there(meeting)
    boards = switchboards(people)
    said = [boards[person.pk]["recording"] for person in people]
    return [
        use for use in Use.values if said and all(s.is_on and s.last and use in s.last.items for s in said)
    ]


def check_can_register(meeting: Meeting, destroy_by: date, made_on: date) -> None:
    """Refuse one of a meeting that was not held or not filmed, without everybody’s signature or without an end."""
    if meeting.state != Meeting.State.HELD or not meeting.filmed_under:
        raise Refused(
            "Only a meeting that was held, and filmed under a protocol, has a recording.", source=SOURCE
        )
    check_nobody_without_form("recording", people_there(meeting))
    if destroy_by <= made_on:
        raise Refused("It is destroyed after it was made.", source=SOURCE, field="destroy_by")


def against_use(recording: Recording, user: User, purpose: str) -> str:
    """Why this person may not show or give out the recording for this purpose; nothing when they may (W8-286)."""
    if recording.destroyed_on:
        return "It has been destroyed."
    if not RecordingViewer.objects.filter(recording=recording, user=user).exists():
        return "Only somebody who is named for it, and has signed, may do that."
    if purpose not in recording.uses:
        agreed = ", ".join(recording.use_words).lower() or "nothing"
        return f"Everybody in it has agreed to this use: {agreed}."
    return ""


def can_be_viewers(recording: Recording) -> "QuerySet[User]":
    """Those of the service who open case files and are not named yet."""
    roles = held_today(recording.service_id).filter(
        sees__in=[Sees.SERVICE, Sees.GRANTED], user__is_system=False
    )
    named = RecordingViewer.objects.filter(recording=recording).values("user")
    return User.objects.filter(pk__in=roles.values("user")).exclude(pk__in=named).order_by("name")
