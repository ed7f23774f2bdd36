"""By what referrals and people are looked up when one is compared with the others: numbers, postcode, day."""

from typing import ClassVar

from django.db import migrations

UP = r"""
CREATE FUNCTION eligibility_figures(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value LIKE '%@%' THEN lower(trim(value)) ELSE
        replace(regexp_replace(regexp_replace(value, '[^0-9+]', '', 'g'), '^(\+44|0044)0?', '0'), '+', '') END $$;

CREATE INDEX eligibility_point_by_figures ON people_contactpoint (service_id, eligibility_figures(value));
CREATE INDEX eligibility_person_by_postcode ON referral_referralperson (service_id, upper(replace(postcode, ' ', '')))
    WHERE postcode <> '';
CREATE INDEX eligibility_referral_by_day ON referral_referral (service_id, happened_on) WHERE happened_on IS NOT NULL;
"""
DOWN = """
DROP INDEX eligibility_referral_by_day;
DROP INDEX eligibility_person_by_postcode;
DROP INDEX eligibility_point_by_figures;
DROP FUNCTION eligibility_figures(text);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("eligibility", "0002_walls"),
        ("referral", "0002_walls"),
        ("people", "0002_walls"),
    ]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
