"""Each of the sixteen referrals at the desk: the decision it lands on, and the two pairs that are one matter."""

import pytest

from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import set_safe_contact
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.journey.eligibility.actions import (
    Ruling,
    join_referrals,
    open_case_from,
    screen_referral,
)
from amends.journey.eligibility.actions.carrying import carry_over
from amends.journey.eligibility.actions.opening import suggested_roles, suggested_side
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.joined import everybody_in
from amends.journey.eligibility.models import CarriedOver
from amends.journey.eligibility.queries.alike import lookalikes_of
from amends.journey.eligibility.rules import family_of
from amends.journey.eligibility.tests.sixteen import ENTRIES, expected_of, landed
from amends.journey.referral.facts import facts_of

DECISION = {
    "eligible": "eligible",
    "need_facts": "hold",
    "not_yet": "hold",
    "not_eligible": "not_suitable",
    "refer_on": "transfer",
}


def opened(by, referral, what="an example"):
    """A case from a referral that was screened as eligible."""
    facts = facts_of(referral)
    screen_referral(by=by, referral=referral, ruling=Ruling("eligible", family=family_of(facts)))
    roles = suggested_roles(facts)
    sides = {who.main.pk: suggested_side(who.main, roles) for who in everybody_in(referral)}
    return open_case_from(by=by, referral=referral, what=what, roles=roles, sides=sides, words="Opened.")


@pytest.mark.requirement("EX-037")
@pytest.mark.parametrize("number", sorted(ENTRIES))
def test_referral_lands_on_its_decision_and_the_screening_keeps_it(number, service, coordinator):
    referral = landed(service, coordinator, number)
    expected = expected_of(ENTRIES[number])
    desk = Desk(coordinator, referral)
    assert desk.decision.outcome == expected["decision"]
    assert sorted(desk.decision.missing) == sorted(expected.get("missing", []))

    decision = DECISION[expected["decision"]]
    family = family_of(desk.facts) if decision == "eligible" else ""
    screening = screen_referral(
        by=coordinator, referral=referral, ruling=Ruling(decision, family=family, reason="As the rules say.")
    )
    assert screening.outcome == expected["decision"]
    assert (screening.profile, screening.profile_version) == ("essex-2015", 1)
    assert {name: fact["value"] for name, fact in screening.facts.items()} == desk.facts


@pytest.mark.parametrize(("earlier", "later"), [("01", "07"), ("02", "23")])
def test_the_same_matter_sent_twice_is_seen(earlier, later, service, coordinator):
    first, second = (landed(service, coordinator, number) for number in (earlier, later))
    (found,) = [each for each in lookalikes_of(second) if each.is_likely]
    assert found.number == first.number
    assert "contact" in {evidence.how for evidence in found.evidence}


def test_of_all_sixteen_only_the_two_pairs_look_alike(service, coordinator):
    referrals = {number: landed(service, coordinator, number) for number in sorted(ENTRIES)}
    numbers = {referral.number: number for number, referral in referrals.items()}
    pairs = {
        (number, numbers[found.number])
        for number, referral in referrals.items()
        for found in lookalikes_of(referral)
        if found.is_likely
    }
    assert pairs == {("01", "07"), ("07", "01"), ("02", "23"), ("23", "02")}


@pytest.fixture
def same(coordinator):
    """Joins a later referral to an earlier one as the page proposes it."""

    def join(later, earlier, **more):
        there = {each.main.full_name: each.main.pk for each in everybody_in(earlier)}
        chosen = {
            person.pk: more.pop("who", {}).get(person.full_name, "new") for person in later.people.all()
        }
        chosen = {pk: str(there[name]) if name in there else name for pk, name in chosen.items()}
        return join_referrals(by=coordinator, referral=later, into=earlier, same=chosen, **more)

    return join


def test_burglary_joined_before_a_case_gives_one_file_with_the_stricter_rules(service, coordinator, same):
    police, support = (landed(service, coordinator, number) for number in ("01", "07"))
    names = {person.full_name: person for person in support.people.all()}
    victim = next(name for name in names if "Tansey" in name)
    offender = next(name for name in names if "Deane" in name)
    main = next(p.full_name for p in police.people.all() if p.side == "harmed" and p.part == "principal")
    dean = next(p.full_name for p in police.people.all() if p.side == "responsible")
    join_referrals(
        by=coordinator,
        referral=support,
        into=police,
        same={
            names[victim].pk: str(police.people.get(full_name=main).pk),
            names[offender].pk: str(police.people.get(full_name=dean).pk),
        },
    )
    case = opened(coordinator, police)
    person = Person.objects.get(participant__case=case, full_name=main)
    card = SafeContact.objects.get(participant=person.participant)
    assert card.calls == SafeContact.Answer.YES
    assert card.voicemail == SafeContact.Answer.NO
    assert "Tues" in card.dates_to_avoid
    assert CarriedOver.objects.filter(participant=person.participant).count() == 2
    mobiles = ContactPoint.objects.filter(participant=person.participant, value__contains="142")
    assert mobiles.count() >= 1
    assert not Person.objects.filter(participant__case=case, full_name=victim).exists()


