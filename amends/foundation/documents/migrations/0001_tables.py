"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("documents", "0001_initial"),
        ("documents", "0003_markings"),
        ("documents", "0004_own_words"),
        ("documents", "0005_easy_read"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="case.case",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True, help_text="The row it is about, as model:key.", max_length=80
                            ),
                        ),
                        ("template", models.CharField(max_length=60)),
                        ("version", models.PositiveIntegerField(help_text="The version of the template.")),
                        (
                            "own_version",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The version of the service's own words, where it has some.",
                                null=True,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="What lists show; never a person's name.", max_length=160
                            ),
                        ),
                        ("language", models.CharField(default="en-GB", max_length=5)),
                        ("html", models.TextField()),
                        (
                            "easy_html",
                            models.TextField(blank=True, default="", help_text="The same in easy read."),
                        ),
                        (
                            "easy_version",
                            models.PositiveIntegerField(
                                blank=True, help_text="The version of the easy-read template.", null=True
                            ),
                        ),
                        (
                            "easy_own_version",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The version of the service's own words in easy read, where it has some.",
                                null=True,
                            ),
                        ),
                        ("large_print", models.BooleanField(default=False)),
                        ("easy_read", models.BooleanField(default=False)),
                        (
                            "marking",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As it was made; the last change counts.",
                                max_length=60,
                            ),
                        ),
                        (
                            "notice",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="On every page of a form with personal details.",
                                max_length=300,
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "override_reason",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Why a manager let words stand that this document must not contain.",
                                max_length=300,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["case", "-made_at"], name="documents_of_a_case"),
                            models.Index(
                                condition=models.Q(("subject", ""), _negated=True),
                                fields=["subject", "-made_at"],
                                name="documents_about_a_row",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", True), ("case__isnull", False), _connector="OR"
                                ),
                                name="document_of_a_file_names_its_case",
                                violation_error_message="A document of a file belongs to the case of that file.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("easy_html", ""),
                                        ("easy_read", False),
                                        ("easy_version__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("easy_html", ""), _negated=True),
                                        ("easy_version__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="document_in_easy_read_where_it_is_worded",
                                violation_error_message="This paper is not worded in easy read.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rendering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="renderings",
                                to="documents.document",
                            ),
                        ),
                        (
                            "format",
                            models.CharField(choices=[("pdf", "PDF"), ("docx", "Word")], max_length=4),
                        ),
                        ("large_print", models.BooleanField(default=False)),
                        ("easy_read", models.BooleanField(default=False)),
                        ("content", models.BinaryField()),
                        (
                            "made_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "format", "large_print", "easy_read"),
                                name="rendered_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Copy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.case",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="copies",
                                to="documents.document",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.participant",
                            ),
                        ),
                        (
                            "recipient",
                            models.CharField(
                                blank=True,
                                help_text="The post or body, where it is no participant.",
                                max_length=120,
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("by_hand", "Handed over"),
                                    ("post", "By post"),
                                    ("email", "By e-mail"),
                                    ("read_out", "Read out"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("standard", "Usual print"),
                                    ("large", "Large print"),
                                    ("easy", "Easy read"),
                                    ("easy_large", "Easy read in large print"),
                                ],
                                default="standard",
                                max_length=10,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "copies",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("participant__isnull", False), ("recipient", "")),
                                    models.Q(
                                        ("participant__isnull", True),
                                        models.Q(("recipient", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="copy_has_one_recipient",
                                violation_error_message="Say who was given the copy: a participant, or a post or body.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="case.case",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True,
                                help_text="The row it hangs on, as model:key: referral:12.",
                                max_length=80,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("risk", "Risk information"),
                                    ("form", "Scanned form"),
                                    ("other", "Something else"),
                                ],
                                default="other",
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "uploaded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "read_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("subject", ""), _negated=True),
                                fields=["subject"],
                                name="handed_in_files_of_a_row",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", True), ("case__isnull", False), _connector="OR"
                                ),
                                name="handed_in_file_of_a_side_names_its_case",
                                violation_error_message="A file handed in for one side belongs to the case of that side.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)),
                                name="handed_in_file_up_to_10_mb",
                                violation_error_message="A file may have up to 10 MB.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="handed_in_file_read_by_somebody",
                                violation_error_message="Say who read it and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttachmentContent",
                    fields=[
                        (
                            "attachment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="content",
                                serialize=False,
                                to="documents.attachment",
                            ),
                        ),
                        ("data", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Marking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        (
                            "words",
                            models.CharField(
                                help_text="What it means, and how such a paper is handled.", max_length=400
                            ),
                        ),
                        ("rank", models.PositiveSmallIntegerField()),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "name"),
                                name="marking_once",
                                violation_error_message="This marking is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="marking_is_explained",
                                violation_error_message="Say what it means.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarkingDefault",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        ("template", models.CharField(max_length=60)),
                        (
                            "marking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.marking",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, help_text="Why it protects less than before.", max_length=300
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "template"),
                                name="marking_default_once",
                                violation_error_message="This kind of document has its marking already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarkingScheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "notice",
                            models.CharField(
                                default="For authorised staff who handle restorative cases only.",
                                max_length=300,
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("notice", ""), _negated=True),
                                name="notice_says_something",
                                violation_error_message="The notice cannot be empty: forms with personal details carry it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Remarking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.case",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="remarkings",
                                to="documents.document",
                            ),
                        ),
                        ("before", models.CharField(max_length=60)),
                        ("after", models.CharField(max_length=60)),
                        ("is_lower", models.BooleanField()),
                        ("reason", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "indexes": [models.Index(fields=["document", "-id"], name="last_remarking")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_lower", False),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="lower_marking_has_a_reason",
                                violation_error_message="Say why it may protect less.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
