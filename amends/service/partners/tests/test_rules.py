import pytest

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.lib.refusal import Refused
from amends.service.partners.actions import add_secure_domain, keep_setting, remove_secure_domain
from amends.service.partners.models import District, Pathway, Receiver
from amends.service.partners.rules import (
    check_pathway_is_live,
    district_of,
    is_secure_address,
    receiver_for,
    receivers,
)


@pytest.fixture
def area(service):
    """Thurrock has its own youth service; the Essex one serves the rest."""
    for name, postcodes, places in (
        ("Thurrock", ["ZZ4"], ["Grays", "Corringham"]),
        ("Harlow", ["ZZ1"], []),
        ("Epping Forest", ["ZZ2"], ["Waltham Abbey"]),
    ):
        District.objects.create(service=service, name=name, postcodes=postcodes, places=places)
    made = {}
    for name, districts in (
        ("Essex Youth Offending Service", []),
        ("Thurrock Youth Offending Service", ["Thurrock"]),
    ):
        agency = Agency.objects.create(service=service, name=name, kind=AgencyKind.YOUTH_JUSTICE)
        made[name] = Receiver.objects.create(
            service=service, agency=agency, takes=Receiver.Takes.YOUTH_JUSTICE, districts=districts
        )
    return made


class TestSecureAddress:
    @pytest.fixture(autouse=True)
    def trusted(self, service, coordinator):
        for domain in ("pnn.police.uk", "cjsm.net"):
            add_secure_domain(by=coordinator, service=service, domain=domain)

    @pytest.mark.parametrize(
        "address", ["rue@pnn.police.uk", "Rue <rue@essex.PNN.police.uk>", "a@b.cjsm.net", " a@cjsm.net "]
    )
    def test_listed_domain_and_below_are_safe(self, service, address):
        assert is_secure_address(service, address)

    @pytest.mark.parametrize(
        "address",
        [
            "rue@gmail.com",
            "rue@pnn.police.uk.example.org",
            "rue@xpnn.police.uk",
            "cjsm.net",
            "",
            "rue@",
            "a@net",
        ],
    )
    def test_everything_else_is_not(self, service, address):
        assert not is_secure_address(service, address)

    def test_list_belongs_to_one_service(self, other_service):
        assert not is_secure_address(other_service, "rue@pnn.police.uk")

    def test_domain_taken_off_the_list_is_no_longer_safe(self, service, coordinator):
        row = add_secure_domain(by=coordinator, service=service, domain="@GSI.gov.uk")
        assert is_secure_address(service, "a@gsi.gov.uk")
        remove_secure_domain(by=coordinator, domain=row)
        assert not is_secure_address(service, "a@gsi.gov.uk")

    def test_facilitator_cannot_change_the_list(self, service, facilitator):
        with pytest.raises(Refused):
            add_secure_domain(by=facilitator, service=service, domain="example.org")


class TestDistrict:
    @pytest.mark.parametrize(
        ("postcode", "address", "name"),
        [
            ("ZZ4 9LL", "", "Thurrock"),
            ("zz49ll", "", "Thurrock"),
            ("", "Flat 5, Grays", "Thurrock"),
            ("", "31 Otterbrook Twitten, Waltham Abbey", "Epping Forest"),
            ("ZZ1 4QP", "Grays Road", "Harlow"),
        ],
    )
    def test_found_by_postcode_then_by_place(self, service, area, postcode, address, name):
        found = district_of(service, postcode=postcode, address=address)
        assert found is not None
        assert found.name == name

    @pytest.mark.parametrize("postcode", ["ZZ41 9LL", "CM1 1AA", ""])
    def test_none_where_nothing_matches(self, service, area, postcode):
        assert district_of(service, postcode=postcode) is None


class TestReceiver:
    def test_district_decides_between_youth_services(self, service, area):
        thurrock = receiver_for(service, Receiver.Takes.YOUTH_JUSTICE, postcode="ZZ4 9LL")
        loughton = receiver_for(service, Receiver.Takes.YOUTH_JUSTICE, postcode="ZZ2 4TZ")
        unknown = receiver_for(service, Receiver.Takes.YOUTH_JUSTICE)
        assert thurrock == area["Thurrock Youth Offending Service"]
        assert loughton == unknown == area["Essex Youth Offending Service"]

    def test_criteria_are_a_setting_line_by_line(self, service, coordinator):
        agency = Agency.objects.create(service=service, name="Fire team", kind=AgencyKind.FIRE)
        row = keep_setting(
            by=coordinator,
            row=Receiver(service=service),
            details={"agency": agency, "takes": "fire", "criteria": "Small deliberate fires\n\nHoax calls"},
        )
        assert row.criteria_lines == ["Small deliberate fires", "Hoax calls"]
        assert list(receivers(service, "fire")) == [row]

    def test_body_no_longer_worked_with_is_not_offered(self, service, area):
        Agency.objects.filter(service=service).update(is_active=False)
        assert receiver_for(service, Receiver.Takes.YOUTH_JUSTICE) is None


@pytest.mark.parametrize("status", ["proposed", "agreed", "ended"])
def test_pathway_that_is_not_live_is_refused(status):
    with pytest.raises(Refused, match="not live"):
        check_pathway_is_live(Pathway(name="Prison", status=status))


def test_live_pathway_is_open():
    check_pathway_is_live(Pathway(name="Police", status="live"))
