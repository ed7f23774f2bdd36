"""The wall between the two files, kept by PostgreSQL for the role the application connects as.

Nobody opens a file to themselves; a grant has an end, is reviewed, and counts only while a role allows its side. Whoever
works on a limited case sees that it is limited; only the service sets a limit, or lifts it.
"""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import WHOLE_SERVICE, ask_once, keep_history, protect, wall_by_verb

ACTS = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public"

# Roles of one side read their file and write nothing; what both sides may know is not theirs.
WALL = """
ALTER TABLE case_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_case_wall ON case_case
    USING (service_id = ANY ((SELECT amends_services())::bigint[])
           OR id = ANY ((SELECT amends_known_cases())::bigint[]));
CREATE POLICY case_case_reader_changes ON case_case AS RESTRICTIVE FOR UPDATE
    USING (service_id = ANY ((SELECT amends_services())::bigint[]) OR id = ANY ((SELECT amends_cases())::bigint[]));
CREATE POLICY case_case_reader_removes ON case_case AS RESTRICTIVE FOR DELETE
    USING (service_id = ANY ((SELECT amends_services())::bigint[]) OR id = ANY ((SELECT amends_cases())::bigint[]));

ALTER TABLE case_casefile ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_casefile_wall ON case_casefile
    USING (service_id = ANY ((SELECT amends_services())::bigint[]) OR id = ANY ((SELECT amends_files())::bigint[]));
ALTER TABLE case_casefile ADD CONSTRAINT case_casefile_of_service
    FOREIGN KEY (case_id, service_id) REFERENCES case_case (id, service_id) DEFERRABLE INITIALLY DEFERRED;
"""
NO_WALL = """
ALTER TABLE case_casefile DROP CONSTRAINT case_casefile_of_service;
DROP POLICY case_casefile_wall ON case_casefile; ALTER TABLE case_casefile DISABLE ROW LEVEL SECURITY;
DROP POLICY case_case_reader_removes ON case_case; DROP POLICY case_case_reader_changes ON case_case;
DROP POLICY case_case_wall ON case_case; ALTER TABLE case_case DISABLE ROW LEVEL SECURITY;
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

# Cases for an evaluator: under a made-up key, without names, places, words or days. The key is made with a secret the
# database does not hold, so that it leads back to no case, and not to the same one in another installation.
STUDIED = """
CREATE FUNCTION case_studied(in_service bigint, secret text)
RETURNS TABLE (key text, family text, roles text, specialist boolean, stage text, opened text, weeks int,
               milestones text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM access_membership m WHERE m.user_id = amends_user() AND m.service_id = in_service
                   AND m.sees = 'pseudonymised' AND m.starts_on <= amends_today()
                   AND (m.ends_on IS NULL OR m.ends_on >= amends_today())) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT left(encode(sha256(convert_to(secret || c.id, 'UTF8')), 'hex'), 12), c.family::text, c.roles::text,
           c.is_specialist, c.stage::text, to_char(c.opened_at, 'YYYY "quarter" Q'),
           (extract(epoch FROM c.closed_at - c.opened_at) / 604800)::int,
           (SELECT string_agg(m.name, ' ' ORDER BY m.name) FROM case_casemilestone m WHERE m.case_id = c.id)
    FROM case_case c WHERE c.service_id = in_service
      AND NOT EXISTS (SELECT FROM case_caselimit l WHERE l.case_id = c.id AND l.lifted_at IS NULL)
    ORDER BY 1;
END $$;
"""
NOT_STUDIED = "DROP FUNCTION case_studied(bigint, text);"

# Each policy asks for what is limited once for each table of a statement, and then of every row it reads. As a list that
# took a page of a service with thousands of limited cases six times as long; a look into ranges is a search by halves.
# They are gathered when a limit is set or lifted: a case has both its files from its first day. The lock is taken before
# anything is read, because of two limits set at once the later must not forget the earlier.
KEPT = """
CREATE TABLE case_shut (
    service_id bigint PRIMARY KEY REFERENCES access_service (id) ON DELETE CASCADE,
    cases int8multirange NOT NULL,
    files int8multirange NOT NULL
);
REVOKE ALL ON case_shut FROM amends_app;

