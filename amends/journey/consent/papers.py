"""The forms and sheets that this room hands out, each in the file of the person they are for (W8-183, W8-190)."""

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.journey.consent.purposes import Purpose, Sheet, purposes


def form_name(sheet: Sheet) -> str:
    """The document template of what is explained."""
    return f"explained-{sheet.key}"


def make_sheet(*, by: User, participant: Participant, sheet: Sheet, shared: str = "") -> Document:
    """The explanation on paper. What would be shared is filled in, where the sheet says that."""
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    if sheet.says_what_is_shared and not shared.strip():
        raise Refused("Say what will be shared, with whom and why.", source=sheet.source, field="shared")
    context = {"shared": shared.strip()} if sheet.says_what_is_shared else {}
    return make_document(
        by=by,
        paper=Paper(form_name(sheet), context, subject=f"participant:{participant.pk}"),
        belongs_to=participant.file,
        reader=participant,
    )


def make_form(*, by: User, participant: Participant, wanted: list[Purpose], bodies: str = "") -> Document:
    """A consent form with a line for each purpose, to be signed and put back into their file."""
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    if not wanted:
        raise Refused("Choose what they are asked.", field="purposes")
    person = Person.objects.filter(participant=participant).first()
    context = {
        "name": person.full_name if person else participant.initials,
        "sections": [{"title": each.title, "words": each.words, "easy": each.easy} for each in wanted],
        "wording": purposes()[0],
        "bodies": bodies,
        "adult": participant.appropriate_adult_needed,
    }
    return make_document(
        by=by,
        paper=Paper(
            "consent-form",
            context,
            subject=f"participant:{participant.pk}",
            names_allowed=[str(context["name"])],
        ),
        belongs_to=participant.file,
        reader=participant,
    )
