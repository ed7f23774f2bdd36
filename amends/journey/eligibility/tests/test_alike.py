from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from amends.foundation.people.actions import add_contact_point
from amends.foundation.people.models import ContactPoint
from amends.journey.eligibility.actions import answer_likeness
from amends.journey.eligibility.models import Likeness
from amends.journey.eligibility.queries.alike import first_line, lookalikes_of
from amends.journey.eligibility.tests.referrals import (
    a_referral,
    burglary_from_police,
    burglary_from_victim_support,
)
from amends.journey.referral.models import ReferralPerson

NAMES = "SELECT name FROM eligibility_name"


@pytest.fixture
def burglaries(service, coordinator):
    return burglary_from_police(service), burglary_from_victim_support(service)


def how_of(found):
    return {evidence.how for evidence in found.evidence}


def test_same_burglary_from_two_senders_is_seen_from_both_sides(burglaries):
    for one, other in (burglaries, burglaries[::-1]):
        (found,) = lookalikes_of(one)
        assert found.number == other.number
        assert found.is_likely
        assert found.is_open
        assert found.about == first_line(other.incident)
        assert {"contact", "name", "day"} <= how_of(found)
    (found,) = lookalikes_of(burglaries[1])
    mobile = next(e for e in found.evidence if e.how == "contact")
    assert (mobile.mine, mobile.theirs) == ("+44 7700 900142", "07700 900142")


def test_answer_counts_from_both_sides(burglaries, service, coordinator):
    police, support = burglaries
    Likeness.objects.create(
        service=service, referral=support, other=police, answer="different", by=coordinator
    )
    for one in burglaries:
        (found,) = lookalikes_of(one)
        assert found.answer == "different"
        assert not found.is_open


def test_what_is_noted_about_a_likeness_is_locked_and_read_from_both_sides(burglaries, coordinator):
    police, support = burglaries
    words = "His brother rang: it is the same night"
    row = answer_likeness(by=coordinator, referral=police, other=support, answer="same", note=words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM eligibility_likeness WHERE id = %s", [row.pk])
        assert cursor.fetchone()[0].startswith("locked:")
    assert [found.note for one in burglaries for found in lookalikes_of(one)] == [words, words]


def test_misheard_name_and_the_same_landline(service, coordinator):
    council = a_referral(
        service, people=[{"full_name": "Mr Alder Godwit", "contacts": [("landline", "01632 960331")]}]
    )
    phone = a_referral(
        service, people=[{"full_name": "Mr Alda Goodwit", "contacts": [("landline", "01632 960 331")]}]
    )
    (found,) = lookalikes_of(phone)
    assert found.number == council.number
    assert found.is_likely


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (
            {"references": [("storm", "42/990588/26")]},
            {"references": [("athena", "42/99O588/26")]},
            "reference",
        ),
        (
            {"place": "Skatepark behind the leisure centre", "happened_on": date(2026, 4, 17)},
            {"place": "skatepark, behind leisure centre", "happened_on": date(2026, 4, 18)},
            "place",
        ),
    ],
)
def test_reference_in_the_other_box_and_place_and_day_match(service, coordinator, one, other, how):
    first = a_referral(service, **one)
    a_referral(service, **other)
    (found,) = lookalikes_of(first)
    assert how in how_of(found)


def test_name_alone_is_a_person_who_may_be_known_not_a_likely_duplicate(service, coordinator):
    first = a_referral(service, people=[{"full_name": "Petal Dipper"}])
    a_referral(service, people=[{"full_name": "Petal Dippar"}])
    (found,) = lookalikes_of(first)
    assert not found.is_likely


def test_among_many_namesakes_the_latest_are_shown_and_a_shared_number_still_counts(service, coordinator):
    number = [("mobile", "07700 900188")]
    misspelt = a_referral(service, people=[{"full_name": "Petal Dippar", "contacts": number}])
    namesakes = [a_referral(service, people=[{"full_name": "Petal Dipper"}]) for _ in range(22)]
    newest = a_referral(service, people=[{"full_name": "Petal Dipper", "contacts": number}])
    found = lookalikes_of(newest)
    assert found[0].number == misspelt.number
    assert found[0].is_likely
    assert {one.number for one in found[1:]} <= {one.number for one in namesakes[2:]}
    assert len(found) > 1


