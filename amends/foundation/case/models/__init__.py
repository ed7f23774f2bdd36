"""The case, its two files, and who takes part. What belongs to one side hangs on that side's file."""

from amends.foundation.case.models.case import Case, CaseLimit, CaseQuerySet, shut_to
from amends.foundation.case.models.file import SIDES, CaseFile, CaseFileQuerySet, Side
from amends.foundation.case.models.grant import FileGrant
from amends.foundation.case.models.participant import Participant
from amends.foundation.case.models.progress import CaseMilestone, Numbering
from amends.foundation.case.models.rows import CaseRow, FileRow

__all__ = [
    "SIDES",
    "Case",
    "CaseFile",
    "CaseFileQuerySet",
    "CaseLimit",
    "CaseMilestone",
    "CaseQuerySet",
    "CaseRow",
    "FileGrant",
    "FileRow",
    "Numbering",
    "Participant",
    "Side",
    "shut_to",
]
