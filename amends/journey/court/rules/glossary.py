"""What somebody responsible is in the words of the glossary, on one case and over all of them at once."""

from django.db import models
from django.db.models import Case as Choose
from django.db.models import CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable

from amends.foundation.case.models import Case
from amends.journey.allocation.models import Weight
from amends.journey.court.models import ORDERS, Sentence
from amends.journey.court.models.report import Vehicle
from amends.journey.referral.models import Referral

SOURCE = "Wait 'til Eight, glossary"


class OffenderStatus(models.TextChoices):
    """An offender is convicted, or has admitted the harm before any conviction."""

    COMMUNITY = "community", "Community sentence"
    CUSTODY = "custody", "In custody"
    AWAITING_SENTENCE = "awaiting_sentence", "Convicted, waiting for sentence"
    PRE_CONVICTION = "pre_conviction", "Before conviction, harm admitted"


CONVICTED = tuple(status for status in OffenderStatus if status is not OffenderStatus.PRE_CONVICTION)


def status_in(case: str) -> Combinable:
    """The status as an expression over rows from which `case` leads to the case: the last sentence, else the referral."""
    later = Sentence.objects.filter(participant=OuterRef("participant"), passed_on__gt=OuterRef("passed_on"))
    sentences = Sentence.objects.filter(~Exists(later), participant__case=OuterRef(case))
    custody = Exists(sentences.filter(vehicle=Vehicle.CUSTODY))
    community = Exists(sentences.filter(vehicle__in=[*ORDERS, Vehicle.LICENCE, Vehicle.DEFERRED]))
    referrals = Referral.objects.received().filter(case=OuterRef(case))
    sentenced = Exists(referrals.filter(court_stage="sentenced"))
    inside = Exists(Weight.objects.filter(case=OuterRef(case), setting=Weight.Setting.CUSTODY))
    return Choose(
        When(community, then=Value(OffenderStatus.COMMUNITY.value)),
        When(custody, then=Value(OffenderStatus.CUSTODY.value)),
        When(Q(sentenced) & Q(inside), then=Value(OffenderStatus.CUSTODY.value)),
        When(sentenced, then=Value(OffenderStatus.COMMUNITY.value)),
        When(
            Exists(referrals.filter(court_stage="awaiting_sentence")),
            then=Value(OffenderStatus.AWAITING_SENTENCE.value),
        ),
        default=Value(OffenderStatus.PRE_CONVICTION.value),
        output_field=CharField(),
    )


def offender_status(case: Case) -> OffenderStatus:
    """The same for one case. A referral without a word about a court is of somebody who has admitted the harm."""
    rows = Case.objects.filter(pk=case.pk).annotate(offender=status_in("pk"))
    return OffenderStatus(rows.values_list(F("offender"), flat=True).get())
