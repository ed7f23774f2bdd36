"""A name under the words: drawn or typed on a screen, or the scan of the sheet that somebody signed on paper."""

import json
import re
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.documents.actions import attach
from amends.foundation.documents.models import Attachment
from amends.foundation.documents.rules import fingerprint
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.actions.agreeing import in_words, say_yes, signed
from amends.journey.agreement.actions.drafting import note
from amends.journey.agreement.models import OutcomeAgreement, Party, Signature

if TYPE_CHECKING:
    from django.core.files.base import File

LONGEST = 20_000
_PATH = re.compile(r"(M\d{1,3} \d{1,3}( L\d{1,3} \d{1,3})+ ?)+")


@transaction.atomic
def sign(*, by: User, party: Party, strokes: str = "", typed: str = "") -> Signature:
    """Somebody agrees by signing on the screen that a facilitator hands to them (SS-010, PF-119).

    What they drew goes into their own file, whoever held the screen out to them. Refuses an empty pad, anything that
    is no drawing, and whatever `say_yes` refuses.
    """
    if strokes and typed.strip():
        raise Refused(
            "One of the two is enough: clear what you drew, or take out the typed name.", field="typed"
        )
    if not strokes and not typed.strip():
        raise Refused("Sign with your finger or the mouse, or type your name.", field="typed")
    if strokes and (len(strokes) > LONGEST or not _PATH.fullmatch(strokes)):
        raise Refused("This drawing could not be read. Please clear it and sign again.", field="typed")
    say_yes(by=by, party=party, on=timezone.localdate(), how=Party.How.SCREEN)
    return _keep(by, party, strokes=strokes, typed=typed.strip())


@transaction.atomic
def agree_on_paper(*, by: User, party: Party, on: date, upload: "File[bytes] | None" = None) -> Party:
    """Somebody signed a sheet; its scan goes into their own file, now or later with `add_scan`."""
    say_yes(by=by, party=party, on=on, how=Party.How.PAPER)
    if upload:
        add_scan(by=by, party=party, upload=upload)
    return party


@transaction.atomic
def add_scan(*, by: User, party: Party, upload: "File[bytes]") -> Signature:
    """The sheet that somebody signed, scanned. Refused when they did not sign on paper, or it is there already."""
    check_may(by, Permission.AGREEMENT_RECORD, party.service_id)
    if party.agreed_how != Party.How.PAPER:
        raise Refused("They have not signed on paper.", opens="Note first that they did.", field="upload")
    if signed(party):
        raise Refused("The sheet they signed is there already.", field="upload")
    with as_clockwork(party.agreement.case.service) as hand:
        person = Participant.objects.select_related("file").get(pk=party.participant_id)
        scan = attach(
            by=hand,
            upload=upload,
            belongs_to=person.file,
            subject=f"party:{party.pk}",
            kind=Attachment.Kind.FORM,
        )
    return _keep(by, party, scan=scan)


def _keep(
    by: User, party: Party, *, strokes: str = "", typed: str = "", scan: Attachment | None = None
) -> Signature:
    with as_clockwork(party.agreement.case.service):
        person = Participant.objects.get(pk=party.participant_id)
        kept = Signature(
            service_id=party.service_id,
            file_id=person.file_id,
            party=party,
            strokes=strokes,
            typed=typed,
            scan=scan,
            words_sha256=words_signed(party.agreement),
            taken_by=by,
        )
        kept.full_clean(exclude=["party", "file", "scan"])
        kept.save()
    note(by, party.agreement, "signed", f"party:{party.pk}")
    return kept


def words_signed(agreement: OutcomeAgreement) -> str:
    """The fingerprint of the words as they stand now: nobody can say afterwards that they signed something else.

    Without the days: what is done in part gets another day later, and that changes no word of what they signed. The day
    they signed for stands in the final paper.
    """
    words = in_words(agreement, list(agreement.points.select_related("who").order_by("pk")), days=False)
    said = {key: words[key] for key in ("points", "statements", "told", "words_together", "if_not_kept")}
    return fingerprint(json.dumps(said, default=str, sort_keys=True).encode())
