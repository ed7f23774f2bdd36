"""Cases for an evaluator: under a made-up key, without names, places, words or days."""

from typing import ClassVar

from django.db import migrations

# The key is made with a secret the database does not hold, so that it leads back to no case, and not to the same one in
# another installation.
UP = """
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


class Migration(migrations.Migration):
    dependencies: ClassVar = [("case", "0005_grants")]
    operations: ClassVar = [migrations.RunSQL(UP, "DROP FUNCTION case_studied(bigint, text);")]
