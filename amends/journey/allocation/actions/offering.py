"""The coordinator's side: offer to a short list, decide about links and conflicts, find somebody else."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import end_grants, suspend_grants
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.actions import About, give_back, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell, tell_permitted
from amends.foundation.people.models import ContactPoint
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.actions.pack import gather
from amends.journey.allocation.actions.standing import note_who_stands
from amends.journey.allocation.models import Allocation, SpecialistFinding, Weight
from amends.journey.allocation.rules import check_can_offer, check_offers_open, conflicts_of
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral
from amends.service.workforce.guide import outward


def about(allocation: Allocation, case: Case, *, owner: User | None = None, link: str = "") -> About:
    """How clocks name an allocation."""
    link = link or reverse("allocation:case", args=[allocation.number])
    return About(
        service=case.service,
        subject=f"allocation:{allocation.pk}",
        reference=case.number,
        link=link,
        case=case,
        owner=owner,
    )


@transaction.atomic
def offer(
    *, by: User, case: Case, users: Sequence[User], message: str = "", over_limit_reason: str = ""
) -> list[Allocation]:
    """Offer a case to a short list; the first two who accept have it. Refused for whoever cannot take it.

    Beyond somebody's limit it takes a manager and a reason (Wait 'til Eight appendix 3E 1).
    """
    check_may(by, Permission.ALLOCATION_OFFER, case.service_id)
    check_offers_open(case)
    if not users:
        raise Refused("Choose at least one facilitator.", field="users")
    if not Weight.objects.filter(case=case).exists():
        _keep_weight(by, weight_from_referral(case))
    check_can_offer(case, users, by=by, over_limit_reason=over_limit_reason)
    gather(by=by, case=case)
    people = people_line(case)
    made = []
    for user in users:
        allocation = Allocation(
            service_id=case.service_id,
            case=case,
            user=user,
            number=case.number,
            about=case.what,
            people=people,
            message=message,
            offered_at=timezone.now(),
            offered_by=by,
            over_limit_reason=over_limit_reason,
        )
        allocation.full_clean()
        allocation.save()
        record(by=by, act=Act.DISCLOSURE, what="allocation.offered", case=case, subject=f"user:{user.pk}")
        offers = reverse("allocation:offers")
        start_clock(by=by, name="offer-answer", about=about(allocation, case, owner=user, link=offers))
        tell(user=user, service=case.service, words=f"A case is offered to you: {case.what}.", link=offers)
        made.append(allocation)
    return made


def people_line(case: Case) -> str:
    """Initials and half postcodes: enough to notice a link, too little to find anybody."""
    principals = Participant.objects.filter(case=case, part=Participant.Part.PRINCIPAL, left_at__isnull=True)
    areas: dict[int, str] = {}
    points = (
        ContactPoint.objects.filter(participant__in=principals).exclude(postcode="").order_by("-rank", "-pk")
    )
    for participant_id, postcode in points.values_list("participant_id", "postcode"):
        areas[participant_id] = outward(postcode)
    lines = [
        f"{p.initials} ({p.get_side_display().lower()}{', ' + areas[p.pk] if p.pk in areas else ''})"
        for p in principals.order_by("pk")
    ]
    return "; ".join(lines)[:200]


@transaction.atomic
def withdraw_offer(*, by: User, allocation: Allocation) -> Allocation:
    """Take back an offer that nobody has answered."""
    check_may(by, Permission.ALLOCATION_OFFER, allocation.service_id)
    locked = Allocation.objects.select_for_update().get(pk=allocation.pk)
    if locked.answer:
        raise Refused(f"This offer is already answered: {locked.get_answer_display().lower()}.")
    locked.answer, locked.answered_at = Allocation.Answer.WITHDRAWN, timezone.now()
    locked.save(update_fields=["answer", "answered_at"])
    subject = f"allocation:{locked.pk}"
    stop_clock(by=by, name="offer-answer", subject=subject, dropped=True)
    record(by=by, act=Act.ALTERATION, what="allocation.withdrawn", case=locked.case, subject=subject)
    return locked


@transaction.atomic
def decide_link(*, by: User, allocation: Allocation, keep: bool, reason: str = "") -> Allocation:
    """Decide about a declared link: they stay and see the case again, or somebody else is found (EX-051)."""
    check_may(by, Permission.ALLOCATION_OFFER, allocation.service_id)
    locked = Allocation.objects.select_for_update().get(pk=allocation.pk)
    if not locked.is_live or locked.link != Allocation.Link.DECLARED or locked.decision:
        raise Refused("There is no declared link waiting to be decided.")
    if locked.user_id == by.pk:
        raise Refused(
            "Somebody else decides about your own link.",
            source="Essex manual, process para 2 and appendix B 1.2",
        )
    case = locked.case
    locked.decision = Allocation.Decision.KEEP if keep else Allocation.Decision.REPLACE
    locked.decided_at, locked.decided_by = timezone.now(), by
    locked.save(update_fields=["decision", "decided_at", "decided_by"])
    subject = f"allocation:{locked.pk}"
    record(by=by, act=Act.ALTERATION, what=f"allocation.link_{locked.decision}", case=case, subject=subject)
    stop_clock(by=by, name="link-declared", subject=subject)
    if not keep:
        return end_allocation(by=by, allocation=locked, reason=reason or "Link with somebody in the case")
    suspend_grants(by=by, case=case, user=locked.user, suspended=False)
    note_who_stands(by=by, case=case)
    words = f"You may go on with {case.number}."
    tell(user=locked.user, service=case.service, words=words, link=reverse("allocation:offers"))
    return locked


@transaction.atomic
def end_allocation(*, by: User, allocation: Allocation, reason: str) -> Allocation:
    """Somebody leaves the case: their view of it ends, and a second facilitator has to be found."""
    check_may(by, Permission.ALLOCATION_OFFER, allocation.service_id)
    locked = Allocation.objects.select_for_update().get(pk=allocation.pk)
    if not locked.is_live:
        raise Refused("They are not on this case now.")
    locked.ended_at, locked.ended_by, locked.ended_reason = timezone.now(), by, reason
    locked.full_clean()
    locked.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    case, subject = locked.case, f"allocation:{locked.pk}"
    for name in ("link-declared", "conflict-found"):
        stop_clock(by=by, name=name, subject=subject)
    end_grants(by=by, case=case, user=locked.user)
    give_back(by=by, user=locked.user, service=case.service, case=case)
    record(by=by, act=Act.ALTERATION, what="allocation.ended", case=case, subject=subject)
    note_who_stands(by=by, case=case)
    tell(user=locked.user, service=case.service, words=f"You are no longer on {case.number}. Thank you.")
    return locked


@transaction.atomic
def recheck_conflicts(*, by: User, case: Case) -> list[Allocation]:
    """Look again whether a facilitator of the case answers for anybody in it; give back those who do.

    Called by itself when people are added or responsibilities noted (KM-011). A conflict becomes a task, and
    `check_no_conflict` stops what must not go on.
    """
    mixed_up = {conflict.user_id for conflict in conflicts_of(case)}
    found = []
    for allocation in Allocation.objects.live().filter(case=case).select_related("user"):
        if allocation.user_id not in mixed_up:
            stop_clock(by=by, name="conflict-found", subject=f"allocation:{allocation.pk}")
            continue
        found.append(allocation)
        start_clock(by=by, name="conflict-found", about=about(allocation, case))
        record(
            by=by,
            act=Act.ALTERATION,
            what="allocation.conflict",
            case=case,
            subject=f"user:{allocation.user_id}",
        )
        tell_permitted(
            service=case.service,
            permission=Permission.ALLOCATION_OFFER,
            words=f"A facilitator of {case.number} answers for somebody in it. Find somebody else.",
            link=reverse("allocation:case", args=[case.number]),
            about=f"conflict:{allocation.pk}",
        )
    return found


def weight_from_referral(case: Case) -> Weight:
    """What the referral says of how serious the case is, not saved: to fill in the form, or to be kept as it is."""
    referral = Referral.objects.filter(case=case).order_by("received_at", "pk").first()
    facts = facts_of(referral) if referral else {}
    weight = Weight(service_id=case.service_id, case=case)
    for name in ("tier", "setting", "seriousness", "initiated_by"):
        if name in facts:
            setattr(weight, name, facts[name])
    if referral:
        told = {referral.leaflet_given, referral.leaflet_explained}
        weight.leaflet_to_explain = told != {Referral.Answer.YES}
    return weight


def _keep_weight(by: User, weight: Weight) -> Weight:
    weight.full_clean()
    weight.save()
    record(by=by, act=Act.ALTERATION, what="allocation.weighed", case=weight.case)
    return weight


@transaction.atomic
def set_weight(*, by: User, case: Case, details: Mapping[str, object]) -> Weight:
    """Say how serious the case is, in which setting, and who began it."""
    check_may(by, Permission.ALLOCATION_OFFER, case.service_id)
    weight = Weight.objects.filter(case=case).first() or Weight(service_id=case.service_id, case=case)
    for name, value in details.items():
        setattr(weight, name, value)
    return _keep_weight(by, weight)


@transaction.atomic
def record_finding(*, by: User, case: Case, details: Mapping[str, object]) -> SpecialistFinding:
    """A manager writes down why a specialist case can be taken on (W8-064)."""
    check_may(by, Permission.APPROVAL_DECIDE, case.service_id)
    finding = SpecialistFinding.objects.filter(case=case).first()
    finding = finding or SpecialistFinding(service_id=case.service_id, case=case)
    for name, value in details.items():
        setattr(finding, name, value)
    finding.found_by, finding.found_at = by, timezone.now()
    finding.full_clean()
    finding.save()
    record(
        by=by,
        act=Act.ALTERATION,
        what="allocation.finding",
        case=case,
        subject=f"specialistfinding:{finding.pk}",
    )
    return finding
