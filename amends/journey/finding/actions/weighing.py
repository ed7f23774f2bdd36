"""How much each of the guide's factors counts in this service."""

import json
from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding.fields import finding
from amends.journey.finding.models import Weights
from amends.journey.finding.rules.caseloads import check_may_find
from amends.journey.finding.sifting import MOST

_SCORES = """
    UPDATE finding_candidate c
    SET score = coalesce((SELECT sum(w.value::int) FROM jsonb_each_text(%s::jsonb) w WHERE w.key = ANY(c.met)), 0)
    WHERE c.service_id = %s
"""


@transaction.atomic
def set_weights(*, by: User, service: Service, weights: Mapping[str, int], reason: str) -> Weights:
    """Change how much each factor counts; every possible case is put in order anew (W8-133)."""
    check_may_find(by, service)
    known = {factor.key for factor in finding().factors}
    for key, weight in weights.items():
        if key not in known or not 0 <= weight <= MOST:
            raise Refused(f"A weight is a whole number from 0 to {MOST}.", field=f"weight_{key}")
    if not reason.strip():
        raise Refused("Say why.", field="reason")
    row = Weights.objects.filter(service=service).first() or Weights(service=service)
    row.by_factor, row.reason, row.changed_by, row.changed_at = dict(weights), reason, by, timezone.now()
    row.full_clean()
    row.save()
    with connection.cursor() as cursor:
        cursor.execute(_SCORES, [json.dumps(dict(weights)), service.pk])
    record(
        by=by, act=Act.ALTERATION, what="finding.weights_set", service_id=service.pk, details=dict(weights)
    )
    return row
