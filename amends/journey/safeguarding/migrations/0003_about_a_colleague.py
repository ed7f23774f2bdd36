"""A concern about a colleague is kept from them, whatever they answer for."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

KEPT = """
CREATE POLICY safeguarding_concern_colleague ON safeguarding_concern AS RESTRICTIVE FOR ALL
    USING (colleague_id IS DISTINCT FROM (SELECT amends_user())) WITH CHECK (true);
CREATE FUNCTION safeguarding_about_me() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(c.id), '{}') FROM safeguarding_concern c WHERE c.colleague_id = amends_user()); END $$;
CREATE POLICY record_historyrow_colleague ON record_historyrow AS RESTRICTIVE FOR SELECT USING (
    table_name NOT IN ('safeguarding_concern', 'safeguarding_told')
    OR (CASE table_name WHEN 'safeguarding_concern' THEN row_id ELSE (before->>'concern_id')::bigint END)
       <> ALL ((SELECT safeguarding_about_me())::bigint[]));
"""
OPEN = """
DROP POLICY record_historyrow_colleague ON record_historyrow;
DROP FUNCTION safeguarding_about_me();
DROP POLICY safeguarding_concern_colleague ON safeguarding_concern;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("safeguarding", "0002_walls"),
        ("record", "0005_auditors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="concern",
            name="colleague",
            field=models.ForeignKey(
                blank=True,
                help_text="The colleague it is about: they neither hear of it nor see it, whatever they answer for.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=Q(colleague__isnull=True)
                | (
                    ~Q(raised_by=F("colleague"))
                    & (Q(received_by__isnull=True) | ~Q(received_by=F("colleague")))
                ),
                name="concern_kept_from_whom_it_is_about",
                violation_error_message="Nobody deals with a concern about themselves.",
            ),
        ),
        migrations.RunSQL(KEPT, OPEN),
    ]
