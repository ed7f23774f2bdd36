"""Another programme under a requirement when there will be no meeting, and the log of its contacts."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.documents.rules import check_nothing_of_other_side
from amends.foundation.lib.refusal import Refused
from amends.journey.court.actions.following import locked_sentence, note_sentence
from amends.journey.court.models import Programme, ProgressEntry, Sentence
from amends.journey.court.rules.progress import check_log_complete


def _past(day: dt.date) -> dt.date:
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    return day


@transaction.atomic
def choose_programme(
    *, by: User, sentence: Sentence, kind: str, harm: str, needs: str, on: dt.date
) -> Programme:
    """The person harmed does not want a meeting: the requirement goes on under something else (W8-111).

    Chosen from the harm and the needs of the case. Nothing of the person harmed may stand in it.
    """
    found = locked_sentence(by, sentence)
    if not found.is_statutory:
        raise Refused("There is no requirement: taking part is voluntary.")
    case = found.participant.case
    check_nothing_of_other_side(f"{harm} {needs}", case, found.participant.side)
    row = Programme(
        service_id=found.service_id,
        file_id=found.file_id,
        sentence=found,
        kind=kind,
        harm=harm.strip(),
        needs=needs.strip(),
        agreed_on=_past(on),
        chosen_by=by,
    )
    row.full_clean()
    row.save()
    note_sentence(by, found, f"requirement.programme_{kind}")
    return row


@transaction.atomic
def end_programme(
    *,
    by: User,
    programme: Programme,
    outcome: str,
    on: dt.date,
    worked: str,
    how_known: str,
    learning: str = "",
) -> Programme:
    """What came of it, whether it did some good and how that is known. Nothing of the person harmed stands in it."""
    found = locked_sentence(by, programme.sentence)
    if not (worked and how_known.strip()):
        raise Refused(
            "Say whether it did some good, and how you know.",
            source="Wait 'til Eight section 7 para 8.2",
            field="how_known" if worked else "worked",
        )
    said = f"{outcome} {how_known} {learning}"
    check_nothing_of_other_side(said, found.participant.case, found.participant.side)
    programme.outcome, programme.ended_on = outcome.strip(), _past(on)
    programme.worked, programme.how_known, programme.learning = worked, how_known.strip(), learning.strip()
    programme.full_clean()
    programme.save()
    note_sentence(by, found, "requirement.programme_ended")
    return programme


@transaction.atomic
def log_progress(
    *, by: User, sentence: Sentence, event: str, on: dt.date, attended: bool, officer_attended: bool
) -> ProgressEntry:
    """Fill in a line of the progress log (W8-362). What the case knows by itself is refused here."""
    found = locked_sentence(by, sentence)
    row = ProgressEntry.objects.filter(sentence=found, event=event).first() or ProgressEntry(
        service_id=found.service_id, file_id=found.file_id, sentence=found, event=event
    )
    row.on, row.attended, row.officer_attended, row.noted_by = _past(on), attended, officer_attended, by
    row.full_clean()
    row.save()
    note_sentence(by, found, "progress.logged")
    return row


@transaction.atomic
def complete_log(*, by: User, sentence: Sentence) -> Sentence:
    """The log is complete. Raises Refused naming the lines that it needs and that are empty."""
    found = locked_sentence(by, sentence)
    check_log_complete(found)
    found.log_complete_on = timezone.localdate()
    found.save(update_fields=["log_complete_on"])
    note_sentence(by, found, "progress.complete")
    return found
