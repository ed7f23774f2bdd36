"""The case that every room's tests start from."""

from amends.foundation.case.models import Case


def test_a_case_has_two_principals_in_two_files(a_case):
    assert a_case.harmed.person.full_name == "Hanna Harmed"
    assert a_case.harmed.file == a_case.harmed_file
    assert a_case.responsible.file == a_case.responsible_file
    assert a_case.case.number == f"ESX-{a_case.case.opened_at:%y}-0001"


def test_a_case_is_seen_by_the_coordinator_and_by_no_stranger(a_case, acting, stranger):
    assert Case.objects.get() == a_case.case
    acting(stranger)
    assert not Case.objects.exists()
