"""What a referral says, in words: what was answered stands there, a no as well as a yes."""

import datetime as dt

from amends.journey.referral.models import CommunityResolution, ReferralPerson
from amends.journey.referral.views.in_words import answers_of


def words_of(row, *names):
    return {str(line.key): line.value for line in answers_of(row, names)}


def test_a_no_that_was_given_is_shown_and_a_box_that_nobody_ticked_is_not():
    form = CommunityResolution(consents_to_disclosure=False, told_of_disclosure=True, enters_contract=None)
    names = ("consents_to_disclosure", "told_of_disclosure", "enters_contract", "flag_hate")
    assert words_of(form, *names) == {"Consents to disclosure": "No", "Told of disclosure": "Yes"}


def test_somebody_who_is_only_spoken_of_is_said_to_take_no_part():
    assert words_of(ReferralPerson(takes_part=False, under_18=False), "takes_part", "under_18") == {
        "Might take part": "No",
        "Under 18": "No",
    }


def test_hours_are_written_without_seconds():
    assert words_of(ReferralPerson(from_hour=dt.time(9)), "from_hour") == {"Not before": "09:00"}
