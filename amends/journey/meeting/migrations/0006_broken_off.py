"""A meeting that had begun when somebody said stop is not cancelled: it took place, and what happened is written down."""

from typing import ClassVar

from django.db import migrations

BROKEN_OFF = """
CREATE OR REPLACE FUNCTION meeting_cancel_ahead() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE meeting_meeting SET state = 'cancelled', cancelled_at = coalesce(NEW.stopped_at, now()), version = version + 1,
           cancelled_because = CASE WHEN NEW.stopped_at IS NOT NULL THEN 'stopped' ELSE 'closed' END
     WHERE case_id = NEW.id AND state IN ('planned', 'confirmed')
       AND (NEW.stage = 'closed' OR state = 'planned' OR lower(during) > NEW.stopped_at);
    UPDATE meeting_booking SET freed = true WHERE case_id = NEW.id AND NOT freed
       AND meeting_id IN (SELECT id FROM meeting_meeting WHERE case_id = NEW.id AND state = 'cancelled');
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION meeting_only_when_going_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE over boolean;
BEGIN
    -- Waits for somebody who is saying stop at this moment.
    SELECT stage = 'closed' OR (stopped_at IS NOT NULL AND NOT (NEW.state = 'held' AND lower(NEW.during) <= stopped_at))
      INTO over FROM case_case WHERE id = NEW.case_id FOR SHARE;
    IF over THEN
        RAISE EXCEPTION 'No meeting goes on in a case that has stopped (case %).', NEW.case_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION meeting_cancel_ahead() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE meeting_meeting SET state = 'cancelled', cancelled_at = now(), version = version + 1,
           cancelled_because = CASE WHEN NEW.stopped_at IS NOT NULL THEN 'stopped' ELSE 'closed' END
     WHERE case_id = NEW.id AND state IN ('planned', 'confirmed');
    UPDATE meeting_booking SET freed = true WHERE case_id = NEW.id AND NOT freed
       AND meeting_id IN (SELECT id FROM meeting_meeting WHERE case_id = NEW.id AND state = 'cancelled');
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION meeting_only_when_going_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE over boolean;
BEGIN
    SELECT stopped_at IS NOT NULL OR stage = 'closed' INTO over FROM case_case WHERE id = NEW.case_id FOR SHARE;
    IF over THEN
        RAISE EXCEPTION 'No meeting goes on in a case that has stopped (case %).', NEW.case_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meeting", "0005_gate_lists")]
    operations: ClassVar = [migrations.RunSQL(BROKEN_OFF, BEFORE)]
