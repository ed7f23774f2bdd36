"""What later steps ask: each refuses with the person, the reason and what would open it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.case.models import SIDES, Case, Participant, Side
from amends.foundation.case.rules import principals
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.journey.consent.models import Consent
from amends.journey.consent.purposes import Purpose, purpose
from amends.journey.consent.rules.asking import check_explained
from amends.journey.consent.rules.standing import check_not_resisting, setting
from amends.journey.consent.rules.switches import NO, Switch, Switchboards, switchboard, switchboards

# Somebody who works with them, at no agency of justice: a nurse, a support worker.
PROFESSIONAL = "other"


def check_consent(participant: Participant, key: str) -> None:
    """Refuse unless this person agrees to the purpose now."""
    switch = switchboard(participant).get(key)
    if switch is None or not switch.is_on:
        raise _refusal(participant, purpose(key), switch)


def _refusal(participant: Participant, wanted: Purpose, switch: Switch | None) -> Refused:
    why = switch.why if switch else "That is not asked on their side."
    return Refused(
        f"{participant.words}, {wanted.small_title}: {why}",
        source=wanted.source,
        opens=switch.opens if switch else "",
    )


def has_consent(participant: Participant, key: str) -> bool:
    """Whether this person agrees to the purpose now."""
    switch = switchboard(participant).get(key)
    return switch is not None and switch.is_on


def check_all_agree(
    case: Case, key: str, people: list[Participant] | None = None, boards: Switchboards | None = None
) -> None:
    """Refuse unless somebody of each side takes part and everybody who does agrees, under every set of rules (W8-094)."""
    everybody = principals(case) if people is None else people
    wanted = purpose(key)
    if {p.side for p in everybody} != set(SIDES[Case.Roles(case.roles)]):
        raise Refused("Somebody of each side must take part.", source=wanted.source)
    boards = switchboards(everybody) if boards is None else boards
    missing = [p for p in everybody if not boards[p.pk][key].is_on]
    if missing:
        raise Refused(
            f"Not everybody has agreed: {wanted.small_title}.",
            source=wanted.source,
            opens=f"Still to ask or not agreed: {_named(missing)}.",
        )
    if wanted.together:
        for each in everybody:
            if each.side == Side.RESPONSIBLE:
                check_not_resisting(each)


def _named(people: Iterable[Participant]) -> str:
    return ", ".join(f"{p.initials} ({p.words.lower()})" for p in people)


def check_nobody_without_form(key: str, people: list[Participant]) -> None:
    """Refuse what needs the signed consent of everybody there, and name those whose is missing (W8-285)."""
    boards, wanted = switchboards(people), purpose(key)
    missing = [p for p in people if not boards[p.pk][key].is_on]
    if missing:
        raise Refused(
            f"Not everybody has signed that they agree: {wanted.small_title}.",
            source=wanted.source,
            opens=f"Not agreed, or not signed: {_named(missing)}.",
        )


def check_may_contact(participant: Participant) -> None:
    """Refuse to reach somebody who has said no to contact, or has left (EX-036, EX-126)."""
    refusal = _against_contact(participant, switchboard(participant))
    if refusal:
        raise refusal


def contact_refusals(participants: Sequence[Participant], answers: Iterable[Consent]) -> dict[int, Refused]:
    """The same for several people from their answers: what stands against reaching each, by their key."""
    boards = switchboards(participants, answers)
    asked = (
        (person.pk, _against_contact(person, boards[person.pk]) or _against_member(person, boards[person.pk]))
        for person in participants
    )
    return {key: refusal for key, refusal in asked if refusal}


def _against_contact(participant: Participant, switches: Mapping[str, Switch]) -> Refused | None:
    if participant.left_at or switches["take_part"].state == "withdrawn":
        return Refused(
            "They have stopped taking part.",
            source="Essex manual, referrals para 2",
            opens="Only they can start again.",
        )
    if switches["contact"].state in NO:
        return Refused("They do not want to be contacted.", source=purpose("contact").source)
    return None


def is_one_of_a_group(participant: Participant) -> bool:
    """Whether they were harmed together with others, as a member of a named group (EX-025)."""
    if participant.part == Participant.Part.MEMBER:
        return True
    group = participant.of if participant.part == Participant.Part.SPOKESPERSON else None
    person = Person.objects.filter(participant=group).first() if group else None
    return person is not None and person.kind == Person.Kind.GROUP


def check_member_agreed(participant: Participant) -> None:
    """Refuse to reach or invite a member of a group who has not agreed themselves: nobody agrees for them (EX-025)."""
    refusal = _against_member(participant, switchboard(participant))
    if refusal:
        raise refusal


def _against_member(participant: Participant, switches: Mapping[str, Switch]) -> Refused | None:
    if switches["take_part"].is_on or not is_one_of_a_group(participant):
        return None
    return Refused(
        "This member of the group has not agreed to take part.",
        source="Essex manual, anti-social behaviour",
        opens="They can ask us themselves, or say through the referrer that they want to.",
    )


def is_going_on(case: Case) -> bool:
    """Whether nobody who takes part has stopped."""
    boards = switchboards(principals(case))
    return all(board["take_part"].state not in NO for board in boards.values())


def had_stopped(participant: Participant, at: datetime) -> bool:
    """Whether they had said by then that they do not take part: what was planned for after that is nobody's failure."""
    said = Consent.objects.filter(participant=participant, purpose="take_part", recorded_at__lte=at)
    last = said.order_by("-pk").first()
    return last is not None and last.answer in {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}