def test_burglary_joined_to_an_open_case_brings_its_card_up_to_date(service, coordinator):
    police = landed(service, coordinator, "01")
    case = opened(coordinator, police)
    support = landed(service, coordinator, "07")
    rose = support.people.get(full_name__contains="Tansey")
    main = police.people.get(side="harmed", part="principal")
    join_referrals(by=coordinator, referral=support, into=police, same={rose.pk: str(main.pk)})
    card = SafeContact.objects.get(participant__carried_over__person=main)
    assert card.participant.case_id == case.pk
    assert card.voicemail == SafeContact.Answer.NO
    numbers = {point.value for point in ContactPoint.objects.filter(participant=card.participant)}
    assert any("960142" in number.replace(" ", "") for number in numbers)
    assert sum("900142" in number.replace(" ", "") for number in numbers) == 1


def test_what_a_referrer_says_of_the_envelope_takes_everything_but_the_address_off_it(service, coordinator):
    police = landed(service, coordinator, "01")
    opened(coordinator, police)
    main = police.people.get(side="harmed", part="principal")
    card = SafeContact.objects.get(participant__carried_over__person=main)
    returns = {"envelope_shows": SafeContact.Shows.RETURN}
    set_safe_contact(by=coordinator, card=card, changes=returns)
    also = landed(service, coordinator, "07").people.get(full_name__contains="Tansey")
    also.envelope = "Nothing that says who it is from"
    carry_over(by=coordinator, participant=Participant.objects.get(pk=card.participant_id), people=[also])
    card.refresh_from_db()
    assert card.envelope_shows == SafeContact.Shows.NOT_ASKED
    assert "Nothing that says who it is from" in card.envelope


def test_neighbour_by_telephone_joined_to_the_council_s_referral_puts_responsibility_in_doubt(
    service, coordinator
):
    council, phone = (landed(service, coordinator, number) for number in ("02", "23"))
    doubtful = ["responsibility", "both_accept_some_responsibility"]
    join_referrals(by=coordinator, referral=phone, into=council, same={}, ask_again=doubtful)
    facts = facts_of(council)
    assert not set(doubtful) & set(facts)
    with pytest.raises(Refused, match="missing"):
        screen_referral(
            by=coordinator, referral=council, ruling=Ruling("eligible", family="neighbour_dispute")
        )


@pytest.mark.parametrize(
    "number", [n for n in sorted(ENTRIES) if expected_of(ENTRIES[n])["decision"] == "eligible"]
)
def test_every_eligible_referral_opens_a_case_with_its_people_on_two_walled_files(
    number, service, coordinator
):
    referral = landed(service, coordinator, number)
    case = opened(coordinator, referral)
    on_file = CarriedOver.objects.filter(participant__case=case).select_related("participant", "person")
    assert on_file.exists()
    for row in on_file:
        assert row.file_id == row.participant.file_id
        assert row.participant.side in {"party_a", "party_b"} if number == "02" else True
        if row.consent == "refused":
            assert not row.participant.takes_part
    unsafe = referral.contacts.filter(is_safe=False, person__carried_over__isnull=False).values_list(
        "value", flat=True
    )
    for value in unsafe:
        assert ContactPoint.objects.filter(participant__case=case, value=value, is_safe=False).exists()
    referral.refresh_from_db()
    assert (referral.status, referral.case_id) == ("accepted", case.pk)


def test_neighbours_without_clear_roles_become_party_a_and_b_with_their_own_cards(service, coordinator):
    case = opened(coordinator, landed(service, coordinator, "02"))
    assert case.roles == "unclear"
    cards = {
        card.participant.person.full_name: card
        for card in SafeContact.objects.filter(participant__case=case).select_related("participant__person")
    }
    godwit = next(card for name, card in cards.items() if "Alder" in name)
    medway = next(card for name, card in cards.items() if "Saffron" in name)
    assert {godwit.participant.side, medway.participant.side} == {"party_a", "party_b"}
    assert godwit.post == medway.post == SafeContact.Answer.NO


def test_bowls_club_is_a_group_with_its_spokesperson_and_a_member_who_is_not_contacted(service, coordinator):
    case = opened(coordinator, landed(service, coordinator, "11"))
    people = {p.person.full_name: p for p in case.participants.select_related("person", "of__person")}
    nene = next(p for name, p in people.items() if "Nene" in name)
    plover = next(p for name, p in people.items() if "Plover" in name)
    assert not nene.takes_part
    assert plover.part == "spokesperson"
    assert plover.of is not None
    assert plover.of.person.kind in {"group", "organisation"}
