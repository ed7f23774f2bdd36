"""A referral form in the service's own words: what was sent before the change is printed as it was."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.documents.actions import make_document
from amends.foundation.documents.worded import Paper
from amends.journey.referral.actions import hand_in
from amends.journey.referral.models import Referral
from amends.journey.referral.tests.samples import GOOD
from amends.journey.referral.views.printing import print_filled
from amends.service.library import actions
from amends.service.library.tests.test_letters import OURS, put_into_own_words

BLANK = {"sections": [{"title": "x", "rows": []}], "form_version": "1"}


@pytest.mark.requirement("W8-003")
def test_a_referral_from_before_the_change_has_the_earlier_wording_and_the_original_comes_back(
    client, sign_in, manager, referrer, service, acting
):
    acting(referrer)
    before = hand_in(by=referrer, service=service, form="referral", route="website", content=GOOD)
    Referral.objects.filter(pk=before.pk).update(received_at=timezone.now() - dt.timedelta(days=1))
    before.refresh_from_db()
    acting(manager)
    entry = put_into_own_words(manager, service)
    document = print_filled(by=manager, referral=before)
    assert OURS not in document.html
    assert document.own_version is None
    blank = make_document(by=manager, paper=Paper("referral-form", BLANK), belongs_to=service)
    assert OURS in blank.html
    assert (blank.version, blank.own_version) == (1, 1)
    shown = sign_in(client, manager).get(reverse("documents:show", args=[blank.pk])).content.decode()
    assert "in our own words, version 1" in shown
    assert manager.name in client.get(reverse("library:entry", args=[entry.pk])).content.decode()
    original = actions.put_back(by=manager, entry=entry)
    actions.finish(by=manager, edition=original)
    actions.publish(by=manager, edition=original)
    after = make_document(by=manager, paper=Paper("referral-form", BLANK), belongs_to=service)
    assert OURS not in after.html
    assert entry.editions.count() == 2
