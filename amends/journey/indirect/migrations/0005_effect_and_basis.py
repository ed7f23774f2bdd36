"""What a letter did stays with whoever it reached; its ground rests on something on record; each viewing is kept."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.lib.locking import LockedCharField, lock, unlock
from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import protect

DELIVERED = """
ALTER TABLE indirect_exchange ADD COLUMN delivered_at timestamptz NULL;
ALTER TABLE indirect_exchange DISABLE TRIGGER USER;
UPDATE indirect_exchange SET delivered_at = coalesce(ended_at, now()) WHERE state = 'delivered' OR worked <> '';
ALTER TABLE indirect_exchange ENABLE TRIGGER USER;
"""
NOT_DELIVERED = "ALTER TABLE indirect_exchange DROP COLUMN delivered_at;"
# The rows of both sides keep nothing of it, their history neither.
MOVED = """
ALTER TABLE indirect_exchange DROP COLUMN worked, DROP COLUMN how_known,
    ADD CONSTRAINT delivered_at_some_time CHECK (NOT (state = 'delivered') OR delivered_at IS NOT NULL);
UPDATE record_historyrow SET before = before - 'worked' - 'how_known' WHERE table_name = 'indirect_exchange';
REVOKE DELETE ON indirect_effect, indirect_basis, indirect_viewing FROM amends_app;
"""
MOVED_BACK = """
GRANT DELETE ON indirect_effect, indirect_basis, indirect_viewing TO amends_app;
ALTER TABLE indirect_exchange DROP CONSTRAINT delivered_at_some_time,
    ADD COLUMN worked varchar(10) NOT NULL DEFAULT '', ADD COLUMN how_known text NOT NULL DEFAULT '';
"""
OLD = """
SELECT e.id, e.service_id, f.id, e.worked, e.how_known, e.begun_by_id, coalesce(e.ended_at, now())
FROM indirect_exchange e JOIN case_casefile f ON f.case_id = e.case_id AND f.side = e.to_side WHERE e.worked <> ''
"""
NEW = """
INSERT INTO indirect_effect (exchange_id, service_id, file_id, worked, how_known, noted_by_id, noted_at, view, learning)
VALUES (%s, %s, %s, %s, %s, %s, %s, '', '')
"""


class MoveEffects(Operation):
    """From the row that both sides may see into the recipient's file; a locked text is locked again in its new place."""

    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing: rows move, tables stay."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Row by row."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(OLD)
            for exchange, service, file, worked, known, by, at in cursor.fetchall():
                text = lock(unlock(known, "indirect_exchange.how_known"), "indirect_effect.how_known")
                cursor.execute(NEW, [exchange, service, file, worked, text, by, at])
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # a table with checks still to come cannot be altered

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """What one side said is not put back to where the other can read it."""

    def describe(self) -> str:
        """What `migrate` says of it."""
        return "Move what a letter did for its recipient into their file"


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def to(model: str, on_delete: Any = django.db.models.deletion.CASCADE, **more: Any) -> models.ForeignKey:
    return models.ForeignKey(on_delete=on_delete, related_name="+", to=model, **more)


def of_exchange(name: str) -> models.OneToOneField:
    return models.OneToOneField(
        on_delete=django.db.models.deletion.CASCADE, related_name=name, to="indirect.exchange"
    )


KEEP = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("indirect", "0004_locked_lines"),
        ("preparation", "0003_locked_lines"),
        ("risk", "0004_locked_lines"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Basis",
                    fields=[
                        ("id", key()),
                        ("named_at", models.DateTimeField(db_default=Now())),
                        ("assessment", to("risk.assessment", blank=True, null=True)),
                        ("choice", to("preparation.waychoice", blank=True, null=True)),
                        ("exchange", of_exchange("basis")),
                        ("file", to("case.casefile")),
                        ("named_by", to(settings.AUTH_USER_MODEL, KEEP)),
                        ("service", to("access.service", KEEP)),
                    ],
                    options={
                        "verbose_name_plural": "bases",
                        "constraints": [
                            models.CheckConstraint(
                                condition=Q(assessment__isnull=False, choice__isnull=True)
                                | Q(assessment__isnull=True, choice__isnull=False),
                                name="basis_is_an_assessment_or_a_choice",
                                violation_error_message="Name one risk assessment, or one choice.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Effect",
                    fields=[
                        ("id", key()),
                        (
                            "worked",
                            models.CharField(
                                choices=[
                                    ("yes", "Yes"),
                                    ("partly", "In part"),
                                    ("no", "No"),
                                    ("unknown", "Not known"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("how_known", LockedCharField(max_length=300)),
                        (
                            "view",
                            LockedCharField(
                                blank=True, help_text="What they say of it themselves.", max_length=300
                            ),
                        ),
                        (
                            "learning",
                            LockedCharField(
                                blank=True, help_text="What the facilitators take from it.", max_length=300
                            ),
                        ),
                        ("noted_at", models.DateTimeField(db_default=Now())),
                        ("exchange", of_exchange("effect")),
                        ("file", to("case.casefile")),
                        ("noted_by", to(settings.AUTH_USER_MODEL, KEEP)),
                        ("service", to("access.service", KEEP)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=~Q(worked="") & ~Q(how_known=""),
                                name="effect_says_how_known",
                                violation_error_message="Say whether it did some good, and how you know.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Viewing",
                    fields=[
                        ("id", key()),
                        ("shown_on", models.DateField()),
                        (
                            "present",
                            LockedCharField(blank=True, help_text="Who was with them.", max_length=200),
                        ),
                        ("back_on", models.DateField(blank=True, null=True)),
                        (
                            "back_where",
                            LockedCharField(
                                blank=True, help_text="Where it is now, or deleted.", max_length=120
                            ),
                        ),
                        ("file", to("case.casefile")),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="viewings",
                                to="indirect.offer",
                            ),
                        ),
                        ("service", to("access.service", KEEP)),
                        ("shown_by", to(settings.AUTH_USER_MODEL, KEEP)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=Q(back_on__isnull=True),
                                fields=["offer"],
                                name="recording_is_out_once",
                                violation_error_message="It has to come back before it is shown again.",
                            ),
                            models.CheckConstraint(
                                condition=Q(back_on__isnull=True) | ~Q(back_where=""),
                                name="viewing_back_says_where",
                                violation_error_message="Say where it is now.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        together(
            *protect("indirect_viewing", "file"),
            *protect("indirect_basis", "file"),
            *protect("indirect_effect", "file"),
            migrations.RunSQL(DELIVERED, NOT_DELIVERED),
        ),
        MoveEffects(),
        migrations.RunSQL(
            MOVED,
            MOVED_BACK,
            state_operations=[
                migrations.RemoveConstraint(model_name="exchange", name="worked_says_how_known"),
                migrations.RemoveField(model_name="exchange", name="how_known"),
                migrations.RemoveField(model_name="exchange", name="worked"),
                migrations.AddField(
                    model_name="exchange",
                    name="delivered_at",
                    field=models.DateTimeField(
                        blank=True, help_text="When it first reached somebody.", null=True
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exchange",
                    constraint=models.CheckConstraint(
                        condition=~Q(state="delivered") | Q(delivered_at__isnull=False),
                        name="delivered_at_some_time",
                        violation_error_message="What was delivered has the time at which it was.",
                    ),
                ),
            ],
        ),
    ]
