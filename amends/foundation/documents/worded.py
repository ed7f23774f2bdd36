"""A paper filled in: in its own words or the service's, and the same again in easy read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from amends.foundation.access.models import Service
from amends.foundation.case.belonging import Belonging
from amends.foundation.case.models import Case
from amends.foundation.documents.markings import notice_of
from amends.foundation.documents.rules import check_is_filled_in, fingerprint, in_agreed_words
from amends.foundation.documents.wording import (
    DocumentTemplate,
    document_template,
    easy_twin,
    fill_in,
    in_own_words,
)


@dataclass(frozen=True)
class Paper:
    """A paper to be made: which template, what it is filled in with, what it is about and how it is to print.

    `title` names no person. `names_allowed` may stand in it although they are of the other side. It is in the words that
    held on `worded_on`; without one, in today's.
    """

    template: str
    context: Mapping[str, object]
    subject: str = ""
    title: str = ""
    large_print: bool = False
    easy_read: bool = False
    names_allowed: Collection[str] = ()
    worded_on: date | None = None


@dataclass(frozen=True)
class Filled:
    """One wording with everything in its place, and the version of the service's own words that it was taken from."""

    template: DocumentTemplate
    own_version: int | None
    html: SafeString


@dataclass(frozen=True)
class Worded:
    """A paper as it is kept. Whatever is checked of its words is checked of both wordings."""

    plain: Filled
    easy: Filled | None

    @property
    def template(self) -> DocumentTemplate:
        """The paper, whichever way it says it."""
        return self.plain.template

    @property
    def in_easy_read(self) -> bool:
        """Whether it is there in easy read."""
        return self.easy is not None

    @property
    def texts(self) -> tuple[SafeString, ...]:
        """All that somebody may read of it."""
        return (self.plain.html, self.easy.html) if self.easy else (self.plain.html,)

    def kept(self) -> dict[str, Any]:
        """The fields of a `Document` that say in which words it was made."""
        easy = self.easy
        return {
            "template": self.template.key,
            "version": self.template.version,
            "own_version": self.plain.own_version,
            "language": self.template.language,
            "html": self.plain.html,
            "easy_html": easy.html if easy else "",
            "easy_version": easy.template.version if easy else None,
            "easy_own_version": easy.own_version if easy else None,
            "sha256": fingerprint("".join(self.texts).encode()),
        }


def word(paper: Paper, its: Belonging) -> Worded:
    """Fill a paper in, for whom it belongs to. Refuses, naming it, what it needs and does not have.

    Raises ValueError for an easy-read twin: it is made along with its original, never alone.
    """
    template = document_template(paper.template)
    if template.easy_read_of:
        raise ValueError(f"“{template.key}” is made along with “{template.easy_read_of}”.")
    check_is_filled_in(template, paper.context)
    twin = easy_twin(template.key)
    plain = _fill(template, paper, its)
    return Worded(plain, _fill(twin, paper, its) if twin else None)


def _fill(template: DocumentTemplate, paper: Paper, its: Belonging) -> Filled:
    on = paper.worded_on or timezone.localdate()
    definition, own_version = in_own_words(template, its.service.pk, on)
    html = fill_in(definition, {**paper.context, **letterhead(its.service, its.case, definition)})
    return Filled(
        definition, own_version, SafeString(in_agreed_words(html)) if definition.in_conference else html
    )


def letterhead(service: Service, case: Case | None, template: DocumentTemplate) -> dict[str, object]:
    """What every document knows by itself: the service's one contact block, the day, the case number, the notice."""
    return {
        "service": {
            "name": service.name,
            "telephone": service.telephone,
            "email": service.email,
            "address": service.address,
        },
        "today": timezone.localdate(),
        "case_number": case.number if case else "",
        "template_version": template.version,
        "notice": notice_of(service) if template.holds_personal else "",
    }
