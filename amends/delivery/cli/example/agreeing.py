"""What people of the example agree with each other, and what becomes of their promises."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.journey.agreement import actions as agreements
from amends.journey.agreement.models import OutcomeAgreement, Party, Payment, Point
from amends.journey.agreement.rules import agreement_of
from amends.journey.meeting.rules.finding import meeting_of

SCRIBBLE = "M60 140 L90 60 L120 140 L150 70 L175 140 M200 120 L240 80 L250 130 L300 70 L310 135 L420 110"


def _agreement(story: Story) -> OutcomeAgreement:
    found = agreement_of(story.case)
    if found is None:
        raise LookupError("nothing has been agreed")
    return found


def _party(story: Story, key: str) -> Party:
    return Party.objects.select_related("agreement__case").get(
        agreement=_agreement(story), participant=story.participants[key]
    )


def _made_on(story: Story) -> date:
    meeting = meeting_of(story.case)
    held = meeting is not None and meeting.state == meeting.State.HELD
    return timezone.localtime(meeting.starts_at).date() if meeting and held else timezone.localdate()


@verb("draft_agreement", usually=FIRST)
def draft_agreement(story: Story, *, way: str = "meeting", together: str = "") -> None:
    """Written down on the day they met."""
    agreements.draft(by=story.by, case=story.case, made_on=_made_on(story), way=way, words_together=together)


@verb("point", usually=FIRST)
def point(
    story: Story,
    *,
    name: str,
    what: str,
    who: str = "",
    in_days: int = 14,
    wish_of: str = "",
    amount: str = "",
    proof: str = "",
    support: str = "",
    tell: str = "",
) -> None:
    """One thing they agreed; without `who` it is a statement and nothing is to be done."""
    wording = agreements.Wording(
        what=what,
        who=_party(story, who) if who else None,
        due=timezone.localdate() + timedelta(days=in_days) if who else None,
        overseer=story.by if who else None,
        proof=proof,
        amount=Decimal(amount) if amount else None,
        proposed_by=_party(story, wish_of) if wish_of else None,
        support=support,
        tell_what=tell,
    )
    written = agreements.write_point(by=story.by, agreement=_agreement(story), wording=wording)
    story.kept.setdefault("points", {})[name] = written.pk


@verb("finish_agreement", usually=FIRST)
def finish_agreement(story: Story, *, how: str = "paper") -> None:
    """Looked at for the public, everybody says yes, and it is final."""
    found = _agreement(story)
    agreements.check_public(by=story.by, agreement=found, public_protection="ok", community="ok")
    for party in found.parties.filter(agrees=True).select_related("agreement__case__service").order_by("pk"):
        if how == Party.How.SCREEN:
            agreements.sign(by=story.by, party=party, strokes=SCRIBBLE)
        else:
            agreements.agree(by=story.by, party=party, on=timezone.localdate(), how=how)
    agreements.make_final(by=story.by, agreement=_agreement(story))


@verb("copies", usually=FIRST)
def copies(
    story: Story, *, to: str | list[str] | None = None, how: str = "by_hand", taken_home: bool = True
) -> None:
    """People have their copy: taken home from the meeting, or sent afterwards."""
    on = _made_on(story) if taken_home else timezone.localdate()
    for key in story.keys(to):
        agreements.give_copy(by=story.by, party=_party(story, key), on=on, how=how, at_meeting=taken_home)


@verb("office_copy", usually="coordinator")
def office_copy(story: Story) -> None:
    """The office has one too."""
    agreements.note_office_copy(by=story.by, agreement=_agreement(story), on=timezone.localdate())


@verb("result", usually=FIRST)
def result(
    story: Story, *, of: str, status: str = "done", note: str, seen: bool = True, again_in: int = 0
) -> None:
    """What became of a promise."""
    today = timezone.localdate()
    found = agreements.Result(
        status=status,
        on=today,
        note=note,
        signed_off=seen and status == Point.Status.DONE,
        new_due=today + timedelta(days=again_in) if again_in else None,
    )
    agreements.set_status(by=story.by, point=_point(story, of), result=found)


@verb("payments", usually=FIRST)
def payments(story: Story, *, of: str, parts: int, every: str = "week", in_days: int = 4) -> None:
    """The sum is paid in parts."""
    first = timezone.localdate() + timedelta(days=in_days)
    agreements.plan_payments(by=story.by, point=_point(story, of), count=parts, first=first, every=every)


@verb("paid", usually=FIRST)
def paid(story: Story, *, of: str, seen_by: str) -> None:
    """The next part has come."""
    rows = Payment.objects.filter(point=_point(story, of), paid_on__isnull=True).order_by("due")
    row = rows.select_related("point__agreement__case__service", "point__who", "point__overseer")[0]
    agreements.note_payment(
        by=story.by, payment=row, on=timezone.localdate(), amount=row.amount, seen_by=seen_by
    )


@verb("tell_result", usually=FIRST)
def tell_result(story: Story, *, of: str, how: str = "phone") -> None:
    """The other side hears of it, as was agreed."""
    agreements.record_told(by=story.by, point=_point(story, of), on=timezone.localdate(), how=how)


def _point(story: Story, name: str) -> Point:
    rows = Point.objects.select_related("agreement__case__service", "overseer", "who")
    return rows.get(pk=story.kept["points"][name])


@verb("no_agreement", usually=FIRST)
def no_agreement(story: Story, *, reason: str, way: str = "meeting") -> None:
    """They met, and there is nothing to write down."""
    agreements.none_reached(by=story.by, case=story.case, made_on=_made_on(story), way=way, reason=reason)
