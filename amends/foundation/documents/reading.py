"""In which form somebody can read a paper. What they need is known to rooms above, which hand in how to ask for it."""

from collections.abc import Callable, Collection

from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Document, Form
from amends.foundation.people.needs import PaperForm

# What somebody has said they need of a paper.
Asked = Callable[[Participant], Collection[PaperForm]]
_asked: list[Asked] = []


def provide_paper_forms(provider: Asked) -> Asked:
    """Let a room above say which forms of paper somebody has asked for."""
    if provider not in _asked:
        _asked.append(provider)
    return provider


def asked_forms(reader: Participant | None) -> frozenset[PaperForm]:
    """Whether somebody has asked for large print, for easy read, or for both; nobody in particular asks for nothing."""
    if reader is None:
        return frozenset()
    return frozenset(PaperForm(form) for provider in _asked for form in provider(reader))


def form_for(document: Document, reader: Participant | None) -> Form:
    """In which form somebody is given this document: as they have asked, else as it prints by itself."""
    asked = asked_forms(reader)
    easy = document.easy_read or (bool(document.easy_html) and PaperForm.EASY_READ in asked)
    return Form.of(
        large_print=document.large_print or PaperForm.LARGE_PRINT in asked,
        easy_read=easy,
    )
