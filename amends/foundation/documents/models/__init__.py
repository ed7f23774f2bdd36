"""Documents with who was given a copy, files that were handed in, and the scheme's list of protective markings."""

from amends.foundation.documents.models.document import (
    Attachment,
    AttachmentContent,
    Copy,
    Document,
    Form,
    Rendering,
)
from amends.foundation.documents.models.marking import Marking, MarkingDefault, MarkingScheme, Remarking

__all__ = [
    "Attachment",
    "AttachmentContent",
    "Copy",
    "Document",
    "Form",
    "Marking",
    "MarkingDefault",
    "MarkingScheme",
    "Remarking",
    "Rendering",
]
