"""The ranges of what is limited follow every change of a limit and of a referral, and nobody may read them."""

import pytest
from django.db import ProgrammingError, connection, transaction

from amends.foundation.case.actions import open_new_case
from amends.foundation.case.grant_actions import lift_limit, limit_case
from amends.foundation.case.models import Case
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.referral.models import Referral, ReferralPerson
from tests.security.test_walls import rows

WHY = "A councillor is a party, and the press has asked."


def another_case(service, by):
    return open_new_case(
        by=by, service=service, family=Case.Family.NEIGHBOURS, what="loud music", roles="clear"
    )


def numbers(table, column="id"):
    return {row[column] for row in rows(table)}


@pytest.fixture
def limited(a_case, manager, acting):
    acting(manager)
    limit_case(by=manager, case=a_case.case, kind="limited", reason=WHY, named=[])
    return a_case


@pytest.mark.requirement("PF-035")
def test_of_two_limits_the_one_that_is_lifted_opens_its_case_only(
    limited, manager, coordinator, service, acting
):
    other = another_case(service, manager)
    limit_case(by=manager, case=other, kind="high_profile", reason=WHY, named=[])
    acting(coordinator)
    assert numbers("case_case").isdisjoint({limited.case.pk, other.pk})
    acting(manager)
    lift_limit(by=manager, case=other)
    acting(coordinator)
    assert other.pk in numbers("case_case")
    assert limited.case.pk not in numbers("case_case")
    assert numbers("people_person", "file_id").isdisjoint(
        {limited.harmed_file.pk, limited.responsible_file.pk}
    )


def test_a_referral_is_hidden_from_when_it_is_joined_to_a_limited_case_until_it_is_parted(
    limited, manager, coordinator, service, acting
):
    joined = a_referral(service, people=[{"full_name": "Hanna Harmed"}])
    born_with_it = a_referral(service, people=[{"full_name": "Hanna Harmed"}], case=limited.case)
    Referral.objects.filter(pk=joined.pk).update(case=limited.case)
    acting(coordinator)
    assert numbers("referral_referral").isdisjoint({joined.pk, born_with_it.pk})
    assert not ReferralPerson.objects.filter(referral__in=[joined.pk, born_with_it.pk]).exists()
    acting(manager)
    Referral.objects.filter(pk=joined.pk).update(case=None)
    acting(coordinator)
    assert joined.pk in numbers("referral_referral")
    assert born_with_it.pk not in numbers("referral_referral")


@pytest.mark.parametrize("table", ["case_shut", "referral_shut"])
def test_the_application_reads_no_list_of_what_is_limited(limited, coordinator, acting, table):
    acting(coordinator)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(f"SELECT * FROM {table}")  # noqa: S608  (a name from the list above)
