"""What the standard still expects of a case, which paper is out, which entries are missing, and who is counted twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from amends.foundation.access.models import AgencyKind, Service
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case, CaseMilestone, Participant
from amends.foundation.case.rules import principals_in
from amends.foundation.documents.models import Document
from amends.foundation.lib.dates import age_on
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import read
from amends.journey.consent.rules import switchboards
from amends.journey.notes.models import HardCopy, Removal, Store, Strand, SystemEntry, Tracking
from amends.journey.referral.models import Referral

STORES = "Wait 'til Eight section 4 para 3"
OFFICERS = (AgencyKind.PROBATION, AgencyKind.PRISON)


@dataclass(frozen=True)
class Expected:
    """One thing the service standard expects by a stage; a milestone, a document or a consent proves it."""

    key: str
    words: str
    stage: Stage
    milestone: str = ""
    document: str = ""
    consent: str = ""


@dataclass(frozen=True)
class Paperwork:
    """The same with whether it is there."""

    expected: Expected
    present: bool


@cache
def standard() -> tuple[Expected, ...]:
    """What policy/case-standard.yaml expects, in its order."""
    parts = read(settings.POLICY_DIR / "case-standard.yaml").fields(
        needed=["version", "stages"], allowed=["source"]
    )
    found = []
    for stage, items in parts["stages"].entries().items():
        for key, item in items.entries().items():
            fields = item.fields(needed=["words"], allowed=["milestone", "document", "consent"])
            texts = {name: part.text() for name, part in fields.items()}
            found.append(Expected(key=key, stage=Stage(stage), **texts))
    return tuple(found)


def paperwork(case: Case) -> list[Paperwork]:
    """Each thing the standard expects, and whether the case has it: what it lacks is said by name (EX-114, W8-161)."""
    return paperwork_of([case])[case.pk]


def paperwork_of(cases: Sequence[Case]) -> dict[int, list[Paperwork]]:
    """The same for several cases, in four queries."""
    have: dict[int, set[str]] = defaultdict(set)
    for key, name in CaseMilestone.objects.filter(case__in=cases).values_list("case", "name"):
        have[key].add(name)
    written: dict[int, set[str]] = defaultdict(set)
    for key, template in Document.objects.filter(case__in=cases).values_list("case", "template"):
        written[key].add(template)
    people: dict[int, list[Participant]] = defaultdict(list)
    for person in principals_in(cases):
        people[person.case_id].append(person)
    boards = switchboards([person for each in people.values() for person in each])

    def is_there(key: int, each: Expected) -> bool:
        if each.milestone:
            return each.milestone in have[key]
        if each.document:
            return each.document in written[key]
        found = people[key]
        return bool(found) and all(boards[p.pk][each.consent].state != "not asked" for p in found)

    return {case.pk: [Paperwork(each, is_there(case.pk, each)) for each in standard()] for case in cases}


def lacking(case: Case, rows: Iterable[Paperwork] | None = None) -> list[Paperwork]:
    """What is missing of the stages the case has come to."""
    stages = list(Stage)
    upto = stages[: stages.index(Stage(case.stage)) + 1]
    return [each for each in (rows or paperwork(case)) if not each.present and each.expected.stage in upto]


def check_secure(store: Store) -> None:
    """Refuse a place that is not locked (W8-173)."""
    if not store.is_secure:
        raise Refused(
            f"“{store.name}” is not a secure place.",
            source=STORES,
            opens="Choose one that is locked, or have it locked first.",
            field="store",
        )


def papers_out(service: Service) -> "QuerySet[Removal]":
    """Paper files that were taken and have not come back."""
    rows = Removal.objects.filter(service=service, returned_on__isnull=True)
    return rows.select_related("copy", "taken_by", "file__case").order_by("taken_on")


def papers(service: Service, sides: Iterable[str]) -> "QuerySet[HardCopy]":
    """Paper files about one kind of side: the two are listed apart."""
    rows = HardCopy.objects.filter(service=service, file__side__in=list(sides), destroyed_on__isnull=True)
    return rows.select_related("store", "file__case").order_by("reference")


def needs_entry(referral: Referral, system: str) -> bool:
    """Whether this referral must stand in the other system too: from an officer, or begun by the person harmed."""
    if system == SystemEntry.System.VCMS:
        return referral.initiated_by == "victim"
    return referral.referrer_kind in OFFICERS


def without_entry(service: Service, system: str) -> "QuerySet[Referral]":
    """Referrals that should stand in the other system and do not yet (PF-029, PF-065)."""
    entered = SystemEntry.objects.filter(referral=OuterRef("pk"), system=system)
    rows = Referral.objects.received().filter(~Exists(entered), service=service)
    if system == SystemEntry.System.VCMS:
        rows = rows.filter(initiated_by="victim")
    else:
        rows = rows.filter(referrer_kind__in=OFFICERS)
    return rows.select_related("agency", "referrer", "case").order_by("received_at")


def age_at_referral(tracking: Tracking) -> int | None:
    """Full years on the day of the referral, from the date of birth (W8-336)."""
    person = getattr(tracking.participant, "person", None)
    if person is None or person.date_of_birth is None or tracking.referred_on is None:
        return None
    return age_on(person.date_of_birth, tracking.referred_on)


def tracked(service: Service) -> "QuerySet[Tracking]":
    """Every tracking record of a service, by case, in one query."""
    rows = Tracking.objects.filter(service=service)
    return rows.select_related("participant__case", "participant__person").order_by(
        "participant__case__number", "pk"
    )


def same_pnc(tracking: Tracking) -> list[Tracking]:
    """Other records with the same PNC-ID."""
    if not tracking.pnc_id:
        return []
    rows = Tracking.objects.filter(service=tracking.service_id, pnc_id__iexact=tracking.pnc_id)
    return list(rows.exclude(pk=tracking.pk).select_related("participant__case").order_by("pk"))


def strands_of(case: Case) -> "QuerySet[Strand]":
    """The cases that were split off from this one, or from the same one as this; of those one may know."""
    root = Strand.objects.filter(goes_on_in=case).values("begun_in")
    rows = Strand.objects.filter(Q(begun_in=case) | Q(goes_on_in=case) | Q(begun_in__in=root))
    return rows.select_related("begun_in", "goes_on_in", "by").order_by("pk")
