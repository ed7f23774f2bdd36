"""What the service has written (letters, forms, leaflets), who was given a copy, and files that people handed in."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.case.reach import within_reach
from amends.foundation.lib.locking import LockedCharField


class Form(models.TextChoices):
    """In which form somebody is given a paper."""

    STANDARD = "standard", "Usual print"
    LARGE = "large", "Large print"
    EASY = "easy", "Easy read"
    EASY_LARGE = "easy_large", "Easy read in large print"

    @classmethod
    def of(cls, *, large_print: bool, easy_read: bool) -> "Form":
        """The form by what it is."""
        if easy_read:
            return cls.EASY_LARGE if large_print else cls.EASY
        return cls.LARGE if large_print else cls.STANDARD


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "DocumentQuerySet":
        """What this user may open; without a case, also what they made themselves (a referrer's own form)."""
        return self.filter(within_reach(user) | Q(case__isnull=True, made_by=user))


class Document(models.Model):
    """One finished document. It is never changed: a corrected letter is a new one.

    With a file it belongs to that side; with a case alone both sides may know it; without either it is the service's.
    A paper for somebody who takes part says everything twice, in its own words and in easy read. `large_print` and
    `easy_read` are the form in which it is printed unless another is asked for.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="documents")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="documents")
    subject = models.CharField(max_length=80, blank=True, help_text="The row it is about, as model:key.")
    template = models.CharField(max_length=60)
    version = models.PositiveIntegerField(help_text="The version of the template.")
    own_version = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The version of the service's own words, where it has some."
    )
    title = models.CharField(max_length=160, help_text="What lists show; never a person's name.")
    language = models.CharField(max_length=5, default="en-GB")
    html = models.TextField()
    easy_html = models.TextField(blank=True, default="", help_text="The same in easy read.")
    easy_version = models.PositiveIntegerField(
        null=True, blank=True, help_text="The version of the easy-read template."
    )
    easy_own_version = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The version of the service's own words in easy read, where it has some.",
    )
    large_print = models.BooleanField(default=False)
    easy_read = models.BooleanField(default=False)
    marking = models.CharField(
        max_length=60, blank=True, default="", help_text="As it was made; the last change counts."
    )
    notice = models.CharField(
        max_length=300, blank=True, default="", help_text="On every page of a form with personal details."
    )
    sha256 = models.CharField(max_length=64)
    override_reason = LockedCharField(
        max_length=300,
        blank=True,
        help_text="Why a manager let words stand that this document must not contain.",
    )
    made_at = models.DateTimeField(db_default=Now())
    made_on = models.DateField(
        null=True,
        help_text="Before that day nobody is given it. Empty in old rows: then the day of `made_at`.",
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Privacy:
        retention = "case"
        personal = ("html", "easy_html", "override_reason")
        plain = (
            "service",
            "case",
            "file",
            "subject",
            "template",
            "version",
            "own_version",
            "easy_version",
            "easy_own_version",
            "title",
            "language",
            "large_print",
            "easy_read",
            "marking",
            "notice",
            "sha256",
            "made_at",
            "made_on",
            "made_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(case__isnull=False),
                name="document_of_a_file_names_its_case",
                violation_error_message="A document of a file belongs to the case of that file.",
            ),
            models.CheckConstraint(
                condition=Q(easy_html="", easy_version__isnull=True, easy_read=False)
                | (~Q(easy_html="") & Q(easy_version__isnull=False)),
                name="document_in_easy_read_where_it_is_worded",
                violation_error_message="This paper is not worded in easy read.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-made_at"], name="documents_of_a_case"),
            models.Index(
                fields=["subject", "-made_at"], name="documents_about_a_row", condition=~Q(subject="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.version}, document {self.pk}"

    @property
    def day_made(self) -> date:
        """Before that day nobody can have been given it."""
        return self.made_on or timezone.localdate(self.made_at)

    @property
    def form(self) -> Form:
        """In which form it is printed unless another is asked for."""
        return Form.of(large_print=self.large_print, easy_read=self.easy_read)

    def words(self, *, easy_read: bool) -> str:
        """Its HTML, in easy read or in its own words."""
        return self.easy_html if easy_read else self.html


class Rendering(models.Model):
    """A document as PDF or Word, kept so that it is made once. It can be thrown away at any time."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    document = models.ForeignKey(Document, models.CASCADE, related_name="renderings")
    format = models.CharField(max_length=4, choices=Format.choices)
    large_print = models.BooleanField(default=False)
    easy_read = models.BooleanField(default=False)
    content = models.BinaryField()
    made_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("content",)
        plain = ("document", "format", "large_print", "easy_read", "made_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "format", "large_print", "easy_read"], name="rendered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.format} of document {self.document_id}"


class Copy(models.Model):
    """Who was given a document, how, when and in which form. A copy for a participant belongs to that one's file."""

    class How(models.TextChoices):
        BY_HAND = "by_hand", "Handed over"
        POST = "post", "By post"
        EMAIL = "email", "By e-mail"
        READ_OUT = "read_out", "Read out"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="copies")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, blank=True, related_name="+")
    recipient = models.CharField(
        max_length=120, blank=True, help_text="The post or body, where it is no participant."
    )
    how = models.CharField(max_length=10, choices=How.choices)
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.STANDARD)
    given_at = models.DateTimeField()
    from_table = models.BooleanField(
        default=False,
        help_text="They took the sheet itself home from the table, before it was made here. PostgreSQL refuses any other "
        "copy from before the day on which the paper was made (migration 0004).",
    )
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("recipient",)
        plain = (
            "service",
            "case",
            "file",
            "document",
            "participant",
            "how",
            "form",
            "given_at",
            "from_table",
            "given_by",
        )

    class Meta:
        verbose_name_plural = "copies"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False, recipient="")
                | (Q(participant__isnull=True) & ~Q(recipient="")),
                name="copy_has_one_recipient",
                violation_error_message="Say who was given the copy: a participant, or a post or body.",
            )
        ]

    def __str__(self) -> str:
        return f"copy of document {self.document_id}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attachments are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "AttachmentQuerySet":
        """What this user may open, and what they handed in themselves."""
        return self.filter(within_reach(user) | Q(uploaded_by=user))


