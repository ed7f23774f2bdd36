"""What is shared and written down in the example can be told."""

import pytest

from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.journey.disclosure.models import Allowed, Disclosure, Release
from amends.journey.notes.models import NoteVersion, Removal
from amends.service.committees.models import Committee
from amends.service.committees.rules import members_of, seats_of, terms_in_force
from amends.service.sharing.models import PartnerCase, SharingAgreement
from amends.service.sharing.rules import State, in_force_about, overdue_reviews, register


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_agreements_disclosures_and_notes_of_the_example_are_told():
    build([scenario for scenario in read_scenarios() if scenario.key == "changing_room"], entries=False)
    coordinator = User.objects.get(email="coordinator@example.org")
    with acting_as(coordinator):
        rows = register(coordinator.memberships.get().service)
        states = [row.state() for row in rows]
        assert State.IN_FORCE in states
        assert State.DRAFT in states
        assert overdue_reviews(rows)
        assert PartnerCase.objects.count() == Allowed.objects.count() == Disclosure.objects.count() == 1
        assert Release.objects.get().items == ["name", "telephone"]
        assert in_force_about(coordinator.memberships.get().service, SharingAgreement.About.EVALUATION)
        assert NoteVersion.objects.count() == 2
        assert Removal.objects.get().returned_on is None
        group = Committee.objects.get()
        terms = terms_in_force(group)
        assert [
            seat.member.agency.name for seat in seats_of(members_of(group), terms) if not seat.acceptance
        ] == ["HMP Exampleton"]
        assert set(group.sittings.values_list("state", flat=True)) == {"held", "planned"}
