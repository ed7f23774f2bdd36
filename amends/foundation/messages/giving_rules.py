"""Questions about giving somebody a paper that is made: whom it is for, who has it, who may be given it now."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.case.models import Case, CaseFile, Participant, Side
from amends.foundation.documents.models import Copy, Document
from amends.foundation.documents.rules import plain_text
from amends.foundation.documents.ways import Way, provide_ways
from amends.foundation.documents.wording import document_templates
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message

QUEUE = "queue"
# A manager reads somebody's own record through and gives it out; nobody else posts it or hands it over before that.
RELEASED_ELSEWHERE = {"own-records"}
# Which sides a template is written for; papers for staff and referrers go to nobody in a case.
SIDES: dict[str, tuple[Side, ...]] = {
    "harmed": (Side.HARMED, Side.PARTY_A),
    "responsible": (Side.RESPONSIBLE, Side.PARTY_B),
    "party": (Side.PARTY_A, Side.PARTY_B),
    "either": tuple(Side),
}


def who_may_get(user: User, document: Document) -> list[Participant]:
    """The people whom this paper is for, of the files that this user may open: nobody of another file.

    A letter to somebody by name is for them alone, whoever else of their side lives with them.
    """
    versions = document_templates().get(document.template)
    sides = SIDES.get(versions[-1].audience, ()) if versions else ()
    if document.case_id is None or not versions or not sides or document.template in RELEASED_ELSEWHERE:
        return []
    files = CaseFile.objects.visible_to(user).filter(case=document.case_id)
    if document.file_id:
        files = files.filter(pk=document.file_id)
    people = Participant.objects.filter(file__in=files, side__in=sides, left_at__isnull=True)
    found = list(people.select_related("case", "file", "person").order_by("pk"))
    return _addressed(document, found) if "to_name" in versions[-1].needs else found


def _addressed(document: Document, people: list[Participant]) -> list[Participant]:
    """Those to whom a letter was written: as it is kept, as it was queued, or else as it names them."""
    kind, _, key = document.subject.partition(":")
    sent = Message.objects.filter(document=document, to_participant__isnull=False)
    wanted = {int(key)} if kind == "participant" else set(sent.values_list("to_participant_id", flat=True))
    if wanted:
        return [person for person in people if person.pk in wanted]
    words = plain_text(document.html).lower()
    return [p for p in people if hasattr(p, "person") and p.person.full_name.lower() in words]


@provide_ways
def giving(user: User, document: Document) -> list[Way]:
    """A paper for somebody in a case can be posted, handed over or read out."""
    if document.case is None or not may(user, Permission.CONTACT_LOG, document.service_id):
        return []
    if not document.case.is_open or not who_may_get(user, document):
        return []
    return [Way("Post it, or note that it was given", reverse("message:give", args=[document.pk]))]


def check_not_waiting(document: Document, participant: Participant) -> None:
    """Refuse to put a paper into the queue twice."""
    waiting = Message.objects.filter(
        document=document, to_participant=participant, state=Message.State.QUEUED
    )
    if waiting.exists():
        raise Refused(
            "It already waits in the print queue for this person.", opens="See letters to post.", field="how"
        )


@dataclass(frozen=True)
class Given:
    """One line of the register: a paper that somebody was given."""

    copy: Copy
    came_back: bool

    @property
    def whom(self) -> str:
        """The person by initials and part, or the body."""
        person = self.copy.participant
        return f"{person.initials}, {person.words.lower()}" if person else self.copy.recipient

    @property
    def form(self) -> str:
        """In which form they had it."""
        return self.copy.get_form_display()


def given_to(participant: Participant) -> list[Given]:
    """Everything this person was given, the newest first."""
    return _register(Q(participant=participant), Q(to_participant=participant))


def given_in(user: User, case: Case) -> list[Given]:
    """The same for the people of the files that this user may open; what went to other bodies stands there too."""
    files = CaseFile.objects.visible_to(user).filter(case=case)
    return _register(Q(file__in=files) | Q(file__isnull=True, case=case), Q(file__in=files))


def _register(copies: Q, messages: Q) -> list[Given]:
    rows = Copy.objects.filter(copies).select_related("document", "participant", "given_by")
    rows = rows.defer("document__html", "document__easy_html").order_by("-given_at", "-pk")
    failed = Message.objects.filter(messages, state=Message.State.FAILED, document__isnull=False)
    back = set(failed.values_list("document_id", "to_participant_id"))
    return [
        Given(row, row.how == Copy.How.POST and (row.document_id, row.participant_id) in back) for row in rows
    ]
