"""How people of the example are looked after, helped and asked again, and what others do with their promises."""

from datetime import timedelta

from django.utils import timezone

from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.access.acting import acting_as
from amends.foundation.case.models import Case
from amends.journey.agreement import actions as agreements
from amends.journey.agreement.models import OutcomeAgreement, Party, Point
from amends.journey.followup import actions as followup
from amends.journey.followup.models import Aftercare, Debrief
from amends.journey.indirect import actions as indirect
from amends.journey.meeting.models import Meeting


@verb("looked_after", usually="coordinator")
def looked_after(
    story: Story, *, of: str | list[str] | None = None, support: str = "", body: str = "Victim Support"
) -> None:
    """Everybody who took part was talked with, and so were the facilitators; the meeting is signed off."""
    done = followup.Ended(
        "done", timezone.localdate(), note="Well, and glad of the call.", needs_support=False
    )
    people = [story.participants[key] for key in story.keys(of)]
    rows = Aftercare.objects.filter(participant__in=people, state=Aftercare.State.OPEN)
    for item in rows.select_related("participant__case__service", "participant__file", "file").order_by("pk"):
        wanted = done
        if support and item.kind == Aftercare.Kind.TALK and item.participant_id == people[0]:
            wanted = followup.Ended(
                "done",
                timezone.localdate(),
                note="Would like somebody to talk to.",
                needs_support=True,
                support_kind=support,
                support_body=body,
            )
        followup.end_aftercare(by=story.by, item=item, ended=wanted)
    if of is not None:
        return
    case = Case.objects.select_related("service").get(pk=story.case_id)
    for row in (
        Debrief.objects.filter(case=case, state=Debrief.State.OPEN).select_related("user").order_by("pk")
    ):
        with acting_as(row.user):
            followup.end_debrief(
                by=row.user,
                debrief=row,
                ended=followup.Ended("done", timezone.localdate(), note="Talked it over."),
            )
    for meeting in Meeting.objects.filter(case=case, state=Meeting.State.HELD, aftercare_sign_off=None):
        meeting.case = case
        followup.sign_off(by=story.by, meeting=meeting)


@verb("not_now", usually="coordinator")
def not_now(story: Story, *, of: str, again_in: int = 0, words: str = "") -> None:
    """Somebody says “not now”, perhaps with a day."""
    today = timezone.localdate()
    followup.note_not_now(
        by=story.by,
        participant=story.person(of),
        said_on=today,
        revisit_on=today + timedelta(days=again_in) if again_in else None,
        words=words,
    )


@verb("other_way", usually=FIRST)
def other_way(
    story: Story, *, of: str, way: str = "letter", answer: str, trigger: str = "choice", words: str = ""
) -> None:
    """Another way than a meeting was talked about."""
    indirect.consider(
        by=story.by,
        participant=story.person(of),
        way=way,
        trigger=trigger,
        answer=answer,
        on=timezone.localdate(),
        words=words,
    )


def _point(story: Story, name: str) -> Point:
    rows = Point.objects.select_related("agreement__case__service", "overseer", "who")
    return rows.get(pk=story.kept["points"][name])


@verb("refer_on", usually=FIRST)
def refer_on(story: Story, *, of: str, body: str, activity: str, takes_them: bool = False) -> None:
    """Another body runs what was promised."""
    today = timezone.localdate()
    row = agreements.refer_on(
        by=story.by, point=_point(story, of), body=body, activity=activity, agreed_on=today, sent_on=today
    )
    if takes_them:
        agreements.note_answer(by=story.by, onward=row, accepted=True, on=today)


@verb("help_with", usually=FIRST)
def help_with(story: Story, *, of: str, words: str, in_days: int = 7) -> None:
    """One of us helps with a promise."""
    point = _point(story, of)
    person = next(
        key for key, pk in story.participants.items() if point.who and pk == point.who.participant_id
    )
    followup.promise_help(
        by=story.by,
        participant=story.person(person),
        point=point,
        words=words,
        due=timezone.localdate() + timedelta(days=in_days),
    )


@verb("wish", usually=FIRST)
def wish(
    story: Story, *, of: str, points: list[str], how: str = "phone", news_in: int = 0, until: int = 0
) -> None:
    """What somebody was promised to hear."""
    agreement = OutcomeAgreement.objects.select_related("case__service").get(
        case=story.case_id, state=OutcomeAgreement.State.FINAL
    )
    party = Party.objects.get(agreement=agreement, participant=story.participants[of])
    party.agreement = agreement
    today = timezone.localdate()
    wanted = agreements.Wanted(
        about=tuple(story.kept["points"][name] for name in points),
        how=how,
        news_on=today + timedelta(days=news_in) if news_in else None,
        until=today + timedelta(days=until) if until else None,
    )
    agreements.note_wish(by=story.by, party=party, wanted=wanted)
