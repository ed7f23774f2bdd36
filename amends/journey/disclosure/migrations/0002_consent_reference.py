"""A disclosure names the consent it rests on; the body it was made to reads that line of it, while they agree, and no more."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# What somebody agreed to let a body know, for the officer of that body who works with the case: only where the answer
# on the switchboard names the body and nothing was taken back since.
GIVEN = """
CREATE FUNCTION disclosure_given(in_case bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(d.id), '{}')
    FROM case_casefile f JOIN disclosure_disclosure d ON d.file_id = f.id
    JOIN access_agency a ON a.id = d.agency_id JOIN consent_consent c ON c.id = d.consent_id
    WHERE f.case_id = ANY (amends_known_cases()) AND (in_case IS NULL OR f.case_id = in_case)
      AND d.ground = 'consent' AND c.participant_id = d.participant_id AND c.purpose = 'share_details'
      AND c.answer = 'given' AND NOT c.pending AND c.covers @> to_jsonb(a.kind::text)
      AND NOT EXISTS (SELECT FROM consent_consent l WHERE l.participant_id = c.participant_id
                      AND l.purpose = c.purpose AND l.id > c.id
                      AND (l.answer <> 'given' OR NOT l.covers @> to_jsonb(a.kind::text)))
      AND EXISTS (SELECT FROM access_membership m WHERE m.user_id = amends_user() AND m.agency_id = d.agency_id
                  AND m.service_id = d.service_id AND m.sees IN ('responsible_side', 'harmed_side')
                  AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))); END $$;
CREATE POLICY disclosure_disclosure_given ON disclosure_disclosure FOR SELECT
    USING (id = ANY ((SELECT disclosure_given(NULL))::bigint[]));
"""
NOT_GIVEN = """
DROP POLICY disclosure_disclosure_given ON disclosure_disclosure;
DROP FUNCTION disclosure_given(bigint);
"""
BEFORE = "UPDATE disclosure_disclosure SET consent_reference = 'Noted before references were kept' WHERE ground = 'consent'"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("disclosure", "0001_initial"),
        ("consent", "0004_walls_of_the_told"),
        ("case", "0005_grants"),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="disclosure",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consent.consent",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="consent_reference",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The consent it rests on, as the record calls it.",
                max_length=60,
            ),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=~Q(ground="consent") | ~Q(consent_reference=""),
                name="disclosure_names_its_consent",
                violation_error_message="Say which consent it rests on.",
            ),
        ),
        migrations.RunSQL(GIVEN, NOT_GIVEN),
    ]
