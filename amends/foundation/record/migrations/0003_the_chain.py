"""The trail is sealed line by line: each link of the chain covers its line and the link before it."""

from typing import ClassVar

from django.db import migrations, models

UP = """
REVOKE ALL ON record_chainlink FROM amends_app;

CREATE FUNCTION record_recipient_digest(event record_auditevent) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN event.recipient = '' THEN ''::bytea
               ELSE sha256(convert_to(event.id || ' ' || event.recipient, 'UTF8')) END $$;

CREATE FUNCTION record_digest(previous bytea, recipient_digest bytea, event record_auditevent)
RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT sha256(previous || recipient_digest || convert_to(ROW(
       event.id, extract(epoch FROM event.at), event.user_id, event.service_id, event.case_id, event.file_id,
       event.act, event.what, event.subject, event.details)::text, 'UTF8')) $$;

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

-- Makes the chain anew over the trail as it is: for the lines of before there was one, and for example services.
CREATE FUNCTION record_seal_anew() RETURNS bigint LANGUAGE plpgsql SET search_path = public AS $$
DECLARE previous bytea := ''; recipient bytea; event record_auditevent; links bigint := 0;
BEGIN
    TRUNCATE record_chainlink RESTART IDENTITY;
    FOR event IN SELECT * FROM record_auditevent ORDER BY id LOOP
        recipient := record_recipient_digest(event);
        previous := record_digest(previous, recipient, event);
        INSERT INTO record_chainlink (event_id, recipient_digest, digest) VALUES (event.id, recipient, previous);
        links := links + 1;
    END LOOP;
    RETURN links;
END $$;
REVOKE ALL ON FUNCTION record_seal_anew() FROM PUBLIC, amends_app;
SELECT record_seal_anew();

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
DOWN = """
DROP FUNCTION record_chain_has(bytea);
DROP FUNCTION record_chain_end();
DROP FUNCTION record_broken_links(int);
DROP FUNCTION record_seal_anew();
DROP TRIGGER record_auditevent_chain ON record_auditevent;
DROP FUNCTION record_add_link();
DROP FUNCTION record_digest(bytea, bytea, record_auditevent);
DROP FUNCTION record_recipient_digest(record_auditevent);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("record", "0002_append_only")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        help_text="The place in the chain.", primary_key=True, serialize=False
                    ),
                ),
                ("event_id", models.BigIntegerField(unique=True)),
                (
                    "recipient_digest",
                    models.BinaryField(
                        help_text="Kept apart, so that a recipient's name can be erased and the chain still holds."
                    ),
                ),
                ("digest", models.BinaryField()),
            ],
        ),
        migrations.RunSQL(UP, DOWN),
    ]
