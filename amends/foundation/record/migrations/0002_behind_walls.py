"""The trail and the history can be added to and read, never changed; the trail is sealed line by line."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only

# The history is written by a trigger alone. A row as it was may be of a table that only the service sees, although it names
# a case: whoever works on the case reads the rows as they are, and the history of them is the service's.
HISTORY = """
CREATE FUNCTION record_keep_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE was jsonb := to_jsonb(OLD);
BEGIN
    INSERT INTO record_historyrow (user_id, table_name, row_id, service_id, case_id, file_id, operation, before)
    VALUES (amends_user(), TG_TABLE_NAME, OLD.id, (was->>'service_id')::bigint, (was->>'case_id')::bigint,
            (was->>'file_id')::bigint, TG_OP, was);
    RETURN NULL;
END $$;

REVOKE INSERT ON record_historyrow FROM amends_app;
ALTER TABLE record_historyrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY record_historyrow_wall ON record_historyrow FOR SELECT
    USING (service_id = ANY ((SELECT amends_services())::bigint[]));
"""
NO_HISTORY = """
DROP POLICY record_historyrow_wall ON record_historyrow;
ALTER TABLE record_historyrow DISABLE ROW LEVEL SECURITY;
DROP FUNCTION record_keep_history();
"""

TRAIL = """
ALTER TABLE record_auditevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY record_auditevent_read ON record_auditevent FOR SELECT USING (
    service_id = ANY ((SELECT amends_services())::bigint[]) OR file_id = ANY ((SELECT amends_files())::bigint[])
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[])));
CREATE POLICY record_auditevent_add ON record_auditevent FOR INSERT WITH CHECK (true);
"""
NO_TRAIL = """
DROP POLICY record_auditevent_add ON record_auditevent;
DROP POLICY record_auditevent_read ON record_auditevent;
ALTER TABLE record_auditevent DISABLE ROW LEVEL SECURITY;
"""

# Each link of the chain covers its line and the link before it.
CHAIN = """
REVOKE ALL ON record_chainlink FROM amends_app;

CREATE FUNCTION record_recipient_digest(event record_auditevent) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN event.recipient = '' THEN ''::bytea
               ELSE sha256(convert_to(event.id || ' ' || event.recipient, 'UTF8')) END $$;

-- What a link covers of its line.
CREATE FUNCTION record_covered(event record_auditevent) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT convert_to(ROW(
       event.id, extract(epoch FROM event.at), event.user_id, event.service_id, event.case_id, event.file_id,
       event.act, event.what, event.subject, event.details)::text, 'UTF8') $$;

CREATE FUNCTION record_digest(previous bytea, recipient_digest bytea, event record_auditevent)
RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT sha256(previous || recipient_digest || record_covered(event)) $$;

-- One transaction at a time adds its links, and only while it commits, so that pages do not wait for each other.
CREATE FUNCTION record_add_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE previous bytea; recipient bytea := record_recipient_digest(NEW);
BEGIN
    PERFORM pg_advisory_xact_lock('record_chainlink'::regclass::oid::int, 1);
    SELECT digest INTO previous FROM record_chainlink ORDER BY id DESC LIMIT 1;
    INSERT INTO record_chainlink (event_id, recipient_digest, digest)
    VALUES (NEW.id, recipient, record_digest(coalesce(previous, ''), recipient, NEW));
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER record_auditevent_chain AFTER INSERT ON record_auditevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_add_link();

-- The text that each link covers is put together by one query for all lines: that takes half as long.
CREATE FUNCTION record_whole_chain() RETURNS TABLE (event_id bigint, recipient_digest bytea, digest bytea)
LANGUAGE plpgsql STABLE SET search_path = public AS $$
DECLARE line record;
BEGIN
    digest := '';
    FOR line IN SELECT e.id, record_recipient_digest(e) AS recipient, record_covered(e) AS covered
                FROM record_auditevent e ORDER BY e.id LOOP
        event_id := line.id;
        recipient_digest := line.recipient;
        digest := sha256(digest || line.recipient || line.covered);
        RETURN NEXT;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION record_whole_chain() FROM PUBLIC, amends_app;

-- Makes the chain anew over the trail as it is, for example services.
CREATE FUNCTION record_seal_anew() RETURNS bigint LANGUAGE plpgsql SET search_path = public AS $$
DECLARE links bigint;
BEGIN
    TRUNCATE record_chainlink RESTART IDENTITY;
    INSERT INTO record_chainlink (event_id, recipient_digest, digest) SELECT * FROM record_whole_chain();
    GET DIAGNOSTICS links = ROW_COUNT;
    RETURN links;
END $$;
REVOKE ALL ON FUNCTION record_seal_anew() FROM PUBLIC, amends_app;

