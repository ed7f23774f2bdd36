"""Letters and forms in the service's own words: each is an entry of the library, with versions like any other."""

from datetime import date

from django.db.models import Q

from amends.foundation.documents.wording import (
    DocumentTemplate,
    check_own_words,
    document_templates,
    provide_own_words,
)
from amends.service.library.models import Edition, Entry

PREFIX = "letter-"


def template_of(entry: Entry) -> DocumentTemplate | None:
    """The letter or form whose words an entry holds; None for any other entry."""
    if entry.kind != Entry.Kind.LETTER:
        return None
    versions = document_templates().get(entry.key.removeprefix(PREFIX))
    return versions[-1] if versions else None


def check_words_of(entry: Entry, words: str) -> None:
    """Refuse words of a letter or form that could break it."""
    template = template_of(entry)
    if template:
        check_own_words(template, words)


@provide_own_words
def own_words(service_id: int, key: str, on: date) -> tuple[int, str] | None:
    """What held on a day, with its number: one query."""
    held = Q(over_on__isnull=True) | Q(over_on__gt=on)
    rows = Edition.objects.filter(
        held, service_id=service_id, entry__key=f"{PREFIX}{key}", entry__kind=Entry.Kind.LETTER
    )
    rows = rows.filter(effective_on__lte=on).order_by("-number")
    return rows.values_list("number", "words").first()