CREATE FUNCTION case_gather_shut() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    LOCK TABLE case_shut IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM case_shut;
    INSERT INTO case_shut (service_id, cases, files)
    SELECT l.service_id, range_agg(int8range(l.case_id, l.case_id, '[]')),
           coalesce(range_agg(int8range(f.id, f.id, '[]')) FILTER (WHERE f.id IS NOT NULL), '{}')
    FROM case_caselimit l LEFT JOIN case_casefile f ON f.case_id = l.case_id
    WHERE l.lifted_at IS NULL GROUP BY l.service_id;
END $$;

CREATE FUNCTION case_limits_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN PERFORM case_gather_shut(); RETURN NULL; END $$;
CREATE TRIGGER case_caselimit_gathered AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON case_caselimit
    FOR EACH STATEMENT EXECUTE FUNCTION case_limits_changed();
"""
NOT_KEPT = """
DROP TRIGGER case_caselimit_gathered ON case_caselimit; DROP FUNCTION case_limits_changed();
DROP FUNCTION case_gather_shut(); DROP TABLE case_shut;
"""

# Of the services somebody sees whole, but for the cases in which they are named. Programs are named in all.
ASKED = f"""
CREATE FUNCTION amends_limited_cases() RETURNS int8multirange {ACTS} AS $$
DECLARE limited int8multirange := '{{}}'; kept int8multirange;
BEGIN
    FOR kept IN SELECT s.cases FROM case_shut s WHERE s.service_id = ANY (amends_services()) LOOP
        limited := limited + kept;
    END LOOP;
    IF isempty(limited) OR EXISTS (SELECT FROM access_user u WHERE u.id = amends_user() AND u.is_system) THEN
        RETURN '{{}}';
    END IF;
    RETURN limited - coalesce((SELECT range_agg(int8range(c, c, '[]')) FROM unnest(amends_cases()) AS c), '{{}}');
END $$;

CREATE FUNCTION amends_limited_files() RETURNS int8multirange {ACTS} AS $$
DECLARE limited int8multirange := '{{}}'; kept int8multirange;
BEGIN
    FOR kept IN SELECT s.files FROM case_shut s WHERE s.service_id = ANY (amends_services()) LOOP
        limited := limited + kept;
    END LOOP;
    IF isempty(limited) OR EXISTS (SELECT FROM access_user u WHERE u.id = amends_user() AND u.is_system) THEN
        RETURN '{{}}';
    END IF;
    RETURN limited - coalesce((SELECT range_agg(int8range(f.id, f.id, '[]')) FROM case_casefile f
                               WHERE f.case_id = ANY (amends_cases())), '{{}}');
END $$;
"""
NOT_ASKED = "DROP FUNCTION amends_limited_files(); DROP FUNCTION amends_limited_cases();"

MINE = "user_id = (SELECT amends_user())"


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("case", "0003_walls"),
        ("case", "0006_studied"),
        ("case", "0007_limits_in_ranges"),
        ("case", "0008_limits_of_the_service"),
        ("case", "0009_inspectors"),
        ("case", "0010_asked_once"),
    ]
    dependencies: ClassVar = [("case", "0002_whose_files"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        together(
            migrations.RunSQL(WALL, NO_WALL),
            *keep_history("case_case"),
            *protect("case_participant", "file"),
            *protect("case_casemilestone", "case"),
            *protect("case_filegrant", "service"),
            *wall_by_verb(
                "case_filegrant",
                see=f"{WHOLE_SERVICE} OR {MINE}",
                add=WHOLE_SERVICE,
                change=f"{WHOLE_SERVICE} OR {MINE}",
                into=f"{WHOLE_SERVICE} OR ({MINE} AND (suspended OR ended_at IS NOT NULL))",
            ),
            migrations.RunSQL(EMERGENCY, NO_EMERGENCY),
            migrations.RunSQL(STUDIED, NOT_STUDIED),
            *protect("case_caselimit", "service"),
            *wall_by_verb(
                "case_caselimit",
                see=f"{WHOLE_SERVICE} OR case_id = ANY ((SELECT amends_cases())::bigint[])",
                add=WHOLE_SERVICE,
                change=WHOLE_SERVICE,
                into=WHOLE_SERVICE,
            ),
            migrations.RunSQL(KEPT, NOT_KEPT),
            migrations.RunSQL(ASKED, NOT_ASKED),
            *ask_once("amends_limited_cases", "int8multirange"),
            *ask_once("amends_limited_files", "int8multirange"),
        ),
    ]
