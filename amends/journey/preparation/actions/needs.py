"""What somebody needs: noted with where it is known from, answered, looked at again, and shared when it worked."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.preparation.actions.noting import note
from amends.journey.preparation.models import Need, NeedsLook
from amends.journey.preparation.rules.needs import LOOK_CLOCK, check_names_nobody, said_elsewhere
from amends.service.library.actions import share_practice

AGAIN_CLOCK = "suitability-review"
AGAIN_TITLE = "Judge again whether it is right for them: what they need has changed"


@transaction.atomic
def add_need(
    *,
    by: User,
    participant: Participant,
    kind: str,
    words: str,
    planned: str = "",
    responsible: str = "",
    source: str = Need.Source.PERSON,
    of_place: Iterable[str] = (),
    of_paper: Iterable[str] = (),
) -> Need:
    """Note what somebody needs, where it is known from, and what is planned about it; by whom, or else by you."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    need = Need(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        kind=kind,
        words=words,
        source=source,
        of_place=list(of_place),
        of_paper=list(of_paper),
        planned=planned,
        responsible=(responsible or by.name) if planned else "",
        added_by=by,
    )
    need.full_clean()
    need.save()
    note(by, participant, Act.COLLECTION, "need.added")
    # No list of work may tell by whom it holds what somebody believes (HMPPS 6.43).
    if kind != Need.Kind.FAITH:
        look_again_later(by=by, participant=participant)
    return need


@transaction.atomic
def take_over(*, by: User, participant: Participant, key: str) -> Need:
    """Put on the list what was said somewhere else already, such as in the referral, without typing it again."""
    found = next((said for said in said_elsewhere(participant) if said.key == key), None)
    if found is None:
        raise Refused("This stands on the list already.")
    return add_need(
        by=by,
        participant=participant,
        kind=found.kind,
        words=found.words,
        source=str(found.source),
        of_paper=found.of_paper,
    )


@transaction.atomic
def change_need(*, by: User, need: Need, details: Mapping[str, object]) -> Need:
    """Correct what somebody needs."""
    check_may(by, Permission.CONTACT_LOG, need.service_id)
    for name, value in details.items():
        setattr(need, name, value)
    need.full_clean()
    need.save(update_fields=list(details))
    note(by, need.participant, Act.ALTERATION, "need.changed")
    return need


@transaction.atomic
def meet_need(*, by: User, need: Need, planned: str, met_on: date | None, responsible: str = "") -> Need:
    """Say what is planned about a need and by whom, or since when it is in place."""
    check_may(by, Permission.CONTACT_LOG, need.service_id)
    if met_on and met_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="met_on")
    need.planned, need.met_on = planned, met_on
    need.responsible = (responsible or need.responsible or by.name) if planned else ""
    need.full_clean()
    need.save(update_fields=["planned", "met_on", "responsible"])
    note(by, need.participant, Act.ALTERATION, "need.met" if met_on else "need.planned")
    return need


@transaction.atomic
def look_at_needs(*, by: User, participant: Participant, details: Mapping[str, object]) -> NeedsLook:
    """Note that somebody was asked what they need, or that it was looked at again (W8-384).

    The next look is due after the interval of the rules. A change that bears on their being suitable asks for a new
    judgement within a day.
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    row = NeedsLook(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        looked_by=by,
        **details,
    )
    if row.looked_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="looked_on")
    row.full_clean()
    row.save()
    note(by, participant, Act.COLLECTION, "needs.looked_at")
    stop_clock(by=by, name=LOOK_CLOCK, subject=f"participant:{participant.pk}")
    look_again_later(by=by, participant=participant)
    if row.affects_suitability:
        _ask_to_judge_again(by, participant)
    return row


def look_again_later(*, by: User, participant: Participant) -> None:
    """What somebody needs is looked at again after the interval of the rules; one clock at a time."""
    start_clock(by=by, name=LOOK_CLOCK, about=_about(participant, "preparation:person"))


def _ask_to_judge_again(by: User, participant: Participant) -> None:
    """In place of the day on which the judgement would have been made anew anyway."""
    about = _about(participant, "suitability:person")
    stop_clock(by=by, name=AGAIN_CLOCK, subject=about.subject, dropped=True)
    start_clock(by=by, name=AGAIN_CLOCK, about=about, title=AGAIN_TITLE, due=end_of(timezone.localdate()))


def _about(participant: Participant, page: str) -> About:
    return About(
        service=participant.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=reverse(page, args=[participant.pk]),
    )


@transaction.atomic
def share_answer(*, by: User, need: Need, words: str, answer: str) -> None:
    """Put what answered a need into the team's library. Refused while it is not in place, or where a name is in it."""
    check_may(by, Permission.CONTACT_LOG, need.service_id)
    if need.met_on is None:
        raise Refused("Share it once it is in place.")
    check_names_nobody(need.participant.case, {"words": words, "answer": answer})
    need.shared_on = timezone.localdate()
    need.save(update_fields=["shared_on"])
    share_practice(
        by=by,
        service=need.participant.case.service,
        about=str(need.get_kind_display()),
        need=words,
        answer=answer,
    )
    note(by, need.participant, Act.DISCLOSURE, "need.shared")
