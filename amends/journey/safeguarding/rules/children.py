"""Through whom a child is reached, who must know and permit, and what has to be weighed before they meet anybody."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import open_elsewhere, principals
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.ages import SOURCE, Ages, Reach, ages, reach_of
from amends.foundation.people.models import Person
from amends.foundation.people.rules import is_under_18
from amends.journey.referral.models import Referral
from amends.journey.safeguarding.models import AdultsSay, Weighing

What = AdultsSay.What
TOLD_CLOCK = "task-tell-parent"


def person_of(participant: Participant) -> Person | None:
    """Who they are, if that is known."""
    return Person.objects.filter(participant=participant).first()


def is_child(participant: Participant, on: date) -> bool:
    """Whether they are under 18 on a day, as far as anybody knows."""
    person = person_of(participant)
    return person is not None and _is_under_age(person, on)


def _is_under_age(person: Person, on: date) -> bool:
    return person.kind == Person.Kind.PERSON and bool(is_under_18(person, on))


def reach(participant: Participant, on: date) -> Reach:
    """How they are to be reached on a day."""
    return reach_of(person_of(participant), on)


def ages_of(participant: Participant) -> Ages | None:
    """Their ages at the offence and today, by date of birth and the day the referral gives (PF-034)."""
    person = person_of(participant)
    if person is None or person.date_of_birth is None:
        return None
    days = Referral.objects.filter(case=participant.case_id, happened_on__isnull=False)
    first = days.order_by("happened_on").values_list("happened_on", flat=True).first()
    return ages(person.date_of_birth, first, timezone.localdate())


def adults_of(participant: Participant) -> list[Participant]:
    """Parents and guardians on the file."""
    parent = Participant.Part.PARENT
    return list(Participant.objects.filter(of=participant, part=parent, left_at__isnull=True).order_by("pk"))


def latest(participant: Participant) -> dict[str, AdultsSay]:
    """What the adults last said, by what was asked."""
    rows = AdultsSay.objects.filter(participant=participant).select_related("adult").order_by("pk")
    return {row.what: row for row in rows}


def says_yes(participant: Participant, what: What) -> AdultsSay | None:
    """The answer, if the last one was yes."""
    row = latest(participant).get(what)
    return row if row and row.answer else None


def check_adults_of_child(participant: Participant, on: date) -> None:
    """Refuse any contact, made or planned, with somebody under 18 while no adult is on the file (W8-221)."""
    if is_child(participant, on) and not adults_of(participant):
        raise Refused(
            "This person is under 18, and no parent or guardian is on the file.",
            source=SOURCE,
            opens="Enter the parent or guardian, with how to reach them, on the file first.",
        )


def check_contact_permitted(participant: Participant, on: date) -> None:
    """Refuse contact with somebody up to 14 whose parent or guardian has not permitted it (W8-222)."""
    if reach(participant, on) is Reach.THROUGH_ADULT and not says_yes(participant, What.CONTACT):
        raise Refused(
            "The parent or guardian has not permitted contact with this child.",
            source=SOURCE,
            opens="Speak with the parent or guardian, and record what they permit.",
        )


def addressee(participant: Participant, on: date) -> Participant:
    """Whom a call or letter about this person goes to: up to 14 it is the adult who permitted contact."""
    return addressee_of(participant, reach(participant, on))


def addressee_of(participant: Participant, reached: Reach) -> Participant:
    """The same, where it is known already how they are reached."""
    if reached is not Reach.THROUGH_ADULT:
        return participant
    row = says_yes(participant, What.CONTACT)
    return row.adult if row else participant


def check_adult_there(participant: Participant, on: date, present: Iterable[int]) -> None:
    """Refuse a visit to somebody up to 14 without a parent or guardian beside them (W8-222)."""
    if reach(participant, on) is not Reach.THROUGH_ADULT:
        return
    if not {adult.pk for adult in adults_of(participant)} & set(present):
        raise Refused(
            "A child up to 14 is met with their parent or guardian, and none was there.",
            source=SOURCE,
            opens="Say that the parent or guardian was there, or arrange the visit again.",
            field="present",
        )


def check_may_take_part(case: Case) -> None:
    """Refuse any exchange while a child up to 14 has no permission of their own to take part (W8-222)."""
    today, seen = timezone.localdate(), {person.pk for person in principals(case)}
    with as_clockwork(case.service):  # a child of the other side counts as well
        young = [p for p in principals(case) if reach(p, today) is Reach.THROUGH_ADULT]
        barred = [p for p in young if not says_yes(p, What.TAKE_PART)]
    if barred and not any(child.pk in seen for child in barred):
        raise open_elsewhere()
    if barred:
        raise Refused(
            "A parent or guardian has not permitted yet that the child takes part.",
            source=SOURCE,
            opens="Ask them, apart from the permission to be in touch, and record it.",
        )


def check_adult_knows(participant: Participant, on: date) -> None:
    """Refuse to put somebody under 18 on the list of a meeting that no parent or guardian knows of (W8-224)."""
    if is_child(participant, on) and not says_yes(participant, What.KNOWS):
        raise Refused(
            f"{participant.initials} is under 18, and no parent or guardian knows of the meeting.",
            source=SOURCE,
            opens="Tell them, and record it on the page “Parents and guardians”.",
            field="participant",
        )


def who_may_not_attend(people: Iterable[Participant], on: date) -> list[Participant]:
    """Those under 18 on that day for whom no parent or guardian knows and permits it beforehand (W8-224)."""
    barred = []
    for participant in people:
        if is_child(participant, on):
            given = (says_yes(participant, What.KNOWS), says_yes(participant, What.ATTEND))
            if not all(row and row.on <= on for row in given):
                barred.append(participant)
    return barred


def check_weighed(participant: Participant) -> None:
    """Refuse to judge the risk of a meeting for somebody under 18 before age and support were weighed (W8-225)."""
    today = timezone.localdate()
    if is_child(participant, today) and not Weighing.objects.filter(participant=participant).exists():
        raise Refused(
            "Nobody has weighed age, maturity and support for this young person yet.",
            source=SOURCE,
            opens="Do that first, on the page “Parents and guardians”.",
            field="moment",
        )


def children_in(participant: Participant) -> list[Participant]:
    """Those under 18 who take part on the same side: the part about children is asked for them (W8-257)."""
    today = timezone.localdate()
    people = Person.objects.filter(
        participant__file=participant.file_id, participant__takes_part=True, participant__left_at__isnull=True
    ).select_related("participant")
    return [each.participant for each in people.order_by("participant") if _is_under_age(each, today)]
