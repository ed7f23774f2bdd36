"""What is written down and given away in the example: notes, disclosures, paper, and what may be told."""

from django.utils import timezone

from amends.delivery.cli.example.referring import COORDINATOR
from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.case.models import CaseFile
from amends.journey.disclosure import actions as disclosure
from amends.journey.disclosure.actions.disclosing import Given
from amends.journey.notes import actions as notes
from amends.journey.notes.models import Note, Store

VLO = "vlo"


@verb("note", usually=FIRST)
def note(story: Story, *, about: str, words: str) -> None:
    """Somebody writes a note on one side's file."""
    file = CaseFile.objects.get(case=story.case, side=story.person(about).side)
    story.kept["note"] = notes.write_note(by=story.by, file=file, words=words).pk


@verb("correct_note", usually=FIRST)
def correct_note(story: Story, *, words: str, reason: str) -> None:
    """Its author corrects it; what it said before stays."""
    found = Note.objects.select_related("file").get(pk=story.kept["note"])
    notes.correct_note(by=story.by, note=found, words=words, reason=reason)


@verb("allow", usually=FIRST)
def allow(story: Story, *, who: str, what: str, limits: str = "") -> None:
    """One side lets something be told to the other."""
    disclosure.allow(by=story.by, participant=story.person(who), what=what, limits=limits)


@verb("disclose", usually=COORDINATOR)
def disclose(story: Story, *, about: str, agency: str, **given: str) -> None:
    """Something is given to another body."""
    disclosure.disclose(
        by=story.by,
        participant=story.person(about),
        agency=story.hub.agencies[agency],
        given=Given(section_115=True, **given),
    )


@verb("provider_asks", usually=VLO)
def provider_asks(story: Story, *, who: str, provider: str, asked_by: str, items: list[str]) -> None:
    """A provider asks a liaison officer about somebody harmed, who lets it have some of their details."""
    by, person = story.by, story.person(who)
    row = disclosure.receive_victim_request(
        by=by, participant=person, asked_by=asked_by, asked_on=timezone.localdate()
    )
    message = "A provider has asked about the person harmed in this case."
    disclosure.tell_officer(by=by, request=row, told="com", how="By telephone", message=message)
    disclosure.answer_release(
        by=by,
        request=row,
        provider=story.hub.agencies[provider],
        answer="given",
        how="phone",
        said_at=timezone.now(),
        items=items,
    )
    disclosure.release_items(by=by, request=row, items=items)


@verb("keep_paper", usually=COORDINATOR)
def keep_paper(story: Story, *, about: str, reference: str) -> None:
    """A paper file is locked away, and somebody takes it out."""
    store = Store.objects.get(service=story.hub.service)
    file = CaseFile.objects.get(case=story.case, side=story.person(about).side)
    label = f"{story.case.number} {reference}"
    notes.take_out(by=story.by, copy=notes.keep_copy(by=story.by, file=file, reference=label, store=store))
