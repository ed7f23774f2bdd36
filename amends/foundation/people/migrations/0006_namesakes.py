"""Who bears the same name, by the index that row policies keep out of use because they do not trust `upper`."""

from typing import ClassVar

from django.db import migrations

NAMESAKES = """
CREATE FUNCTION people_namesakes(wanted text, of_service bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public ROWS 5 AS $$
DECLARE
    services bigint[] := amends_services();
    files bigint[] := amends_files();
    shut int8multirange := amends_limited_files();
BEGIN
    RETURN QUERY SELECT p.id FROM people_person p
    WHERE p.service_id = of_service AND upper(p.full_name) = upper(wanted)
      AND (p.service_id = ANY (services) OR p.file_id = ANY (files)) AND NOT p.file_id <@ shut;
END $$;
"""
NO_NAMESAKES = "DROP FUNCTION people_namesakes(text, bigint);"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_asked_about_the_envelope")]
    operations: ClassVar = [migrations.RunSQL(NAMESAKES, NO_NAMESAKES)]
