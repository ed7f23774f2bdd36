"""The tables of the room."""

from typing import ClassVar

import django.db.models.functions.datetime
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("record", "0001_initial"), ("record", "0003_the_chain")]
    dependencies: ClassVar = []
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("user_id", models.BigIntegerField(null=True)),
                        ("service_id", models.BigIntegerField(null=True)),
                        ("case_id", models.BigIntegerField(null=True)),
                        ("file_id", models.BigIntegerField(null=True)),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("collection", "Recorded"),
                                    ("alteration", "Changed"),
                                    ("consultation", "Looked at"),
                                    ("disclosure", "Given to somebody"),
                                    ("combination", "Joined"),
                                    ("erasure", "Erased"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                help_text="What happened, as room.verb: consent.withdrawn.", max_length=80
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True, help_text="The row it is about, as model:key.", max_length=80
                            ),
                        ),
                        ("recipient", models.CharField(blank=True, max_length=200)),
                        (
                            "details",
                            models.JSONField(
                                default=dict,
                                help_text="Keys and codes; never names, addresses or words of people.",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("case_id__isnull", False)),
                                fields=["case_id", "-id"],
                                name="audit_of_a_case",
                            ),
                            models.Index(fields=["subject", "-id"], name="audit_of_a_row"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoryRow",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("user_id", models.BigIntegerField(null=True)),
                        ("table_name", models.CharField(max_length=80)),
                        ("row_id", models.BigIntegerField()),
                        ("service_id", models.BigIntegerField(null=True)),
                        ("case_id", models.BigIntegerField(null=True)),
                        ("file_id", models.BigIntegerField(null=True)),
                        ("operation", models.CharField(max_length=6)),
                        ("before", models.JSONField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["table_name", "row_id", "-id"], name="history_of_a_row")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChainLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                help_text="The place in the chain.", primary_key=True, serialize=False
                            ),
                        ),
                        ("event_id", models.BigIntegerField(unique=True)),
                        (
                            "recipient_digest",
                            models.BinaryField(
                                help_text="Kept apart, so that a recipient's name can be erased and the chain still holds."
                            ),
                        ),
                        ("digest", models.BinaryField()),
                    ],
                ),
            ]
        ),
    ]
