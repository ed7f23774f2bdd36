"""The example shows a file opened to officers of other bodies, and a case that is kept to a few."""

import pytest

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.models import Case, CaseFile, CaseLimit


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_officers_see_one_side_and_a_limited_case_is_kept_to_those_named():
    build([s for s in read_scenarios() if s.key in {"changing_room", "crossing_road"}], entries=False)
    seen = {}
    for name in ("com", "vlo", "coordinator", "supervisor"):
        with acting_as(User.objects.get(email=f"{name}@example.org")):
            seen[name] = sorted(CaseFile.objects.values_list("side", flat=True))
            if name == "coordinator":
                assert CaseLimit.objects.get().kind == "high_profile"
                assert Case.objects.count() == 2
    assert seen == {
        "com": ["responsible"],
        "vlo": ["harmed"],
        "coordinator": ["harmed", "harmed", "responsible", "responsible"],
        "supervisor": ["harmed", "responsible"],
    }
