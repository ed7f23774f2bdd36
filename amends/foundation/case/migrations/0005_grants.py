"""Nobody opens a file to themselves; a grant has an end, is reviewed, and counts only while a role allows its side."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from amends.foundation.record.protect import WHOLE_SERVICE, protect, wall_by_verb

# Written in PL/pgSQL, which keeps its plan: SQL functions that act for their owner are planned anew each time.
_ACTS = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public"
# A side is open to a role that may see it, on the days the role is held: an ended role closes its files by itself.
# Roles of one side read their file and write nothing; what both sides may know is not theirs.
GRANTS = f"""
CREATE OR REPLACE FUNCTION amends_grants() RETURNS TABLE (file_id bigint, case_id bigint, whole boolean) {_ACTS} AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT f.id, f.case_id, bool_or(m.sees IN ('service', 'granted'))
    FROM case_filegrant g JOIN case_casefile f ON f.id = g.file_id
    JOIN access_membership m ON m.user_id = g.user_id AND m.service_id = g.service_id
    WHERE g.user_id = amends_user() AND g.ended_at IS NULL AND NOT g.suspended
      AND (g.ends_at IS NULL OR g.ends_at > now())
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today())
      AND (m.sees IN ('service', 'granted') OR (m.sees = 'responsible_side' AND f.side = 'responsible')
           OR (m.sees = 'harmed_side' AND f.side = 'harmed'))
    GROUP BY f.id, f.case_id; END $$;
"""
UP = f"""
{GRANTS}
CREATE OR REPLACE FUNCTION amends_files() RETURNS bigint[] {_ACTS} AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(g.file_id), '{{}}') FROM amends_grants() g); END $$;

CREATE OR REPLACE FUNCTION amends_cases() RETURNS bigint[] {_ACTS} AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(DISTINCT g.case_id), '{{}}') FROM amends_grants() g WHERE g.whole); END $$;

-- Cases somebody may know of: also those of which they may read one file only.
CREATE FUNCTION amends_known_cases() RETURNS bigint[] {_ACTS} AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(DISTINCT g.case_id), '{{}}') FROM amends_grants() g); END $$;

CREATE FUNCTION amends_read_only_files() RETURNS bigint[] {_ACTS} AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(g.file_id), '{{}}') FROM amends_grants() g WHERE NOT g.whole); END $$;

-- Limited cases of the services somebody sees whole, in which they are not named. Programs are named in all.
CREATE FUNCTION amends_shut_cases() RETURNS bigint[] {_ACTS} AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(l.case_id), '{{}}') FROM case_caselimit l
    WHERE l.lifted_at IS NULL AND l.service_id = ANY (amends_services())
      AND NOT l.case_id = ANY (amends_cases())
      AND NOT EXISTS (SELECT FROM access_user u WHERE u.id = amends_user() AND u.is_system)); END $$;

CREATE FUNCTION amends_shut_files() RETURNS bigint[] {_ACTS} AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(f.id), '{{}}') FROM case_casefile f
    WHERE f.case_id = ANY (amends_shut_cases())); END $$;

CREATE OR REPLACE FUNCTION amends_services() RETURNS bigint[] {_ACTS} AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT m.service_id), '{{}}') FROM access_membership m
    WHERE m.user_id = amends_user() AND m.sees = 'service' AND m.starts_on <= amends_today()
      AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;

DROP POLICY case_case_wall ON case_case;
CREATE POLICY case_case_wall ON case_case
    USING (service_id = ANY ((SELECT amends_services())::bigint[])
           OR id = ANY ((SELECT amends_known_cases())::bigint[]));
CREATE POLICY case_case_reader_changes ON case_case AS RESTRICTIVE FOR UPDATE
    USING (service_id = ANY ((SELECT amends_services())::bigint[]) OR id = ANY ((SELECT amends_cases())::bigint[]));
CREATE POLICY case_case_reader_removes ON case_case AS RESTRICTIVE FOR DELETE
    USING (service_id = ANY ((SELECT amends_services())::bigint[]) OR id = ANY ((SELECT amends_cases())::bigint[]));
"""
DOWN = """
DROP POLICY case_case_reader_removes ON case_case; DROP POLICY case_case_reader_changes ON case_case;
DROP POLICY case_case_wall ON case_case;
CREATE POLICY case_case_wall ON case_case
    USING (service_id = ANY ((SELECT amends_services())::bigint[]) OR id = ANY ((SELECT amends_cases())::bigint[]));
DROP FUNCTION amends_shut_files(); DROP FUNCTION amends_shut_cases();
DROP FUNCTION amends_read_only_files(); DROP FUNCTION amends_known_cases();
CREATE OR REPLACE FUNCTION amends_files() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(g.file_id), '{}') FROM case_filegrant g
   WHERE g.user_id = amends_user() AND g.ended_at IS NULL AND NOT g.suspended $$;
CREATE OR REPLACE FUNCTION amends_cases() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT f.case_id), '{}') FROM case_filegrant g JOIN case_casefile f ON f.id = g.file_id
   WHERE g.user_id = amends_user() AND g.ended_at IS NULL AND NOT g.suspended $$;
