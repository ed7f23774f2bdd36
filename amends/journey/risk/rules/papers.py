"""The forms on which risk is recorded, as the library names them (Wait 'til Eight section 5 para 12.1)."""

from amends.foundation.access.models import Service
from amends.service.library.delivered import contents
from amends.service.library.rules import Paper, papers_of

SHELF = "risk-papers"
PREFIX = "risk-form:"


def risk_forms(service: Service) -> list[Paper]:
    """Every risk form with its version in force and the procedure it is filled in by: two queries."""
    shelf = contents().shelves.get(SHELF)
    return [paper for paper in papers_of(service, shelf) if paper.procedure] if shelf else []


def subject_of(form: str, version: int) -> str:
    """How a filled copy is kept: which form it is, and which version of it held on that day (0: none did)."""
    return f"{PREFIX}{form}:{version}"


def form_and_version(subject: str) -> tuple[str, int]:
    """The other way round."""
    form, version = subject.removeprefix(PREFIX).rsplit(":", 1)
    return form, int(version)
