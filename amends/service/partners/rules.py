"""Is this address safe, which district is this, who takes it over, and who has gone quiet?"""

from collections.abc import Iterable

from django.db.models import QuerySet

from amends.foundation.access.models import Agency, Service
from amends.foundation.lib.refusal import Refused
from amends.service.partners.models import District, Pathway, Receiver, SecureDomain


def domain_of(address: str) -> str:
    """What stands after the last @, in small letters; "" when there is nothing."""
    return address.strip().rstrip(">").rpartition("@")[2].strip().lower()


def is_secure_address(service: Service, address: str) -> bool:
    """Whether mail from this address comes from a listed domain or from below one (hub manual, referrals para 1)."""
    ends = _ends(address)
    return bool(ends) and SecureDomain.objects.filter(service=service, domain__in=ends).exists()


def check_works_securely(address: str, domains: Iterable[str]) -> None:
    """Refuse a case to somebody whose own address is at none of the service's secure domains (Wait 'til Eight s4 para 2).

    A service that has not listed any yet is not held up by it.
    """
    listed = set(domains)
    if listed and not listed & set(_ends(address)):
        raise Refused(
            "They have no secure e-mail address.",
            source="Wait 'til Eight section 4 para 2",
            opens="Give them one, and change the address of their account.",
        )


def _ends(address: str) -> list[str]:
    """The domain of an address and those above it."""
    labels = domain_of(address).split(".")
    if "@" not in address or labels == [""]:
        return []
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def district_of(service: Service, *, postcode: str = "", address: str = "") -> District | None:
    """The district with the longest matching beginning of the postcode; failing that, one named in the address."""
    districts = list(District.objects.filter(service=service).order_by("name"))
    wanted = "".join(postcode.upper().split())
    by_postcode = [
        (len(start), district)
        for district in districts
        for start in district.postcodes
        if _begins(wanted, start)
    ]
    if by_postcode:
        return max(by_postcode, key=lambda found: found[0])[1]
    words = f" {' '.join(address.lower().replace(',', ' ').split())} "
    for district in districts:
        if any(f" {place.lower()} " in words for place in (district.name, *district.places)):
            return district
    return None


def _begins(postcode: str, start: str) -> bool:
    """ZZ4 is the beginning of ZZ4 9LL but not of ZZ41 9LL: an outward code alone stands for the whole of it."""
    begins = "".join(start.upper().split())
    if not postcode or not begins or not postcode.startswith(begins):
        return False
    outward = postcode[:-3]
    return len(begins) > len(outward) or begins == outward or not begins[-1].isdigit()


def receivers(service: Service, takes: str) -> QuerySet[Receiver]:
    """The active bodies that take this kind of referral over."""
    found = Receiver.objects.filter(service=service, takes=takes, agency__is_active=True)
    return found.select_related("agency").order_by("agency__name")


def receiver_for(service: Service, takes: str, *, postcode: str = "", address: str = "") -> Receiver | None:
    """The body for this place: the one that serves its district, else the one that serves the rest."""
    found = list(receivers(service, takes))
    district = district_of(service, postcode=postcode, address=address)
    own = [receiver for receiver in found if district and district.name in receiver.districts]
    rest = [receiver for receiver in found if not receiver.districts]
    return next(iter([*own, *rest]), None)


def pathway_for(service: Service, agency: Agency | None, kind: str) -> Pathway | None:
    """The pathway that fits the sender: of the very agency, else the only one of that kind of sender."""
    rows = list(Pathway.objects.filter(service=service).exclude(status=Pathway.Status.ENDED))
    own = [row for row in rows if agency and row.agency_id == agency.pk]
    fitting = own or [row for row in rows if row.agency_id is None and row.source == kind]
    return fitting[0] if len(fitting) == 1 else None


def check_pathway_is_live(pathway: Pathway) -> None:
    """Refuse to go on under a pathway that is not live; the manager may still agree to one referral."""
    if not pathway.is_live:
        raise Refused(
            f"The pathway “{pathway.name}” is not live: it is {pathway.get_status_display().lower()}.",
            source="Hub manual, C1 main responsibilities, referral pathways",
            opens="Ask the manager to agree to this one, or choose another pathway.",
        )


def agencies_of(service: Service) -> QuerySet[Agency]:
    """The service's partners by name."""
    return Agency.objects.filter(service=service).order_by("name")
