"""Namesakes are found whatever the capitals, only where whoever asks may look, and by an index."""

import pytest
from django.db import connection

from amends.foundation.access.acting import acting_as
from amends.foundation.people.rules import namesakes


@pytest.mark.parametrize("wanted", ["Hanna Harmed", "HANNA harmed"])
def test_namesake_is_found_whatever_the_capitals(a_case, coordinator, wanted):
    with acting_as(coordinator):
        assert [each.participant for each in namesakes(wanted, a_case.case.service_id)] == [a_case.harmed]
        assert not namesakes("Hanna Harme", a_case.case.service_id)


def test_nobody_finds_a_namesake_of_a_file_that_is_shut_to_them(a_case, facilitator):
    with acting_as(facilitator):
        assert not namesakes("Hanna Harmed", a_case.case.service_id)


def test_index_of_names_is_used_however_many_people_there_are(a_case, coordinator):
    """Row policies do not trust `upper`; asked through them, every person of the service would be read."""
    with acting_as(coordinator), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = namesakes("Hanna Harmed", a_case.case.service_id).explain()
    assert "people_namesakes" in plan
    assert "Seq Scan on people_person" not in plan
