"""A pack for the provider somebody chose: opened, taken on, returned with the reason."""

import pytest
from django.test import Client
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.tests.cast import make_user
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.referral import actions
from amends.journey.referral.models import ProviderPack
from amends.journey.referral.tests.browsing import words
from amends.journey.referral.tests.samples import GOOD

WRITTEN = {
    "person_details": "Rowan Finch, 27",
    "offence_summary": "A shed was broken into.",
    "risk_summary": "Low.",
    "where_held": "Rushmere probation office",
    "practitioner_contact": "Paula, 01632 960 100",
}


@pytest.fixture
def provider(service):
    return Agency.objects.create(service=service, name="Mending Bridges", kind=AgencyKind.OTHER)


@pytest.fixture
def worker(service, provider):
    """Somebody who works for the provider."""
    return make_user("Percy Vider", "referrer", service, provider)


@pytest.fixture
def referral(service, referrer, acting):
    acting(referrer)
    return actions.hand_in(by=referrer, service=service, form="referral", route="website", content=GOOD)


@pytest.fixture
def pack(referral, referrer, provider):
    return actions.send_pack(
        by=referrer, referral=referral, provider=provider, details=WRITTEN, needs_known="none_known"
    )


@pytest.fixture
def theirs(sign_in, worker):
    """The provider's browser."""
    return sign_in(Client(), worker)


@pytest.mark.requirement("PF-030")
def test_opening_it_by_the_provider_is_the_day_it_was_received(pack, theirs, worker, officer, referrer):
    address = reverse("referral:pack", args=[pack.pk])
    assert pack.received_at is None
    officer.get(address)
    with acting_as(referrer):
        assert ProviderPack.objects.get().received_at is None
    page = words(theirs.get(address))

    assert all(said in page for said in WRITTEN.values())
    with acting_as(worker):
        first = ProviderPack.objects.get().received_at
        assert first is not None
    theirs.get(address)
    with acting_as(worker):
        assert ProviderPack.objects.get().received_at == first


@pytest.mark.requirement("PF-030")
def test_returned_pack_gives_its_sender_the_reason_and_a_task(pack, theirs, officer, referrer):
    address = reverse("referral:pack", args=[pack.pk])
    assert theirs.post(address, {"answer": "returned", "reason": ""}).status_code == 200
    assert theirs.post(address, {"answer": "returned", "reason": "No place before June."}).status_code == 302

    with acting_as(referrer):
        task = Clock.objects.get(name="provider-returned")
        assert (task.owner, task.link, task.stopped_at) == (referrer, address, None)
    assert "No place before June." in words(officer.get(address))
    officer.post(reverse("referral:pack_settled", args=[pack.pk]))
    with acting_as(referrer):
        task.refresh_from_db()
        assert task.stopped_at is not None


@pytest.mark.requirement("PF-030")
def test_pack_is_taken_on(pack, theirs, worker, referrer):
    theirs.post(reverse("referral:pack", args=[pack.pk]), {"answer": "accepted"})

    with acting_as(referrer):
        assert ProviderPack.objects.get().answer == "accepted"
        assert not Clock.objects.filter(name="provider-returned").exists()
    with acting_as(worker), pytest.raises(Refused, match="answered already"):
        actions.answer_pack(by=worker, pack=pack, answer="returned", reason="x")


def test_pack_is_written_and_sent_on_a_page_that_names_nobody_harmed(referral, officer, provider):
    address = reverse("referral:new_pack", args=[referral.number])
    assert "Hazel" not in words(officer.get(address))

    page = officer.post(
        address,
        {**WRITTEN, "needs_known": "none_known", "provider": provider.pk, "risk_summary": "Hazel is afraid."},
    )
    assert "“Hazel” is the name of somebody else" in words(page)
    assert (
        officer.post(address, {**WRITTEN, "needs_known": "none_known", "provider": provider.pk}).status_code
        == 302
    )
    assert "Mending Bridges" in words(officer.get(reverse("referral:packs")))


def test_pack_is_nobody_elses(pack, sign_in, council_referrer, stranger, worker, theirs, referral):
    for user in (council_referrer, stranger):
        assert sign_in(Client(), user).get(reverse("referral:pack", args=[pack.pk])).status_code == 404
        with acting_as(user):
            assert not ProviderPack.objects.exists()
    assert theirs.get(reverse("referral:status", args=[referral.number])).status_code == 404


def test_sender_does_not_answer_for_the_provider(pack, referrer):
    with pytest.raises(Refused, match="for its provider"):
        actions.answer_pack(by=referrer, pack=pack, answer="accepted")


DEAF = ("hearing_seeing", "Deaf in the left ear")


@pytest.mark.requirement("PF-141")
def test_a_pack_that_says_nothing_of_needs_is_asked_for_them_or_none_known(referral, officer, provider):
    address = reverse("referral:new_pack", args=[referral.number])
    sent = {**WRITTEN, "provider": provider.pk}
    assert "Say what they need, or that none is known" in words(officer.post(address, sent))
    listed = {**sent, "needs_known": "listed"}
    assert "Say what they need" in words(officer.post(address, listed))
    not_agreed = {**sent, "needs_known": "not_agreed", "kind_1": DEAF[0], "words_1": DEAF[1]}
    assert "ask the person whether the provider may hear" in words(officer.post(address, not_agreed))
    hazel = {**listed, "kind_1": DEAF[0], "words_1": "Hazel has to sit near"}
    assert "name of somebody else" in words(officer.post(address, hazel))
    assert not ProviderPack.objects.exists()
    assert officer.post(address, {**listed, "kind_1": DEAF[0], "words_1": DEAF[1]}).status_code == 302
    assert [need.words for need in ProviderPack.objects.get().needs.all()] == [DEAF[1]]


@pytest.mark.requirement("PF-141")
def test_whoever_takes_a_pack_on_says_how_each_need_is_met(
    referral, referrer, provider, worker, theirs, officer
):
    with acting_as(referrer):
        pack = actions.send_pack(
            by=referrer,
            referral=referral,
            provider=provider,
            details=WRITTEN,
            needs_known="listed",
            needs=[DEAF, ("reading", "Easy words")],
        )
        first, second = pack.needs.order_by("pk")
    address = reverse("referral:pack", args=[pack.pk])
    assert "Deaf in the left ear" in words(theirs.get(address))
    half = {"answer": "accepted", f"need_{first.pk}": "A loop is there"}
    assert "Say how you will meet this need: Easy words" in words(theirs.post(address, half))
    with acting_as(worker):
        assert ProviderPack.objects.get().answer == ""
    assert theirs.post(address, {**half, f"need_{second.pk}": "Read together"}).status_code == 302
    page = words(officer.get(address))
    assert "How it is met: A loop is there" in page
    assert "How it is met: Read together" in page


def test_a_pack_is_returned_without_answers_about_needs(referral, referrer, provider, worker):
    with acting_as(referrer):
        pack = actions.send_pack(
            by=referrer,
            referral=referral,
            provider=provider,
            details=WRITTEN,
            needs_known="listed",
            needs=[DEAF],
        )
    with acting_as(worker):
        actions.receive_pack(by=worker, pack=pack)
        assert (
            actions.answer_pack(by=worker, pack=pack, answer="returned", reason="Full.").answer == "returned"
        )
