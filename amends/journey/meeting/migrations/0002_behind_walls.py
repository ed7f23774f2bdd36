"""Meetings are shared by both files; care and remarks are one side's. A stop cancels what is ahead, in the same moment."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import WHOLE_SERVICE, append_only, keep_history, protect

# Whoever says stop, or hears it, may see one file only: the meeting is cancelled all the same, for everybody.
STOP = """
CREATE FUNCTION meeting_cancel_ahead() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE meeting_meeting SET state = 'cancelled', cancelled_at = now(), version = version + 1,
           cancelled_because = CASE WHEN NEW.stopped_at IS NOT NULL THEN 'stopped' ELSE 'closed' END
     WHERE case_id = NEW.id AND state IN ('planned', 'confirmed');
    UPDATE meeting_booking SET freed = true WHERE case_id = NEW.id AND NOT freed
       AND meeting_id IN (SELECT id FROM meeting_meeting WHERE case_id = NEW.id AND state = 'cancelled');
    RETURN NULL;
END $$;
CREATE TRIGGER case_case_cancels_meetings AFTER UPDATE OF stopped_at, stage ON case_case
    FOR EACH ROW WHEN ((NEW.stopped_at IS NOT NULL AND OLD.stopped_at IS NULL) OR (NEW.stage = 'closed' AND OLD.stage <> 'closed'))
    EXECUTE FUNCTION meeting_cancel_ahead();

CREATE FUNCTION meeting_only_when_going_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE over boolean;
BEGIN
    -- Waits for somebody who is saying stop at this moment.
    SELECT stopped_at IS NOT NULL OR stage = 'closed' INTO over FROM case_case WHERE id = NEW.case_id FOR SHARE;
    IF over THEN
        RAISE EXCEPTION 'No meeting goes on in a case that has stopped (case %).', NEW.case_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meeting_meeting_going_on BEFORE INSERT OR UPDATE OF state ON meeting_meeting
    FOR EACH ROW WHEN (NEW.state <> 'cancelled') EXECUTE FUNCTION meeting_only_when_going_on();
"""
NO_STOP = """
DROP TRIGGER meeting_meeting_going_on ON meeting_meeting;
DROP FUNCTION meeting_only_when_going_on();
DROP TRIGGER case_case_cancels_meetings ON case_case;
DROP FUNCTION meeting_cancel_ahead();
"""

SIGNED = """
CREATE FUNCTION meeting_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A signed write-up is never changed (meeting %).', OLD.meeting_id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER meeting_writeup_signed BEFORE UPDATE ON meeting_writeup
    FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION meeting_signed();
REVOKE DELETE ON meeting_writeup, meeting_meeting FROM amends_app;
"""
UNSIGNED = """
GRANT DELETE ON meeting_writeup, meeting_meeting TO amends_app;
DROP TRIGGER meeting_writeup_signed ON meeting_writeup;
DROP FUNCTION meeting_signed();
"""

AGREED = f"""
CREATE FUNCTION meeting_may_use(which bigint, wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN EXISTS (
    SELECT FROM meeting_recording r JOIN meeting_recordingviewer v ON v.recording_id = r.id
    WHERE r.id = which AND r.destroyed_on IS NULL AND wanted = ANY (r.uses) AND v.user_id = amends_user()); END $$;
CREATE POLICY meeting_recordinguse_agreed ON meeting_recordinguse AS RESTRICTIVE FOR INSERT
    WITH CHECK (by_id = (SELECT amends_user()) AND (refused <> '' OR meeting_may_use(recording_id, purpose)));
CREATE POLICY meeting_recordingviewer_by_service ON meeting_recordingviewer AS RESTRICTIVE FOR INSERT
    WITH CHECK ({WHOLE_SERVICE});
CREATE POLICY meeting_recordingviewer_not_moved ON meeting_recordingviewer AS RESTRICTIVE FOR UPDATE
    USING ({WHOLE_SERVICE});
"""
NOT_AGREED = """
DROP POLICY meeting_recordingviewer_not_moved ON meeting_recordingviewer;
DROP POLICY meeting_recordingviewer_by_service ON meeting_recordingviewer;
DROP POLICY meeting_recordinguse_agreed ON meeting_recordinguse;
DROP FUNCTION meeting_may_use(bigint, text);
"""

# Whoever moves or cancels a meeting may see one file only: interpreters of the other side are free all the same.
FREE = """
CREATE FUNCTION meeting_free_interpreters() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE meeting_interpreterbooking SET freed = true WHERE meeting_id = NEW.id AND NOT freed;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_meeting_frees_interpreters AFTER UPDATE OF state, during ON meeting_meeting
    FOR EACH ROW WHEN ((NEW.state = 'cancelled' AND OLD.state <> 'cancelled') OR NEW.during <> OLD.during)
    EXECUTE FUNCTION meeting_free_interpreters();
"""
KEEP = """
DROP TRIGGER meeting_meeting_frees_interpreters ON meeting_meeting;
DROP FUNCTION meeting_free_interpreters();
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("meeting", "0002_walls")]
    dependencies: ClassVar = [
        ("meeting", "0001_tables"),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        together(
            *protect("meeting_meeting", "case"),
            *protect("meeting_arrival", "case"),
            *protect("meeting_arrangement", "case"),
            *protect("meeting_invitation", "case"),
            *protect("meeting_booking", "case"),
            *protect("meeting_writeup", "case"),
            *protect("meeting_addition", "case"),
            *append_only("meeting_addition"),
            *protect("meeting_care", "file"),
            *protect("meeting_remark", "file"),
            *append_only("meeting_remark"),
            *keep_history("meeting_venue"),
            migrations.RunSQL(STOP, NO_STOP),
            migrations.RunSQL(SIGNED, UNSIGNED),
            # What makes a meeting safer, what it costs, and who is with a prisoner afterwards.
            *protect("meeting_safetymeasure", "case"),
            *protect("meeting_expense", "case"),
            *protect("meeting_custody", "file"),
            *protect("meeting_recordingbreach", "file"),
            *append_only("meeting_recordingbreach"),
            # Recordings belong to the case; they are used only for what was agreed, by who is named, and every use stays
            # on record.
            *protect("meeting_recording", "case"),
            *protect("meeting_recordingviewer", "case"),
            *protect("meeting_recordinguse", "case"),
            *append_only("meeting_recordinguse"),
            migrations.RunSQL(AGREED, NOT_AGREED),
            # What a place has for people who need it, and interpreters booked for one person, in that person's own file.
            *protect("meeting_interpreterbooking", "file"),
            migrations.RunSQL(FREE, KEEP),
        ),
    ]
