"""Which cases are limited is kept as ranges of numbers, so that asking costs the same however many there are."""

from typing import ClassVar

from django.db import migrations

_ACTS = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public"
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

SELECT case_gather_shut();
"""
NOT_KEPT = """
DROP TRIGGER case_caselimit_gathered ON case_caselimit; DROP FUNCTION case_limits_changed();
DROP FUNCTION case_gather_shut(); DROP TABLE case_shut;
"""

# Of the services somebody sees whole, but for the cases in which they are named. Programs are named in all.
ASKED = f"""
CREATE FUNCTION amends_limited_cases() RETURNS int8multirange {_ACTS} AS $$
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

CREATE FUNCTION amends_limited_files() RETURNS int8multirange {_ACTS} AS $$
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


class Migration(migrations.Migration):
    dependencies: ClassVar = [("case", "0006_studied")]
    operations: ClassVar = [migrations.RunSQL(KEPT, NOT_KEPT), migrations.RunSQL(ASKED, NOT_ASKED)]
