"""Joining a referral to an earlier one of the same matter: nothing is lost, and the stricter rules stand."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.actions.carrying import carry_over, put_on_file
from amends.journey.eligibility.actions.opening import suggested_side
from amends.journey.eligibility.actions.screening import HOLD_CLOCK, answer_likeness
from amends.journey.eligibility.joined import Somebody
from amends.journey.eligibility.models import CarriedOver, Likeness, SamePerson
from amends.journey.referral.actions import merge, state_facts
from amends.journey.referral.actions.receiving import subject_of
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral, ReferralFact, ReferralPerson

LEAVE_OUT = "leave"
NEW = "new"
# Each referral has its own reference and sender; they are no facts about the matter.
OWN = {"reference", "referrer_kind", "initiated_by", "referral_type"}


@transaction.atomic
def join_referrals(
    *,
    by: User,
    referral: Referral,
    into: Referral,
    same: Mapping[int, str],
    ask_again: Iterable[str] = (),
    words: str = "",
) -> Referral:
    """Read this referral together with an earlier one. `same` says of each person here who they are there.

    Its values are the key of a person there, "new" or "leave". What is missing there is taken from here; the facts in
    `ask_again` count as not known any more, because this referral has put them in doubt. When a case is open already,
    its files and cards are brought up to date at once.
    """
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    into = Referral.objects.select_related("service", "case").get(
        pk=into.pk
    )  # a case may have been opened meanwhile
    if into.merged_into_id:
        raise Refused(f"{into.number} is itself joined to another. Choose that one.", field="into")
    joined = merge(by=by, referral=referral, into=into, words=words)
    answer_likeness(by=by, referral=referral, other=into, answer=Likeness.Answer.SAME)
    _say_who_is_who(by, referral, into, same)
    _bring_facts(by, referral, into, set(ask_again))
    if into.case_id:
        _bring_to_case(by, referral, into)
    stop_clock(by=by, name=HOLD_CLOCK, subject=subject_of(referral), dropped=True)
    record(
        by=by,
        act=Act.COMBINATION,
        what="referral.joined",
        service_id=into.service_id,
        case=into.case,
        subject=subject_of(into),
        details={"joined": referral.pk, "ask_again": sorted(ask_again)},
    )
    return joined


def _say_who_is_who(by: User, referral: Referral, into: Referral, same: Mapping[int, str]) -> None:
    there = set(ReferralPerson.objects.filter(referral=into).values_list("pk", flat=True)) | set(
        SamePerson.objects.filter(referral__merged_into=into, same_as=None).values_list("person", flat=True)
    )
    for person in referral.people.all():
        said = same.get(person.pk, NEW)
        whom = int(said) if said not in {NEW, LEAVE_OUT} else None
        if whom is not None and whom not in there:
            raise Refused("This person is not in the other referral.", field=f"same_{person.pk}")
        row = SamePerson(
            service_id=referral.service_id,
            referral=referral,
            person=person,
            same_as_id=whom,
            left_out=said == LEAVE_OUT,
            by=by,
        )
        row.full_clean()
        row.save()


def _bring_facts(by: User, referral: Referral, into: Referral, ask_again: set[str]) -> None:
    """What is known here and not there; and what is no longer sure."""
    here, there = facts_of(referral), facts_of(into)
    new = {name: value for name, value in here.items() if name not in there and name not in OWN | ask_again}
    if new:
        said_by = ReferralFact.SaidBy.COORDINATOR
        state_facts(by=by, referral=into, facts=new, said_by=said_by, note_text=f"From {referral.number}")
    if ask_again:
        doubt = dict.fromkeys(sorted(ask_again))
        state_facts(by=by, referral=into, facts=doubt, note_text=f"In doubt since {referral.number}")


def _bring_to_case(by: User, referral: Referral, into: Referral) -> None:
    files = {file.side: file for file in CaseFile.objects.filter(case=into.case)}
    roles = into.case.roles if into.case else ""
    placed = {
        row.person_id: row.participant
        for row in CarriedOver.objects.filter(participant__case=into.case).select_related("participant__file")
    }
    rows = SamePerson.objects.filter(referral=referral, left_out=False).select_related("person__of")
    for row in rows.order_by("person__of", "person__position"):
        known: Participant | None = placed.get(row.same_as_id or 0)
        side = suggested_side(row.person, roles)
        if known:
            carry_over(by=by, participant=known, people=[row.person])
            placed[row.person_id] = known
        elif side in files and row.same_as_id is None:
            of = placed.get(row.person.of_id or 0)
            same_side = of is not None and of.side == side
            placed[row.person_id] = put_on_file(
                by=by, file=files[side], who=Somebody(row.person), of=of if same_side else None
            )