def test_a_name_is_looked_for_as_long_as_somebody_bears_it(service, coordinator):
    asked = a_referral(service, people=[{"full_name": "Petal Dippar"}])
    one, other = (a_referral(service, people=[{"full_name": "Petal Dipper"}]) for _ in range(2))
    ReferralPerson.objects.filter(referral=one).update(full_name="Osier Plover")
    (found,) = lookalikes_of(asked)
    assert found.number == other.number
    (renamed,) = lookalikes_of(a_referral(service, people=[{"full_name": "Osier Plovar"}]))
    assert renamed.number == one.number
    ReferralPerson.objects.filter(referral=other).delete()
    assert lookalikes_of(asked) == []


@pytest.mark.django_db(transaction=True)
def test_no_name_is_left_of_whom_was_taken_out(service, coordinator, acting, run_database):
    def names():
        with run_database.owner() as owner:
            return {name for (name,) in owner.execute(NAMES)}

    with transaction.atomic():
        acting(coordinator)
        known = a_referral(service, people=[{"full_name": "Petal Dipper"}, {"full_name": "Drake Hemlock"}])
        kept = a_referral(service, people=[{"full_name": "Petal Dipper"}])
    assert names() == {"PETAL DIPPER", "DRAKE HEMLOCK"}
    with transaction.atomic():
        acting(coordinator)
        ReferralPerson.objects.filter(referral=known).delete()
    assert names() == {"PETAL DIPPER"}
    with transaction.atomic():
        acting(coordinator)
        ReferralPerson.objects.filter(referral=kept).update(full_name="Osier Plover")
    assert names() == {"OSIER PLOVER"}


def test_the_application_reads_no_list_of_names(service, coordinator):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(NAMES)


def test_same_birthday_and_name_is_likely(service, coordinator):
    born = date(1999, 6, 11)
    first = a_referral(service, people=[{"full_name": "Ms Myrtle Bunting", "date_of_birth": born}])
    a_referral(service, people=[{"full_name": "Myrtle Bunting", "date_of_birth": born}])
    (found,) = lookalikes_of(first)
    assert found.is_likely


def test_open_case_without_a_referral_is_found_by_number_and_name(service, coordinator, a_case):
    add_contact_point(
        by=coordinator, participant=a_case.harmed, kind=ContactPoint.Kind.LANDLINE, value="01632 960 777"
    )
    referral = a_referral(
        service, people=[{"full_name": "Hannah Harmed", "contacts": [("landline", "01632960777")]}]
    )
    (found,) = lookalikes_of(referral)
    assert found.case_id == a_case.case.pk
    assert found.is_likely


def test_nothing_in_common_is_nothing(service, coordinator):
    first = a_referral(service, people=[{"full_name": "Osier Plover"}], references=[("crime", "42/1/26")])
    a_referral(service, people=[{"full_name": "Drake Hemlock"}], references=[("crime", "42/2/26")])
    assert lookalikes_of(first) == []


@pytest.mark.parametrize("who", ["stranger", "facilitator", "referrer", "sysadmin"])
def test_only_who_sees_the_whole_service_learns_of_them(burglaries, acting, request, who):
    acting(request.getfixturevalue(who))
    assert lookalikes_of(burglaries[0]) == []


def test_other_service_with_the_same_number_is_not_shown(
    service, other_service, coordinator, stranger, acting
):
    contacts = [("mobile", "07700 900142")]
    acting(stranger)
    a_referral(other_service, people=[{"full_name": "Rose", "contacts": contacts}])
    acting(coordinator)
    ours = a_referral(service, people=[{"full_name": "Rose", "contacts": contacts}])
    assert lookalikes_of(ours) == []


def test_first_line_is_cut_at_a_word():
    assert first_line("\n One line \n two") == "One line"
    assert first_line("word " * 60).endswith("word …")
    assert first_line("") == ""