-- What no longer fits, by place: codes and numbers only, so that whoever runs the server may read it.
CREATE FUNCTION record_broken_links(most int) RETURNS TABLE (place bigint, event_id bigint, what text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH checked AS (
        SELECT l.id, l.event_id, e.id AS there, l.digest, e.recipient,
            l.recipient_digest = record_recipient_digest(e) AS recipient_fits,
            record_digest(lag(l.digest, 1, ''::bytea) OVER (ORDER BY l.id), l.recipient_digest, e) AS expected
        FROM record_chainlink l LEFT JOIN record_auditevent e ON e.id = l.event_id)
    SELECT id, event_id, CASE WHEN there IS NULL THEN 'removed' WHEN digest <> expected THEN 'changed'
                              ELSE 'recipient' END
    FROM checked
    WHERE there IS NULL OR digest <> expected OR (recipient <> '' AND NOT recipient_fits)
    UNION ALL
    SELECT NULL, e.id, 'unsealed' FROM record_auditevent e
    WHERE NOT EXISTS (SELECT FROM record_chainlink l WHERE l.event_id = e.id)
    ORDER BY 1 NULLS LAST, 2 LIMIT most $$;

CREATE FUNCTION record_chain_end() RETURNS TABLE (links bigint, digest bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT (SELECT count(*) FROM record_chainlink), l.digest FROM record_chainlink l ORDER BY l.id DESC LIMIT 1 $$;

-- Whether the chain once ended with this digest: what was written down elsewhere is still part of it.
CREATE FUNCTION record_chain_has(wanted bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT EXISTS (SELECT FROM record_chainlink l WHERE l.digest = wanted) $$;
"""
NO_CHAIN = """
DROP FUNCTION record_chain_has(bytea);
DROP FUNCTION record_chain_end();
DROP FUNCTION record_broken_links(int);
DROP FUNCTION record_seal_anew();
DROP FUNCTION record_whole_chain();
DROP TRIGGER record_auditevent_chain ON record_auditevent;
DROP FUNCTION record_add_link();
DROP FUNCTION record_digest(bytea, bytea, record_auditevent);
DROP FUNCTION record_covered(record_auditevent);
DROP FUNCTION record_recipient_digest(record_auditevent);
GRANT SELECT, INSERT, UPDATE, DELETE ON record_chainlink TO amends_app;
"""

# An auditor reads the trail of the service and no file; both sides' records are compared by numbers alone.
AUDITORS = """
CREATE FUNCTION amends_audited() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT m.service_id), '{}') FROM access_membership m
    WHERE m.user_id = amends_user() AND m.sees = 'trail' AND m.starts_on <= amends_today()
      AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;

CREATE POLICY record_auditevent_audit ON record_auditevent FOR SELECT
    USING (service_id = ANY ((SELECT amends_audited())::bigint[]));

-- Numbers only, so that they are the same for whoever may ask: by side, what was done, how often, by how many people,
-- how often at night (before seven, after nine), and how often somebody tried who may not.
CREATE FUNCTION record_by_side(in_service bigint, since timestamptz)
RETURNS TABLE (side text, act text, times bigint, people bigint, at_night bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
BEGIN
    IF NOT (in_service = ANY (amends_services()) OR in_service = ANY (amends_audited())) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT done.side::text, done.act::text, count(*), count(DISTINCT done.user_id),
           count(*) FILTER (WHERE extract(hour FROM done.at AT TIME ZONE 'Europe/London') NOT BETWEEN 7 AND 20)
    FROM (SELECT f.side, e.act, e.user_id, e.at FROM record_auditevent e JOIN case_casefile f ON f.id = e.file_id
          WHERE e.service_id = in_service AND e.at >= since
          UNION ALL
          SELECT p.side, 'refused', e.user_id, e.at FROM record_auditevent e
          JOIN case_participant p ON p.id = (e.details->>'participant')::bigint
          WHERE e.at >= since AND e.what LIKE 'refused.%' AND p.service_id = in_service) done
    GROUP BY 1, 2 ORDER BY 1, 2;
END $$;
"""
NO_AUDITORS = """
DROP FUNCTION record_by_side(bigint, timestamptz);
DROP POLICY record_auditevent_audit ON record_auditevent;
DROP FUNCTION amends_audited();
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("record", "0002_append_only"),
        ("record", "0004_sealed_quicker"),
        ("record", "0005_auditors"),
    ]
    dependencies: ClassVar = [("record", "0001_tables"), ("case", "0002_whose_files")]
    operations: ClassVar = [
        together(
            migrations.RunSQL(HISTORY, NO_HISTORY),
            *append_only("record_historyrow"),
            migrations.RunSQL(TRAIL, NO_TRAIL),
            *append_only("record_auditevent"),
            migrations.RunSQL(CHAIN, NO_CHAIN),
            migrations.RunSQL(AUDITORS, NO_AUDITORS),
        ),
    ]
