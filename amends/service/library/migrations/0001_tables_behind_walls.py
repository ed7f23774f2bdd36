"""The library, read by the people of the service and, where it is not internal, by partners."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import protect

# Everybody who works for the service reads all of it; a partner's people read what is not internal.
READERS = """EXISTS (SELECT FROM access_membership m WHERE m.user_id = (SELECT amends_user())
    AND m.service_id = library_entry.service_id AND (NOT library_entry.internal OR m.agency_id IS NULL))"""

OF_ENTRY = "EXISTS (SELECT FROM library_entry e WHERE e.id = library_edition.entry_id)"

OF_FILE = """EXISTS (SELECT FROM library_entry e WHERE e.stored_copy_id = library_storedfile.id)
    OR EXISTS (SELECT FROM library_edition d WHERE d.paper_id = library_storedfile.id)"""

# What has worked for people: everybody who works for the service reads it and may add to it; no partner's people.
COLLEAGUES = """EXISTS (SELECT FROM access_membership m WHERE m.user_id = (SELECT amends_user())
    AND m.service_id = library_practice.service_id AND m.agency_id IS NULL)"""


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("library", "0001_initial"), ("library", "0002_practice")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="StoredFile",
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
                        ("name", models.CharField(max_length=120)),
                        ("content_type", models.CharField(max_length=100)),
                        ("data", models.BinaryField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Entry",
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
                            "key",
                            models.SlugField(
                                help_text="The same in every version; given once.", max_length=60
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("policy", "Policy"),
                                    ("procedure", "Procedure"),
                                    ("guidance", "Guidance"),
                                    ("map", "Process map"),
                                    ("form", "Form or template"),
                                    ("letter", "Letter or form in our own words"),
                                    ("note", "Short note at a step"),
                                    ("resource", "Resource for working with people"),
                                    ("law", "Law or code"),
                                    ("instruction", "Instruction from outside"),
                                    ("research", "Research or briefing"),
                                    ("contract", "Paper of a contract"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        (
                            "internal",
                            models.BooleanField(
                                default=True, help_text="Off: partners who refer may read it too."
                            ),
                        ),
                        (
                            "must_be_read",
                            models.BooleanField(
                                default=False, help_text="Each worker confirms each version."
                            ),
                        ),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "places",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "outputs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("current", "Current"),
                                    ("draft", "Draft"),
                                    ("awaited", "Awaited"),
                                    ("replaced", "Replaced"),
                                ],
                                default="current",
                                max_length=10,
                            ),
                        ),
                        (
                            "dated",
                            models.DateField(blank=True, help_text="The day that stands on it.", null=True),
                        ),
                        ("expected_on", models.DateField(blank=True, null=True)),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="library.entry",
                            ),
                        ),
                        (
                            "explains",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="explained_by",
                                to="library.entry",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("address", models.URLField(blank=True, max_length=500)),
                        (
                            "stored_copy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="library.storedfile",
                            ),
                        ),
                        ("link_works", models.BooleanField(blank=True, null=True)),
                        ("link_checked_on", models.DateField(blank=True, null=True)),
                        (
                            "link_checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("review_months", models.PositiveSmallIntegerField(default=12)),
                    ],
                    options={
                        "verbose_name_plural": "entries",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "key"),
                                name="library_key_once",
                                violation_error_message="There is an entry under this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("standing", "awaited"), _negated=True),
                                    ("expected_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="library_awaited_by_a_day",
                                violation_error_message="Say by when it is expected.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("standing", "replaced"), ("replaced_by__isnull", True), _connector="OR"
                                ),
                                name="library_replacement_of_what_is_replaced",
                                violation_error_message="Only what is replaced has something in its place.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaced_by__isnull", True),
                                    models.Q(("replaced_by", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="library_not_replaced_by_itself",
                                violation_error_message="Nothing is replaced by itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("link_checked_by__isnull", True),
                                        ("link_checked_on__isnull", True),
                                        ("link_works__isnull", True),
                                    ),
                                    models.Q(
                                        ("link_checked_by__isnull", False),
                                        ("link_checked_on__isnull", False),
                                        ("link_works__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="library_link_checked_by_somebody",
                                violation_error_message="Say who checked the link and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("review_months__range", (1, 60))),
                                name="library_looked_at_again",
                                violation_error_message="It is looked at again after 1 to 60 months.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="editions",
                                to="library.entry",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("final", "Final, to be published"),
                                    ("published", "In force"),
                                    ("superseded", "Superseded"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("words", models.TextField()),
                        (
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="library.storedfile",
                            ),
                        ),
                        (
                            "as_delivered",
                            models.BooleanField(
                                default=False, help_text="The words that came with the product."
                            ),
                        ),
                        ("explains_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("effective_on", models.DateField(blank=True, null=True)),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        (
                            "over_on",
                            models.DateField(
                                blank=True, help_text="The day it was superseded or withdrawn.", null=True
                            ),
                        ),
                        ("why_withdrawn", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("entry", "number"),
                                name="library_edition_once",
                                violation_error_message="There is a version of this number already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("entry",),
                                name="library_one_in_force",
                                violation_error_message="Another version is in force.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("draft", "final"))),
                                fields=("entry",),
                                name="library_one_in_hand",
                                violation_error_message="Another version is being written.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("draft", "final")),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("effective_on__isnull", False),
                                        ("published_on__isnull", False),
                                        ("review_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="library_published_is_approved",
                                violation_error_message="Say who approved it, from when it holds and when it is looked at again.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("review_on__isnull", True),
                                    ("review_on__gt", models.F("effective_on")),
                                    _connector="OR",
                                ),
                                name="library_review_after_start",
                                violation_error_message="It is looked at again after the day from which it holds.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("why_withdrawn", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="library_withdrawn_for_a_reason",
                                violation_error_message="Say why it is withdrawn.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
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
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="confirmations",
                                to="library.edition",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "user"),
                                name="library_read_once",
                                violation_error_message="You have said so already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Practice",
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
                        ("about", models.CharField(help_text="What sort of need it was.", max_length=60)),
                        ("need", models.CharField(max_length=300)),
                        ("answer", models.CharField(max_length=300)),
                        ("shared_on", models.DateField()),
                    ],
                    options={
                        "verbose_name_plural": "good practice",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "need", "answer"),
                                name="library_practice_once",
                                violation_error_message="This stands in the library already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("need", ""), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                ),
                                name="library_practice_says_both",
                                violation_error_message="Say what was needed, and what answered it.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        together(
            *protect("library_entry", "service", or_where=READERS),
            *protect("library_edition", "service", or_where=OF_ENTRY),
            *protect("library_storedfile", "service", or_where=OF_FILE),
            *protect("library_confirmation", "service", or_where="user_id = (SELECT amends_user())"),
            *protect("library_practice", "service", or_where=COLLEAGUES),
        ),
    ]
