"""Referrals of limited cases are kept as ranges too, and every wall asks ranges from now on."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from amends.foundation.case.walls import raise_walls

KEPT = """
CREATE TABLE referral_shut (
    service_id bigint PRIMARY KEY REFERENCES access_service (id) ON DELETE CASCADE,
    referrals int8multirange NOT NULL
);
REVOKE ALL ON referral_shut FROM amends_app;

CREATE FUNCTION referral_gather_shut() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    LOCK TABLE referral_shut IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM referral_shut;
    INSERT INTO referral_shut (service_id, referrals)
    SELECT l.service_id, range_agg(int8range(r.id, r.id, '[]'))
    FROM case_caselimit l JOIN referral_referral r ON r.case_id = l.case_id
    WHERE l.lifted_at IS NULL GROUP BY l.service_id;
END $$;

CREATE FUNCTION referral_limits_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN PERFORM referral_gather_shut(); RETURN NULL; END $$;
CREATE TRIGGER case_caselimit_referrals AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON case_caselimit
    FOR EACH STATEMENT EXECUTE FUNCTION referral_limits_changed();

CREATE FUNCTION referral_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM added a JOIN case_shut s ON s.service_id = a.service_id WHERE a.case_id <@ s.cases) THEN
        PERFORM referral_gather_shut();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER referral_referral_gathered AFTER INSERT ON referral_referral REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION referral_added();

CREATE FUNCTION referral_joined() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM case_shut s WHERE NEW.case_id <@ s.cases OR OLD.case_id <@ s.cases) THEN
        PERFORM referral_gather_shut();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER referral_referral_joined AFTER UPDATE OF case_id ON referral_referral
    FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION referral_joined();

SELECT referral_gather_shut();
"""
NOT_KEPT = """
DROP TRIGGER referral_referral_joined ON referral_referral; DROP FUNCTION referral_joined();
DROP TRIGGER referral_referral_gathered ON referral_referral; DROP FUNCTION referral_added();
DROP TRIGGER case_caselimit_referrals ON case_caselimit; DROP FUNCTION referral_limits_changed();
DROP FUNCTION referral_gather_shut(); DROP TABLE referral_shut;
"""
ASKED = """
CREATE FUNCTION amends_limited_referrals() RETURNS int8multirange
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE limited int8multirange := '{}'; kept int8multirange;
BEGIN
    FOR kept IN SELECT s.referrals FROM referral_shut s WHERE s.service_id = ANY (amends_services()) LOOP
        limited := limited + kept;
    END LOOP;
    IF isempty(limited) OR EXISTS (SELECT FROM access_user u WHERE u.id = amends_user() AND u.is_system) THEN
        RETURN '{}';
    END IF;
    RETURN limited - coalesce((SELECT range_agg(int8range(r.id, r.id, '[]')) FROM referral_referral r
                               WHERE r.case_id = ANY (amends_cases())), '{}');
END $$;
"""


class AskRanges(Operation):
    """Make the walls of what there is anew at once: nothing may stand without one until all migrations have run.

    No RunPython: that would have Django build every model of the moment, and again after each later migration.
    """

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """By the one that makes them after every migration."""
        raise_walls(None, using=schema_editor.connection.alias)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Nothing to take back: the lists are made anew by the migration before."""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("referral", "0010_of_limited_cases"),
        ("case", "0007_limits_in_ranges"),
        ("people", "0006_limited_in_ranges"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(KEPT, NOT_KEPT),
        migrations.RunSQL(ASKED, "DROP FUNCTION amends_limited_referrals() CASCADE;"),
        AskRanges(),
    ]
