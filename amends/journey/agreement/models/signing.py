"""How somebody put their name under an agreement: drawn or typed on a screen, or the scan of a sheet of paper."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow
from amends.foundation.documents.models import Attachment
from amends.foundation.lib.locking import LockedTextField
from amends.journey.agreement.models.agreement import Party

_DRAWN, _TYPED, _SCANNED = ~Q(strokes=""), ~Q(typed=""), Q(scan__isnull=False)


class Signature(FileRow):
    """A signature shows a surname, so it stays in the file of whoever signed; copies say only that they did, and when."""

    party = models.OneToOneField(Party, models.CASCADE, related_name="signature")
    strokes = LockedTextField(blank=True, help_text="What they drew: the path of an SVG, 600 by 200.")
    typed = LockedTextField(blank=True, help_text="The name they typed because drawing did not suit them.")
    scan = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    words_sha256 = models.CharField(max_length=64, help_text="Of the words they signed.")
    signed_at = models.DateTimeField(db_default=Now())
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("strokes", "typed")
        plain = ("service", "file", "party", "scan", "words_sha256", "signed_at", "taken_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(_DRAWN & ~_TYPED & ~_SCANNED)
                | (~_DRAWN & _TYPED & ~_SCANNED)
                | (~_DRAWN & ~_TYPED & _SCANNED),
                name="signature_in_one_way",
                violation_error_message="Sign in one way: draw it, type the name, or hand in the scan.",
            )
        ]

    def __str__(self) -> str:
        return f"signature of party {self.party_id}"
