"""`amends verify-trail` as whoever runs the server calls it."""

import pytest
from click.testing import CliRunner

from amends.delivery.cli.main import amends
from amends.foundation.record.actions import record
from amends.foundation.record.chain import chain_end
from amends.foundation.record.models import Act

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def verify():
    record(by=None, act=Act.COLLECTION, what="test.written")
    return lambda *arguments: CliRunner().invoke(amends, ["verify-trail", *arguments])


def test_a_whole_trail_says_how_it_ends_and_that_end_is_expected_later(verify):
    first = verify()
    assert (first.exit_code, chain_end().digest in first.output) == (0, True)
    assert verify("--expect", chain_end().digest).exit_code == 0


def test_a_changed_trail_is_named_and_fails(verify, run_database):
    with run_database.owner() as owner:
        owner.execute("UPDATE record_auditevent SET what = 'test.changed' WHERE what = 'test.written'")
    answer = verify()
    assert answer.exit_code == 1
    assert "was changed, or the line before it was" in answer.output


def test_an_end_that_is_none_is_bad_input_and_an_unknown_one_a_failure(verify):
    assert verify("--expect", "not hexadecimal").exit_code == 2
    unknown = verify("--expect", "00" * 32)
    assert (unknown.exit_code, "cut short or made anew" in unknown.output) == (1, True)
