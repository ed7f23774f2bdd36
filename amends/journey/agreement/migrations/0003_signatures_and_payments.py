"""Signatures stay in the file of whoever signed; so do the parts in which a sum is paid."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("access", "0002_behind_walls"),
        ("agreement", "0002_behind_walls"),
        ("case", "0003_behind_walls"),
        ("documents", "0002_behind_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                ("paid_on", models.DateField(blank=True, null=True)),
                (
                    "seen_by",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="How we know: a receipt, the court's list.",
                        max_length=200,
                    ),
                ),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="payments",
                        to="agreement.point",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["point", "due"], name="payments_of_a_promise")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("paid_on__isnull", True)),
                        fields=("point", "due"),
                        name="one_open_payment_a_day",
                        violation_error_message="A payment of this promise is due on that day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="payment_is_more_than_nothing",
                        violation_error_message="A payment is more than nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("noted_by__isnull", True), ("paid_on__isnull", True), ("seen_by", "")),
                            models.Q(
                                ("noted_by__isnull", False),
                                ("paid_on__isnull", False),
                                models.Q(("seen_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="paid_with_day_and_proof",
                        violation_error_message="Say when it was paid and how you know.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "strokes",
                    amends.foundation.lib.locking.LockedTextField(
                        blank=True, help_text="What they drew: the path of an SVG, 600 by 200."
                    ),
                ),
                (
                    "typed",
                    amends.foundation.lib.locking.LockedTextField(
                        blank=True, help_text="The name they typed because drawing did not suit them."
                    ),
                ),
                ("words_sha256", models.CharField(help_text="Of the words they signed.", max_length=64)),
                ("signed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signature",
                        to="agreement.party",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("strokes", ""), _negated=True),
                                ("typed", ""),
                                models.Q(("scan__isnull", False), _negated=True),
                            ),
                            models.Q(
                                ("strokes", ""),
                                models.Q(("typed", ""), _negated=True),
                                models.Q(("scan__isnull", False), _negated=True),
                            ),
                            models.Q(("strokes", ""), ("typed", ""), ("scan__isnull", False)),
                            _connector="OR",
                        ),
                        name="signature_in_one_way",
                        violation_error_message="Sign in one way: draw it, type the name, or hand in the scan.",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="point",
            index=models.Index(
                condition=models.Q(("kind", "action")),
                fields=["service", "due", "id"],
                name="promises_by_day",
            ),
        ),
        together(*protect("agreement_payment", "file"), *protect("agreement_signature", "file")),
    ]
