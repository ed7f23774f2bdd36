"""An establishment is a prison, a young offender institution or a contracted prison, and nothing else."""

import pytest
from django.urls import reverse

from amends.foundation.access.models import Agency
from amends.foundation.lib.refusal import Refused
from amends.service.partners.actions import say_establishment
from amends.service.partners.models import Establishment


@pytest.mark.requirement("W8-392")
def test_all_three_sorts_are_establishments_and_no_other_body_is(
    client, sign_in, coordinator, service, police, acting
):
    acting(coordinator)
    assert [label for _, label in Establishment.Kind.choices] == [
        "HM Prison",
        "HM Young Offender Institution",
        "Contracted prison",
    ]
    prison = Agency.objects.create(service=service, name="HMP Exampleton", kind="prison")
    browser = sign_in(client, coordinator)
    page = reverse("partners:agency", args=[prison.pk])
    assert "Establishment: not said yet" in browser.get(page).text
    answer = browser.post(reverse("partners:establishment", args=[prison.pk]), {"kind": "contracted"})
    assert answer.status_code == 302
    assert "Establishment: Contracted prison" in browser.get(page).text
    with pytest.raises(Refused, match="Only a prison"):
        say_establishment(by=coordinator, agency=police, kind="prison")
