"""The data plan of a service, and the function with which row policies ask what it shuts to whoever acts."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import protect
from amends.service.dataplan.walls import behind_plan


# The services in which every role of whoever acts that opens this side is shut out of the item.
SHUTS = """
CREATE FUNCTION amends_plan_shuts(wanted text, of_side text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(e.service_id), '{}') FROM dataplan_planentry e
    WHERE e.item = wanted AND cardinality(e.shut_to) > 0
      AND EXISTS (SELECT FROM access_membership m WHERE m.user_id = amends_user() AND m.service_id = e.service_id
                  AND m.role = ANY (e.shut_to) AND m.starts_on <= amends_today()
                  AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))
      AND NOT EXISTS (SELECT FROM access_membership m WHERE m.user_id = amends_user() AND m.service_id = e.service_id
                  AND NOT m.role = ANY (e.shut_to) AND m.starts_on <= amends_today()
                  AND (m.ends_on IS NULL OR m.ends_on >= amends_today())
                  AND (m.sees IN ('service', 'granted', 'inspection') OR m.sees = of_side || '_side'
                       OR (of_side = '' AND m.sees IN ('harmed_side', 'responsible_side'))))); END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [
        ("record", "0002_behind_walls"),
        ("case", "0003_behind_walls"),
        ("people", "0002_behind_walls"),
        ("access", "0002_behind_walls"),
    ]

    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="PlanChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.CharField(
                                blank=True,
                                help_text="Empty when the whole plan is taken as it comes.",
                                max_length=40,
                            ),
                        ),
                        (
                            "shut_to",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "asked_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("agreed", models.BooleanField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                condition=models.Q(("agreed__isnull", True)),
                                fields=("service", "item"),
                                name="plan_change_asked_once",
                                violation_error_message="A change of this is waiting for a decision already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed__isnull", True),
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("agreed__isnull", False),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_change_decided_by_somebody",
                                violation_error_message="Say who decided, and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_change_by_two",
                                violation_error_message="Somebody else agrees to a change of the plan.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("item", models.CharField(max_length=40)),
                        (
                            "shut_to",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "verbose_name_plural": "plan entries",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "item"),
                                name="plan_entry_once",
                                violation_error_message="The plan has this item already.",
                            )
                        ],
                    },
                ),
            ]
        ),
        together(
            *protect("dataplan_planentry", "service"),
            *protect("dataplan_planchange", "service"),
            migrations.RunSQL(SHUTS, "DROP FUNCTION amends_plan_shuts(text, text);"),
            *behind_plan(
                "people_contactpoint", ("harmed_reach", "harmed"), ("responsible_reach", "responsible")
            ),
        ),
    ]
