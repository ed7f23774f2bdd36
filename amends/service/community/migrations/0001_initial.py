"""Interpreters, organisations, and whom the messages of a service reach."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import protect

# Everybody who works for the service reads the lists; no partner's people.
READERS = """EXISTS (SELECT FROM access_membership m WHERE m.user_id = (SELECT amends_user())
    AND m.service_id = community_{0}.service_id AND m.agency_id IS NULL)"""
# Officers of probation, prisons and victim liaison bring organisations in as well (HMPPS 6.42).
MEMBERS = """EXISTS (SELECT FROM access_membership m WHERE m.user_id = (SELECT amends_user())
    AND m.service_id = community_organisation.service_id)"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("case", "0003_behind_walls"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="KeyMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "words"),
                                name="key_message_once",
                                violation_error_message="This message is on the list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("community", "Community organisation"),
                                    ("specialist", "Specialist organisation"),
                                    ("faith", "Faith organisation"),
                                ],
                                default="community",
                                max_length=12,
                            ),
                        ),
                        (
                            "serves",
                            models.CharField(
                                help_text="For whom it is there, and what it does.", max_length=300
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True, help_text="Who answers, by telephone or e-mail.", max_length=200
                            ),
                        ),
                        ("in_use", models.BooleanField(default=True)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "name"),
                                name="organisation_once",
                                violation_error_message="This organisation is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("serves", ""), _negated=True),
                                name="organisation_serves_somebody",
                                violation_error_message="Say for whom it is there.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("language", models.CharField(default="English", max_length=40)),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("ordinary", "Ordinary words"),
                                    ("large", "Large print"),
                                    ("easy_read", "Easy read, with pictures"),
                                    ("spoken", "Spoken, to listen to"),
                                    ("signed", "Sign language"),
                                    ("braille", "Braille"),
                                ],
                                default="ordinary",
                                max_length=10,
                            ),
                        ),
                        (
                            "media",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("print", "Print"),
                                        ("web", "Web page"),
                                        ("radio", "Radio"),
                                        ("meeting", "Meeting"),
                                        ("social", "Social media"),
                                        ("other", "Something else"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                help_text="By which media alone they can be reached; empty for any.",
                                size=None,
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "name"),
                                name="community_section_once",
                                violation_error_message="This section is on the list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sending",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "medium",
                            models.CharField(
                                choices=[
                                    ("print", "Print"),
                                    ("web", "Web page"),
                                    ("radio", "Radio"),
                                    ("meeting", "Meeting"),
                                    ("social", "Social media"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("language", models.CharField(default="English", max_length=40)),
                        (
                            "format",
                            models.CharField(
                                choices=[
                                    ("ordinary", "Ordinary words"),
                                    ("large", "Large print"),
                                    ("easy_read", "Easy read, with pictures"),
                                    ("spoken", "Spoken, to listen to"),
                                    ("signed", "Sign language"),
                                    ("braille", "Braille"),
                                ],
                                default="ordinary",
                                max_length=10,
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                blank=True, help_text="Such as: leaflet in surgeries.", max_length=120
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sendings",
                                to="community.keymessage",
                            ),
                        ),
                        ("sections", models.ManyToManyField(related_name="sendings", to="community.section")),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("message", "medium", "language", "format", "what"),
                                name="sending_once",
                                violation_error_message="This way is on the list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interpreter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                help_text="Sign language is one of them.",
                                size=None,
                            ),
                        ),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        (
                            "checked_on",
                            models.DateField(blank=True, help_text="When their checks were seen.", null=True),
                        ),
                        ("checked_until", models.DateField(blank=True, null=True)),
                        (
                            "confidential_on",
                            models.DateField(
                                blank=True,
                                help_text="When they signed to keep to themselves what they hear.",
                                null=True,
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="Such as: a woman; not on Fridays.", max_length=200
                            ),
                        ),
                        ("in_use", models.BooleanField(default=True)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "name"),
                                name="interpreter_once",
                                violation_error_message="This interpreter is in the pool already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("languages__len__gt", 0)),
                                name="interpreter_has_languages",
                                violation_error_message="Say which languages.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_until__isnull", True),
                                    models.Q(
                                        ("checked_on__isnull", False),
                                        ("checked_until__gte", models.F("checked_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="interpreter_checked_before_it_ends",
                                violation_error_message="The checks cannot run out before they were seen.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        together(
            *protect("community_interpreter", "service", or_where=READERS.format("interpreter")),
            *protect("community_organisation", "service", or_where=MEMBERS),
            *protect("community_section", "service", or_where=READERS.format("section")),
            *protect("community_keymessage", "service", or_where=READERS.format("keymessage")),
            *protect("community_sending", "service", or_where=READERS.format("sending")),
        ),
    ]
