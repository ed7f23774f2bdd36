"""A refusal says why, what would open it and where it is written."""

from amends.foundation.lib.refusal import Refused


def test_a_refusal_in_full_names_its_rule():
    refusal = Refused("Nobody has read it.", source="House rule 3", opens="Ask a colleague.")
    assert refusal.in_full == "Nobody has read it. Ask a colleague. (Rule: House rule 3)"
    assert Refused("Nobody has read it.").in_full == "Nobody has read it."
