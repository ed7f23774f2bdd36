"""Who may be the same person as before: proposed by the computer, decided by somebody."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding.actions.deciding import locked_case, note
from amends.journey.finding.matching import Known, Pair, pairs, person_key
from amends.journey.finding.models import Candidate, Extract, Match
from amends.journey.finding.rules.caseloads import check_may_find
from amends.journey.finding.rules.cases import check_can_assess

_BLOCK = 2000


@transaction.atomic
def review_match(*, by: User, match: Match, state: str) -> Match:
    """A person says whether two records are one. Only then is the newer one set aside as known."""
    check_may_find(by, match.service)
    locked = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    if locked.state != Match.State.PROPOSED:
        raise Refused("Somebody has decided this already.")
    if state == Match.State.PROPOSED or state not in Match.State.values:
        raise Refused("Say whether they are the same.", field="state")
    locked.state, locked.reviewed_by, locked.reviewed_at = state, by, timezone.now()
    locked.full_clean()
    locked.save()
    if state == Match.State.SAME_MATTER:
        candidate = locked_case(locked.candidate)
        check_can_assess(candidate)
        candidate.state, candidate.same_as_id = Candidate.State.KNOWN, locked.earlier_id
        candidate.save(update_fields=["state", "same_as"])
    note(by, locked, f"match.{state}", Act.COMBINATION)
    return locked


@transaction.atomic
def propose_matches(*, by: User, extract: Extract) -> int:
    """Look for the same people among earlier rows and in cases, on the same side only. Returns how many are proposed."""
    new = extract.candidates.filter(
        state=Candidate.State.OPEN, result__in=[Candidate.Result.ELIGIBLE, Candidate.Result.CHECK_FILE]
    )
    earlier = Candidate.objects.filter(
        service_id=extract.service_id, side=extract.side, extract_id__lt=extract.pk
    )
    proposed = pairs(list(_as_known(new)), [*_as_known(earlier), *_people_of(extract)])
    Match.objects.bulk_create((_as_match(extract, pair) for pair in proposed), batch_size=_BLOCK)
    if proposed:
        record(
            by=by,
            act=Act.COMBINATION,
            what="extract.matches_proposed",
            service_id=extract.service_id,
            subject=f"extract:{extract.pk}",
            details={"count": len(proposed)},
        )
    return len(proposed)


def _as_known(rows: QuerySet[Candidate]) -> Iterator[Known]:
    for row in rows.only("full_name", "date_of_birth", "postcode", "person_key").iterator(chunk_size=_BLOCK):
        yield Known(f"c{row.pk}", row.full_name, row.date_of_birth, row.postcode, row.person_key)


def _people_of(extract: Extract) -> Iterator[Known]:
    """People of the same side in the service's cases."""
    people = Person.objects.filter(service_id=extract.service_id, file__side=extract.side)
    for person in people.order_by("pk").iterator(chunk_size=_BLOCK):
        yield Known(
            f"p{person.participant_id}",
            person.full_name,
            person.date_of_birth,
            "",
            person_key(person.reference),
        )


def _as_match(extract: Extract, pair: Pair) -> Match:
    kind, key = pair.earlier[0], int(pair.earlier[1:])
    return Match(
        service_id=extract.service_id,
        side=extract.side,
        candidate_id=int(pair.new[1:]),
        earlier_id=key if kind == "c" else None,
        participant_id=key if kind == "p" else None,
        probability=pair.probability,
        agrees_on=pair.agrees_on,
    )
