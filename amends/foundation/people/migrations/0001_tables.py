"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("people", "0001_initial"),
        ("people", "0004_locked_texts"),
        ("people", "0007_lock_texts"),
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
                    name="ContactPoint",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contact_points",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mobile", "Mobile"),
                                    ("landline", "Landline"),
                                    ("email", "E-mail"),
                                    ("address", "Address"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("value", models.CharField(max_length=300)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        (
                            "is_safe",
                            models.BooleanField(
                                default=True,
                                help_text="Off: never use it. It stays on file so that nobody adds it again.",
                            ),
                        ),
                        ("note", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200)),
                        ("rank", models.PositiveSmallIntegerField(default=1, help_text="1 is tried first.")),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="The last day on which it is right.", null=True
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["service", "value"], name="contact_point_by_value")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "kind", "value"),
                                name="contact_point_once",
                                violation_error_message="This is already on the card.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="person",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "A person"),
                                    ("organisation", "A company or organisation"),
                                    ("group", "A group, such as the residents of a street"),
                                ],
                                default="person",
                                max_length=12,
                            ),
                        ),
                        ("full_name", models.CharField(max_length=200)),
                        (
                            "known_as",
                            models.CharField(
                                blank=True, help_text="What they like to be called.", max_length=80
                            ),
                        ),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        (
                            "age_note",
                            models.CharField(
                                blank=True,
                                help_text="What is known when the date is not: 34, forty odd.",
                                max_length=80,
                            ),
                        ),
                        (
                            "gender",
                            models.CharField(
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("other", "Another way"),
                                    ("not_stated", "Not stated"),
                                ],
                                default="not_stated",
                                max_length=12,
                            ),
                        ),
                        ("language", models.CharField(blank=True, max_length=60)),
                        ("interpreter_needed", models.BooleanField(default=False)),
                        (
                            "access_needs",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="Hearing, reading, getting about, the right time of day.",
                            ),
                        ),
                        (
                            "under_18",
                            models.BooleanField(
                                blank=True, help_text="Where the date of birth is not known.", null=True
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True,
                                help_text="Their number at the agency: UCRN, prison number.",
                                max_length=60,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "people",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("full_name"), name="gin_trgm_ops"
                                ),
                                name="person_by_misspelt_name",
                            ),
                            models.Index(fields=["service", "date_of_birth"], name="person_by_birthday"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_of_birth__isnull", True),
                                    ("date_of_birth__gte", "1900-01-01"),
                                    _connector="OR",
                                ),
                                name="born_after_1900",
                                violation_error_message="A date of birth before 1900 cannot be right.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafeContact",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="safe_contact",
                                to="case.participant",
                            ),
                        ),
                        (
                            "calls",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "texts",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "voicemail",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "email",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "post",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "visits",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        ("from_hour", models.TimeField(blank=True, null=True)),
                        ("until_hour", models.TimeField(blank=True, null=True)),
                        (
                            "who_may_answer",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "if_somebody_else_answers",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Wrong number, for example.", max_length=200
                            ),
                        ),
                        (
                            "code_word",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=60),
                        ),
                        (
                            "text_wording",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Such as: worded as from the dentist.", max_length=200
                            ),
                        ),
                        (
                            "envelope",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="What the envelope may show.", max_length=200
                            ),
                        ),
                        (
                            "dates_to_avoid",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "warning",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What the next person must know before they dial."
                            ),
                        ),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_hour__isnull", True),
                                    ("until_hour__isnull", True),
                                    ("until_hour__gt", models.F("from_hour")),
                                    _connector="OR",
                                ),
                                name="safe_hours_in_order",
                                violation_error_message="The safe hours end before they begin.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="safe_contact_checked_by_somebody",
                                violation_error_message="Say who checked the card and when.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
