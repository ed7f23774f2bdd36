"""The example shows needs that are answered and one that is not, interpreters, organisations and reach."""

import pytest

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.models import Case
from amends.foundation.documents.models import Copy
from amends.journey.meeting.models import InterpreterBooking
from amends.journey.preparation.models import Backing
from amends.service.community.rules import reach_of
from amends.service.library.models import Practice


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_example_tells_of_needs_and_what_answers_them():
    build([s for s in read_scenarios() if s.key in {"bakery", "pier"}], entries=False)
    with acting_as(User.objects.get(email="manager@example.org")):
        assert Practice.objects.get().about == "Travel or money"
        assert InterpreterBooking.objects.get().interpreter.name == "Pavel Siskin"
        assert Backing.objects.get().sent
        assert Copy.objects.get().get_form_display() == "Easy read"
        found = reach_of(Case.objects.all()[0].service)
        assert [each.section.name for each in found.unreached] == [
            "Deaf people who sign",
            "People who speak Polish",
        ]
