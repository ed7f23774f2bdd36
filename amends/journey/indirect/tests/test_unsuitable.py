"""No letter is begun after somebody was found unsuitable."""

import pytest
from django.utils import timezone

from amends.foundation.case.models import Case
from amends.foundation.case.rules import reached
from amends.foundation.lib.refusal import Refused
from amends.journey.indirect.actions import begin
from amends.journey.indirect.models import Exchange
from amends.journey.suitability.tests.cast import found_suitable, judged


@pytest.mark.requirement("EX-047")
@pytest.mark.parametrize("stage", ["preparation", "communication"])
def test_no_letter_is_begun_where_responsibility_is_not_accepted(coordinator, a_case, stage):
    found_suitable(coordinator, a_case)
    judged(
        coordinator, a_case.responsible, answers={"acceptance": "none"}, interviewed_on=timezone.localdate()
    )
    Case.objects.filter(pk=a_case.case.pk).update(stage=stage)
    a_case.case.refresh_from_db()
    with pytest.raises(Refused, match="closed as not suitable"):
        begin(by=coordinator, case=a_case.case, from_file=a_case.responsible_file, kind=Exchange.Kind.LETTER)
    assert "suitable" not in reached(a_case.case)
