"""What bodies have promised about answering, and the ways in which risk may be passed on."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from amends.foundation.access.models import Agency, Service, User
from amends.service.sharing.actions.agreements import keep
from amends.service.sharing.models import RiskMeans, SourceTerms
from amends.service.sharing.rules import terms_of


@transaction.atomic
def set_terms(*, by: User, agency: Agency, details: Mapping[str, object]) -> SourceTerms:
    """Note how soon a body answers, what its silence prevents, and what is done instead."""
    terms = terms_of(agency) or SourceTerms(service_id=agency.service_id, agency=agency)
    for name, value in details.items():
        setattr(terms, name, value)
    keep(terms, by=by, service_id=agency.service_id, what="terms_set")
    return terms


@transaction.atomic
def set_means(*, by: User, service: Service, means: str, from_on: date, reference: str = "") -> RiskMeans:
    """One more way in which risk may be passed on from a day on."""
    row = RiskMeans(service=service, means=means, from_on=from_on, reference=reference)
    keep(row, by=by, service_id=service.pk, what="means_added")
    return row


@transaction.atomic
def end_means(*, by: User, means: RiskMeans, on: date) -> None:
    """Use this way for the last time on that day."""
    means.until_on = on
    keep(means, by=by, service_id=means.service_id, what="means_ended")
