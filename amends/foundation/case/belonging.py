"""Whose a paper, a message or a question is: one side's, both sides', or the service's alone."""

from dataclasses import dataclass
from typing import TypeAlias

from amends.foundation.access.models import Service
from amends.foundation.case.models import Case, CaseFile

Owner: TypeAlias = Service | Case | CaseFile


@dataclass(frozen=True)
class Belonging:
    """The columns that say whose a row is. Without `file` both sides may know of it; without `case` it is of neither."""

    service: Service
    case: Case | None = None
    file: CaseFile | None = None


def belonging(owner: Owner) -> Belonging:
    """What belongs to a file belongs to its case and its service as well."""
    if isinstance(owner, CaseFile):
        return Belonging(owner.service, owner.case, owner)
    if isinstance(owner, Case):
        return Belonging(owner.service, owner)
    return Belonging(owner)
