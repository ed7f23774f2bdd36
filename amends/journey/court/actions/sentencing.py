"""Moving a case from before to after sentence, deferring, and entering a sentence with what it asks for."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.actions import mark_standing
from amends.journey.consent.models import Standing
from amends.journey.court.actions.papers import want_papers
from amends.journey.court.actions.reporting import RESULT_CLOCK, morning_of
from amends.journey.court.models import Court, Deferment, Phase, Sentence, Vehicle
from amends.journey.court.rules.before_sentence import (
    AGREED,
    before_sentence,
    check_before_sentence,
    check_deferral_at,
)
from amends.journey.court.rules.first_contact import is_within_standard
from amends.journey.court.rules.sentencing import (
    check_sentence,
    deferment_of,
    phase_of,
)

DEFERMENT_CLOCK, FIRST_CLOCK, CHECK_CLOCK = "deferment-report", "first-contact", "order-to-check"


def about_case(case: Case) -> About:
    """Where the clocks of a case at court point to."""
    return About(
        service=case.service,
        subject=f"case:{case.pk}",
        case=case,
        link=reverse("court:case", args=[case.number]),
    )


def about_person(participant: Participant, subject: str = "", owner: User | None = None) -> About:
    """Where the clocks of a sentence point to: the responsible side's file."""
    return About(
        service=participant.case.service,
        subject=subject or f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        owner=owner,
        link=reverse("court:person", args=[participant.pk]),
    )


@transaction.atomic
def set_phase(
    *, by: User, case: Case, when: str, setting: str, since: dt.date, court: Court | None = None
) -> Phase:
    """Mark a case as before or after sentence, in the community or in custody, from a day on (SS-012)."""
    check_may(by, Permission.PARTICIPANT_EDIT, case.service_id)
    if since > timezone.localdate():
        raise Refused("This day has not come yet.", field="since")
    if when == Phase.When.BEFORE:
        _check_before(case, court)
    phase = Phase(service_id=case.service_id, case=case, when=when, setting=setting, since=since, noted_by=by)
    phase.full_clean()
    phase.save()
    record(by=by, act=Act.ALTERATION, what=f"phase.{when}", case=case, details={"kind": setting})
    return phase


def _check_before(case: Case, court: Court | None) -> None:
    check_before_sentence(case.service_id, case.profile)
    if before_sentence(case.service_id, case.profile) != AGREED:
        return
    if court is None:
        raise Refused("Say before which court it is.", field="court")
    check_deferral_at(case.profile, court, timezone.localdate(), under_way(court, case))


def under_way(court: Court, besides: Case) -> int:
    """How many other deferments run at a court."""
    return Deferment.objects.filter(court=court, ended_on__isnull=True).exclude(case=besides).count()


@transaction.atomic
def enter_sentence(*, by: User, participant: Participant, details: Mapping[str, Any]) -> Sentence:
    """Enter the sentence that was passed. The case is after sentence from that day on; earlier work stays before it.

    Raises UnsupervisedError for an order whose requirement has too little supervision beside it: `flag_order` then.
    """
    check_may(by, Permission.PARTICIPANT_EDIT, participant.service_id)
    sentence = Sentence(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        recorded_by=by,
        **details,
    )
    check_sentence(sentence, participant)
    sentence.full_clean()
    sentence.save()
    case, subject = participant.case, f"sentence:{sentence.pk}"
    record(by=by, act=Act.COLLECTION, what="sentence.entered", file=participant.file, subject=subject)
    if sentence.restorative:
        on_licence = sentence.vehicle in {Vehicle.LICENCE, Vehicle.CUSTODY}
        rests_on = Standing.Rests.LICENCE if on_licence else Standing.Rests.ORDER
        mark_standing(
            by=by,
            participant=participant,
            status=Standing.Status.STATUTORY,
            since=sentence.passed_on,
            rests_on=rests_on,
        )
        want_papers(by=by, participant=participant, asked_on=sentence.passed_on)
    _change_phase(by, case, sentence)
    _mind_first_contact(by, participant, sentence)
    about = about_person(participant, subject)
    start_clock(by=by, name=RESULT_CLOCK, about=about, at=morning_of(sentence.passed_on))
    stop_clock(by=by, name=RESULT_CLOCK, subject=subject)
    stop_clock(by=by, name=CHECK_CLOCK, subject=f"participant:{participant.pk}")
    return sentence


def _change_phase(by: User, case: Case, sentence: Sentence) -> None:
    custody = sentence.vehicle == Vehicle.CUSTODY
    setting = Phase.Setting.CUSTODY if custody else Phase.Setting.COMMUNITY
    now = phase_of(case, sentence.passed_on)
    if now is None or (now.when, now.setting) != (Phase.When.AFTER, setting):
        set_phase(by=by, case=case, when=Phase.When.AFTER, setting=setting, since=sentence.passed_on)
    deferment = deferment_of(case)
    if deferment and sentence.vehicle != Vehicle.DEFERRED:
        deferment.ended_on = max(sentence.passed_on, deferment.starts_on)
        deferment.save(update_fields=["ended_on"])
        stop_clock(by=by, name=DEFERMENT_CLOCK, subject=f"case:{case.pk}", dropped=True)


def _mind_first_contact(by: User, participant: Participant, sentence: Sentence) -> None:
    """The limit runs from sentence; logging the first contact stops it (W8-363)."""
    start_clock(by=by, name=FIRST_CLOCK, about=about_person(participant), at=morning_of(sentence.passed_on))


@transaction.atomic
def flag_order(*, by: User, participant: Participant) -> None:
    """Tell the manager that an order has to be checked: its requirement has no supervision beside it (W8-310)."""
    check_may(by, Permission.PARTICIPANT_EDIT, participant.service_id)
    case, subject = participant.case, f"participant:{participant.pk}"
    start_clock(by=by, name=CHECK_CLOCK, about=about_person(participant, subject))
    record(by=by, act=Act.ALTERATION, what="sentence.to_check", file=participant.file, subject=subject)
    tell_permitted(
        service=case.service,
        permission=Permission.APPROVAL_DECIDE,
        words=f"{case.number}: an order has to be checked, it has no supervision.",
        link=reverse("court:person", args=[participant.pk]),
    )


@transaction.atomic
def plan_first_contact(*, by: User, sentence: Sentence, on: dt.date, why_later: str = "") -> Sentence:
    """Plan the first contact after sentence; out of standard it has a reason (W8-363)."""
    check_may(by, Permission.CONTACT_LOG, sentence.service_id)
    if on < sentence.passed_on:
        raise Refused("That is before the sentence.", field="on")
    sentence.first_contact_on, sentence.why_later = on, why_later.strip()
    if is_within_standard(sentence, sentence.participant.case) is False and not sentence.why_later:
        raise Refused(
            "This is later than the standard, so it needs a reason.",
            source="Wait 'til Eight appendix 7G",
            field="why_later",
        )
    sentence.full_clean()
    sentence.save()
    what, subject = "sentence.first_contact_planned", f"sentence:{sentence.pk}"
    record(by=by, act=Act.ALTERATION, what=what, file=sentence.file, subject=subject)
    return sentence