DROP FUNCTION amends_grants();
"""

# In an emergency somebody opens a case to themselves: for a day, for a reason, and the trail has it whatever follows.
# Only who may be given both files, and of a limited case only who sees the whole service.
EMERGENCY = """
CREATE FUNCTION case_break_glass(wanted text, why text, hours int) RETURNS SETOF case_casefile
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public AS $$
DECLARE found case_case; limited boolean; sees text[];
BEGIN
    IF hours NOT BETWEEN 1 AND 72 OR length(btrim(why)) < 10 THEN
        RAISE EXCEPTION 'A case is opened for at most three days, and for a reason.' USING ERRCODE = 'check_violation';
    END IF;
    SELECT c.* INTO found FROM case_case c WHERE c.number = wanted;
    SELECT array_agg(m.sees) INTO sees FROM access_membership m
     WHERE m.user_id = amends_user() AND m.service_id = found.service_id AND m.sees IN ('service', 'granted')
       AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today());
    SELECT EXISTS (SELECT FROM case_caselimit l WHERE l.case_id = found.id AND l.lifted_at IS NULL) INTO limited;
    IF sees IS NULL OR (limited AND NOT 'service' = ANY (sees)) OR found.stage = 'closed' AND NOT 'service' = ANY (sees)
       OR EXISTS (SELECT FROM case_filegrant g JOIN case_casefile f ON f.id = g.file_id
                  WHERE f.case_id = found.id AND g.user_id = amends_user() AND g.ended_at IS NULL AND g.suspended) THEN
        RETURN;
    END IF;
    UPDATE case_filegrant g SET ended_at = now() FROM case_casefile f
     WHERE f.id = g.file_id AND f.case_id = found.id AND g.user_id = amends_user() AND g.ended_at IS NULL
       AND g.ends_at IS NOT NULL;
    INSERT INTO case_filegrant (service_id, file_id, user_id, reason, granted_by_id, suspended, in_emergency, ends_at)
    SELECT f.service_id, f.id, amends_user(), left(btrim(why), 200), amends_user(), false, true,
           now() + make_interval(hours => hours)
    FROM case_casefile f WHERE f.case_id = found.id ON CONFLICT (file_id, user_id) WHERE ended_at IS NULL DO NOTHING;
    INSERT INTO record_auditevent (user_id, service_id, case_id, act, what, subject, recipient, details)
    VALUES (amends_user(), found.service_id, found.id, 'disclosure', 'case.glass_broken', 'user:' || amends_user(), '',
            jsonb_build_object('hours', hours));
    RETURN QUERY SELECT f.* FROM case_casefile f WHERE f.case_id = found.id ORDER BY f.id;
END $$;
"""
NO_EMERGENCY = "DROP FUNCTION case_break_glass(text, text, int);"

MINE = "user_id = (SELECT amends_user())"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("case", "0004_open_cases"),
        ("access", "0004_choices_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="filegrant",
            name="ends_at",
            field=models.DateTimeField(
                blank=True, help_text="When it closes by itself; empty for as long as the case.", null=True
            ),
        ),
        migrations.AddField(
            model_name="filegrant",
            name="in_emergency",
            field=models.BooleanField(
                default=False,
                help_text="Opened by the person themselves, for a reason; the manager was told.",
            ),
        ),
        migrations.AddField(
            model_name="filegrant",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="filegrant",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="filegrant",
            constraint=models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("granted_at")),
                name="grant_ends_after_it_begins",
                violation_error_message="A file closes after it was opened, not before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="filegrant",
            constraint=models.CheckConstraint(
                condition=Q(in_emergency=False) | Q(ends_at__isnull=False),
                name="emergency_has_an_end",
                violation_error_message="A file opened in an emergency closes by itself.",
            ),
        ),
        migrations.AddIndex(
            model_name="filegrant",
            index=models.Index(
                condition=Q(ended_at__isnull=True), fields=["service", "granted_at"], name="open_grants"
            ),
        ),
        migrations.CreateModel(
            name="CaseLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("limited", "Limited access"), ("high_profile", "High profile")],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(help_text="Why so few may know of it.", max_length=300)),
                ("set_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
                ),
                (
                    "lifted_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(lifted_at__isnull=True),
                        fields=["case"],
                        name="one_limit_at_a_time",
                        violation_error_message="This case is limited already.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(UP, DOWN),
        migrations.RunSQL(EMERGENCY, NO_EMERGENCY),
        *protect("case_caselimit", "case"),
        # One's own grant may be closed by oneself (a declared link), never opened.
        *wall_by_verb(
            "case_filegrant",
            see=f"{WHOLE_SERVICE} OR {MINE}",
            add=WHOLE_SERVICE,
            change=f"{WHOLE_SERVICE} OR {MINE}",
            into=f"{WHOLE_SERVICE} OR ({MINE} AND (suspended OR ended_at IS NOT NULL))",
        ),
    ]
