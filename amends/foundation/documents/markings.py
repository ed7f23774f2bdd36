"""Which marking a document carries, whether another protects less, and the notice on forms with personal details."""

from functools import cache

from django.conf import settings

from amends.foundation.access.models import Service
from amends.foundation.documents.models import Document, Marking, MarkingDefault, MarkingScheme
from amends.foundation.documents.models.marking import USUAL_NOTICE
from amends.foundation.documents.wording import document_templates
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import read

SOURCE = "Wait 'til Eight section 4 para 3"
UNMARKED = "No marking"


@cache
def usual_markings() -> tuple[tuple[str, int, str], ...]:
    """The list a service begins with: name, rank and what it means."""
    parts = read(settings.POLICY_DIR / "markings.yaml").fields(needed=["version", "source", "markings"])
    found = []
    for item in parts["markings"].items():
        fields = item.fields(needed=["name", "rank", "words"])
        found.append((fields["name"].text(), fields["rank"].whole_number(), fields["words"].text()))
    return tuple(found)


def markings_of(service: Service) -> list[Marking]:
    """The list, the most protective first."""
    return list(Marking.objects.filter(service=service).order_by("-rank", "name"))


def default_for(service: Service, template: str) -> str:
    """What a new document of this kind is marked with: the service's own choice for it, else the service's marking.

    Empty for what says the same to everybody, such as a leaflet: markings are for papers about somebody.
    """
    own = MarkingDefault.objects.filter(service=service, template=template).values_list(
        "marking__name", flat=True
    )
    return own.first() or _usual_for(service, template)


def _usual_for(service: Service, template: str) -> str:
    versions = document_templates().get(template)
    return "" if versions and not versions[-1].marked else service.marking


def notice_of(service: Service) -> str:
    """The notice that limits use to authorised staff."""
    own = MarkingScheme.objects.filter(service=service).values_list("notice", flat=True).first()
    return own or USUAL_NOTICE


def marking_of(document: Document) -> str:
    """What this document carries now; empty for what says the same to everybody."""
    last = document.remarkings.order_by("-pk").values_list("after", flat=True).first()
    return last or document.marking or _usual_for(document.service, document.template)


def is_lower(service: Service, after: Marking, before: str) -> bool:
    """Whether a marking protects less than the one before; of one that is on no list, every other may."""
    if after.name == before or not before:
        return False
    ranks = {marking.name: marking.rank for marking in markings_of(service)}
    return before not in ranks or after.rank < ranks[before]


def check_lowering(service: Service, after: Marking, before: str, reason: str) -> bool:
    """Whether it is lower. Refused when it is and nobody says why (W8-172)."""
    lower = is_lower(service, after, before)
    if lower and not reason.strip():
        raise Refused(
            f"“{after.name}” may protect less than “{before}”. Say why that is enough.",
            source=SOURCE,
            field="reason",
        )
    return lower
