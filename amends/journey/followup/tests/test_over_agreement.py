"""A case does not close over an agreement of which somebody has no copy, or that nobody has followed."""

import pytest

from amends.foundation.case.actions import add_participant
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Side
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement import actions
from amends.journey.agreement.actions import Result
from amends.journey.agreement.models import Party, Point
from amends.journey.agreement.tests.cast import a_point, all_agree, drafted, today  # noqa: F401  (pytest finds fixtures by name)
from amends.journey.followup.actions import close_case, code_outcome
from amends.journey.followup.rules.closing import Coded

DECLINED = Coded("declined", "not_for_them", whose=Side.HARMED)


@pytest.mark.requirement("W8-151")
def test_where_they_made_no_agreement_the_case_closes_without_one(drafted, coordinator, a_case):  # noqa: F811  (the fixture, not the import)
    code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    with pytest.raises(Refused, match="still a draft"):
        close_case(by=coordinator, case=a_case.case)
    actions.none_reached(by=coordinator, case=a_case.case, made_on=today(), way="meeting")
    assert close_case(by=coordinator, case=a_case.case).stage == Stage.CLOSED


@pytest.mark.requirement("EX-052")
def test_closing_is_refused_naming_the_third_who_has_no_copy(drafted, coordinator, a_case):  # noqa: F811  (the fixture, not the import)
    sister = add_participant(by=coordinator, file=a_case.harmed_file, part="supporter", initials="SS")
    actions.add_party(by=coordinator, agreement=drafted, participant=sister, called="Sally", agrees=False)
    a_point(coordinator, drafted)
    all_agree(coordinator, drafted)
    agreement = actions.make_final(by=coordinator, agreement=drafted)
    for party in agreement.parties.exclude(called="Sally"):
        actions.give_copy(by=coordinator, party=party, on=today(), how="by_hand", at_meeting=True)
    code_outcome(by=coordinator, case=a_case.case, coded=DECLINED)
    with pytest.raises(Refused, match=r"has reached: Sally\."):
        close_case(by=coordinator, case=a_case.case)
    actions.give_copy(by=coordinator, party=Party.objects.get(called="Sally"), on=today(), how="post")
    with pytest.raises(Refused, match="what became of 1"):
        close_case(by=coordinator, case=a_case.case)
    point = Point.objects.select_related("agreement__case").get()
    actions.set_status(by=coordinator, point=point, result=Result("not_done", today(), "Could not"))
    actions.record_told(by=coordinator, point=point, on=today(), how="phone")
    assert close_case(by=coordinator, case=a_case.case).stage == Stage.CLOSED