class Attachment(models.Model):
    """A file that somebody handed in: a scan of a paper form, risk information. Its bytes are in a table beside it."""

    class Kind(models.TextChoices):
        """Risk information has to be read by somebody before a case moves on."""

        RISK = "risk", "Risk information"
        FORM = "form", "Scanned form"
        OTHER = "other", "Something else"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="attachments")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="attachments")
    subject = models.CharField(
        max_length=80, blank=True, help_text="The row it hangs on, as model:key: referral:12."
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(db_default=Now())
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AttachmentQuerySet.as_manager()

    class Privacy:
        retention = "case"
        personal = ("name",)
        plain = (
            "service",
            "case",
            "file",
            "subject",
            "kind",
            "content_type",
            "size",
            "sha256",
            "uploaded_at",
            "uploaded_by",
            "read_at",
            "read_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(case__isnull=False),
                name="handed_in_file_of_a_side_names_its_case",
                violation_error_message="A file handed in for one side belongs to the case of that side.",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=10 * 1024 * 1024),
                name="handed_in_file_up_to_10_mb",
                violation_error_message="A file may have up to 10 MB.",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="handed_in_file_read_by_somebody",
                violation_error_message="Say who read it and when.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject"], name="handed_in_files_of_a_row", condition=~Q(subject=""))
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"


class AttachmentContent(models.Model):
    """The bytes, apart, so that neither lists nor the history of the row carry them about."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="content", primary_key=True)
    data = models.BinaryField()

    class Privacy:
        retention = "case"
        personal = ("data",)
        plain = ()

    def __str__(self) -> str:
        return f"content of attachment {self.attachment_id}"