def check_may_share_with(participant: Participant, body: str, items: Iterable[str] = ()) -> None:
    """Refuse to pass on to a body, or an item, that their consent does not name; a withdrawal counts at once (PF-058)."""
    check_consent(participant, "share_details")
    last = switchboard(participant)["share_details"].last
    if last is None or body not in last.covers:
        raise Refused(
            "What they have agreed to does not name this body.",
            source=purpose("share_details").source,
            opens="Ask them for a further consent, or record the legal ground.",
            field="body",
        )
    beyond = [item for item in items if last.items and item not in last.items]
    if beyond:
        raise Refused(
            f"They have not agreed to pass on: {', '.join(beyond)}.",
            source=purpose("share_details").source,
            field="items",
        )


def check_before_sharing(participant: Participant, body: str, ground: str) -> None:
    """What other rooms ask before anything about somebody is shared or gathered.

    What they have taken back with us, or that they do not take part, counts under all rules, whatever a referral says
    (PF-058). Where the rules are stricter, consent is a ground only after it was explained (W8-183). Professionals who
    know somebody harmed are asked only with that person's own permission, whatever the ground (W8-219); how to reach them
    the police are asked by law.
    """
    board = switchboard(participant)
    if ground != "legal":
        for key in ("take_part", "share_details"):
            if board[key].state in NO or (key == "share_details" and board[key].last):
                check_consent(participant, key)
    professional = body == PROFESSIONAL and purpose("ask_professionals").is_for(participant.side)
    if setting(participant.case, "explain_before_sharing") is not True or (
        ground == "legal" and not professional
    ):
        return
    check_explained(participant, purpose("share_details"), timezone.localdate(), field="ground")
    if professional:
        check_consent(participant, "ask_professionals")
    elif ground != "consent":  # what the referral itself names has been looked at already
        check_may_share_with(participant, body)


def agreeing_to(service: Service, key: str) -> list[Participant]:
    """Who in a service agrees to something now: the last answer to that one purpose counts (W8-353)."""
    latest = (
        Consent.objects.filter(service=service, purpose=key)
        .order_by("participant_id", "-id")
        .distinct("participant_id")
        .values("pk")
    )
    live = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
    given = Consent.objects.filter(live, pk__in=latest, answer=Consent.Answer.GIVEN, pending=False)
    rows = given.select_related("participant__case").order_by("participant__case__number", "pk")
    return [consent.participant for consent in rows]


def may_be_named_in_research(participants: list[Participant]) -> list[Participant]:
    """Those who may stand in a return or study from which somebody could be recognised (W8-294)."""
    boards = switchboards(participants)
    return [p for p in participants if boards[p.pk]["research"].is_on]
