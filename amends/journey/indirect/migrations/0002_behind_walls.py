"""Drafts are the sender's, what arrives is the recipient's; the words cross in one place, when the recipient wants them."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

# Whoever works with the recipient may not see the drafts. This gives them the released words, and nothing else, once the
# recipient has chosen to hear or read them, in a case that goes on.
CROSS = """
CREATE FUNCTION indirect_released_words(wanted bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT d.words FROM indirect_offer o
    JOIN indirect_exchange e ON e.id = o.exchange_id
    JOIN indirect_draft d ON d.exchange_id = e.id AND d.released_at IS NOT NULL
    JOIN case_case c ON c.id = e.case_id
    WHERE o.id = wanted AND o.choice IN ('hear', 'read') AND e.state IN ('released', 'delivered')
      AND c.stopped_at IS NULL AND c.stage <> 'closed'
      AND (o.service_id = ANY (amends_services()) OR o.file_id = ANY (amends_files())) $$;
"""
NO_CROSS = "DROP FUNCTION indirect_released_words(bigint);"

KEEP = """
CREATE FUNCTION indirect_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The words of a version never change (draft %).', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER indirect_draft_words BEFORE UPDATE ON indirect_draft FOR EACH ROW
    WHEN ((OLD.words, OLD.number, OLD.exchange_id, OLD.author_id) IS DISTINCT FROM (NEW.words, NEW.number, NEW.exchange_id, NEW.author_id)
       OR (OLD.vetted_at IS NOT NULL AND (OLD.verdict, OLD.vetted_by_id, OLD.to_change) IS DISTINCT FROM (NEW.verdict, NEW.vetted_by_id, NEW.to_change)))
    EXECUTE FUNCTION indirect_words_stay();

CREATE FUNCTION indirect_only_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM 1 FROM indirect_exchange e JOIN case_case c ON c.id = e.case_id
      WHERE e.id = NEW.exchange_id AND e.state IN ('released', 'delivered') AND c.stopped_at IS NULL AND c.stage <> 'closed' FOR SHARE OF c;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Nothing is offered or delivered before it is released, or after a stop (exchange %).', NEW.exchange_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER indirect_offer_made BEFORE INSERT ON indirect_offer FOR EACH ROW EXECUTE FUNCTION indirect_only_released();
CREATE TRIGGER indirect_offer_delivered BEFORE UPDATE ON indirect_offer FOR EACH ROW
    WHEN ((NEW.delivered_on IS NOT NULL AND OLD.delivered_on IS NULL) OR NEW.words <> OLD.words) EXECUTE FUNCTION indirect_only_released();
REVOKE DELETE ON indirect_exchange, indirect_draft, indirect_offer FROM amends_app;
"""
NO_KEEP = """
GRANT DELETE ON indirect_exchange, indirect_draft, indirect_offer TO amends_app;
DROP TRIGGER indirect_offer_delivered ON indirect_offer;
DROP TRIGGER indirect_offer_made ON indirect_offer;
DROP FUNCTION indirect_only_released();
DROP TRIGGER indirect_draft_words ON indirect_draft;
DROP FUNCTION indirect_words_stay();
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("indirect", "0002_walls")]
    dependencies: ClassVar = [("indirect", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("indirect_exchange", "case"),
            *protect("indirect_draft", "file"),
            *protect("indirect_offer", "file"),
            migrations.RunSQL(CROSS, NO_CROSS),
            migrations.RunSQL(KEEP, NO_KEEP),
            *protect("indirect_considered", "file"),
        ),
    ]
