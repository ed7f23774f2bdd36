"""Samples drawn by lot, handed to readers, and what the readers found."""

import random
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.models import Act
from amends.journey.finding.actions.deciding import locked_case, note
from amends.journey.finding.models import Assessment, Candidate, Extract, Reading, Sample
from amends.journey.finding.queries.cases import eligible_in
from amends.journey.finding.rules.caseloads import check_may_find
from amends.journey.finding.rules.cases import check_can_draw, check_is_reader, may_read


@transaction.atomic
def draw_sample(
    *, by: User, extract: Extract, size: int, readers: Sequence[User], seed: int | None = None
) -> Sample:
    """Draw some of the eligible cases by lot and hand them out in turn. The same seed draws the same (W8-125)."""
    check_may_find(by, extract.service)
    pool = list(eligible_in(extract).order_by("pk").values_list("pk", flat=True))
    check_can_draw(extract, size, len(pool))
    if not readers or not all(may_read(reader, extract.service) for reader in readers):
        raise Refused("Choose readers who judge suitability in this service.", field="readers")
    seed = secrets.randbelow(2**32) if seed is None else seed
    sample = Sample(
        service_id=extract.service_id, extract=extract, size=size, out_of=len(pool), seed=seed, drawn_by=by
    )
    sample.full_clean()
    sample.save()
    drawn = random.Random(seed).sample(pool, size)  # noqa: S311  # a lot that can be drawn again, not a secret
    Reading.objects.bulk_create(
        Reading(
            service_id=extract.service_id,
            sample=sample,
            candidate_id=key,
            reader=readers[place % len(readers)],
        )
        for place, key in enumerate(sorted(drawn))
    )
    note(by, sample, "sample.drawn", Act.DISCLOSURE)
    for reader in readers[:size]:
        words = "There are papers for you to read."
        tell(
            user=reader,
            service=extract.service,
            words=words,
            link=reverse("finding:papers"),
            about=f"sample:{sample.pk}",
        )
    return sample


@transaction.atomic
def record_reading(
    *, by: User, reading: Reading, sources: Sequence[str], suitable: bool, reason: str = ""
) -> Reading:
    """A reader says what they read and whether it seems suitable. What is not leaves the list, with the reason."""
    check_is_reader(by, reading)
    reading.sources, reading.suitable, reading.reason = list(sources), suitable, reason.strip()
    reading.read_at = timezone.now()
    reading.full_clean(exclude=["sample", "candidate", "service", "reader"])  # a reader sees the papers alone
    reading.save()
    if not suitable:
        interview = Reading.Source.INTERVIEW in reading.sources
        after = Assessment.Interview.INTERVIEW if interview else Assessment.Interview.PAPER
        with as_clockwork(reading.service):  # the list is not the reader's to see
            _set_aside(by, reading, after)
    note(by, reading, "reading.recorded")
    return reading


def _set_aside(by: User, reading: Reading, after: str) -> None:
    """The reader's no is a decision like any other, unless somebody decided before."""
    candidate = locked_case(reading.candidate)
    if candidate.state not in {Candidate.State.OPEN, Candidate.State.WAIT}:
        return
    Assessment.objects.create(
        service_id=candidate.service_id,
        candidate=candidate,
        choice=Assessment.Choice.NOT_SUITABLE,
        after=after,
        reason=reading.reason,
        assessed_on=timezone.localdate(),
        by=by,
    )
    candidate.state = Candidate.State.NOT_SUITABLE
    candidate.save(update_fields=["state"])
