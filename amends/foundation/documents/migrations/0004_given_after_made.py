"""Nobody is given a paper before it is made, and PostgreSQL sees to it."""

from typing import ClassVar

from django.db import migrations, models

from amends.foundation.lib.migrating import together

# Whoever notes a copy may not see the paper; this looks at its day all the same.
AFTER = """
CREATE FUNCTION documents_copy_after_its_paper() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF (NEW.given_at AT TIME ZONE 'Europe/London')::date < (
        SELECT coalesce(d.made_on, (d.made_at AT TIME ZONE 'Europe/London')::date)
        FROM documents_document d WHERE d.id = NEW.document_id) THEN
        RAISE EXCEPTION 'Nobody is given a paper before it is made.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'copy_given_after_its_paper_was_made';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_copy_after_its_paper
    BEFORE INSERT OR UPDATE OF given_at, document_id, from_table ON documents_copy
    FOR EACH ROW WHEN (NOT NEW.from_table) EXECUTE FUNCTION documents_copy_after_its_paper();
"""
NOT_AFTER = """
DROP TRIGGER documents_copy_after_its_paper ON documents_copy;
DROP FUNCTION documents_copy_after_its_paper();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("documents", "0003_street_and_number")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="document",
            name="made_on",
            field=models.DateField(
                help_text="Before that day nobody is given it. Empty in old rows: then the day of `made_at`.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="copy",
            name="from_table",
            field=models.BooleanField(
                default=False,
                help_text="They took the sheet itself home from the table, before it was made here. PostgreSQL refuses any "
                "other copy from before the day on which the paper was made (migration 0004).",
            ),
        ),
        together(migrations.RunSQL(AFTER, NOT_AFTER)),
    ]
