"""The chain is made as transactions end, so these tests commit. The owner plays whoever tampers."""

import pytest
from django.db import DatabaseError, connection

from amends.foundation.record.actions import record
from amends.foundation.record.chain import broken_links, chain_end, has_been_end, seal_anew
from amends.foundation.record.models import Act

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lines():
    """Three lines; gives back how long the chain was before them."""
    before = chain_end().links
    for what in ("test.first", "test.second", "test.third"):
        record(by=None, act=Act.DISCLOSURE, what=what, recipient="Police, Colchester", details={"copies": 2})
    return before


@pytest.fixture
def owner(run_database):
    with run_database.owner() as connected:
        yield connected


def test_every_line_gets_a_link_and_an_untouched_trail_is_whole(lines):
    assert chain_end().links == lines + 3
    assert broken_links() == []


@pytest.mark.parametrize(
    ("tampering", "what"),
    [
        ("UPDATE record_auditevent SET user_id = 7 WHERE what = 'test.second'", "changed"),
        ("UPDATE record_auditevent SET at = at - interval '1 day' WHERE what = 'test.second'", "changed"),
        ("UPDATE record_auditevent SET details = '{}' WHERE what = 'test.second'", "changed"),
        ("UPDATE record_auditevent SET recipient = 'Nobody' WHERE what = 'test.second'", "recipient"),
        ("DELETE FROM record_auditevent WHERE what = 'test.second'", "removed"),
    ],
)
def test_a_line_touched_behind_the_products_back_is_found(lines, owner, tampering, what):
    second = owner.execute("SELECT id FROM record_auditevent WHERE what = 'test.second'").fetchone()
    assert owner.execute(tampering).rowcount == 1
    assert [(broken.event_id, broken.what) for broken in broken_links()] == [(*second, what)]


def test_a_line_slipped_in_is_found(lines, owner):
    owner.execute("ALTER TABLE record_auditevent DISABLE TRIGGER record_auditevent_chain")
    record(by=None, act=Act.ERASURE, what="test.slipped_in")
    owner.execute("ALTER TABLE record_auditevent ENABLE TRIGGER record_auditevent_chain")
    assert [broken.what for broken in broken_links()] == ["unsealed"]


def test_a_recipient_may_be_erased_and_the_chain_still_holds(lines, owner):
    owner.execute("UPDATE record_auditevent SET recipient = ''")
    assert broken_links() == []


def test_a_trail_cut_short_or_made_anew_no_longer_holds_the_end_kept_elsewhere(lines, owner):
    end = chain_end().digest
    assert has_been_end(end)
    record(by=None, act=Act.ALTERATION, what="test.later")
    assert has_been_end(end), "what came later does not matter"
    owner.execute("DELETE FROM record_auditevent WHERE what = 'test.third'")
    owner.execute("SELECT record_seal_anew()")
    assert broken_links() == [], "it fits in itself again"
    assert not has_been_end(end)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1 FROM record_chainlink",
        "DELETE FROM record_chainlink",
        "INSERT INTO record_chainlink (event_id, recipient_digest, digest) VALUES (1, '', '')",
        "DELETE FROM record_auditevent",
        "UPDATE record_auditevent SET what = 'x'",
    ],
)
def test_nobody_who_uses_the_product_can_touch_the_trail_or_its_chain(lines, statement):
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_only_the_owner_makes_the_chain_anew(lines):
    with pytest.raises(DatabaseError, match="permission denied"):
        seal_anew()
