"""Which referrals and open cases look like this one. The comparison passes the wall on purpose, with its filter inside."""

from typing import ClassVar

from django.db import migrations

# Row policies keep PostgreSQL from using the trigram index, so the search runs with the owner's rights and asks itself
# whether the acting person sees the whole service. Everything a page shows of a lookalike comes back in one query. Each arm
# looks at a bounded number of rows of an index, also where one telephone number or postcode belongs to thousands.
UP = r"""
CREATE FUNCTION eligibility_figures(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value LIKE '%@%' THEN lower(trim(value)) ELSE
        replace(regexp_replace(regexp_replace(value, '[^0-9+]', '', 'g'), '^(\+44|0044)0?', '0'), '+', '') END $$;

CREATE INDEX eligibility_point_by_figures ON people_contactpoint (service_id, eligibility_figures(value));
CREATE INDEX eligibility_person_by_postcode ON referral_referralperson (service_id, upper(replace(postcode, ' ', '')))
    WHERE postcode <> '';
CREATE INDEX eligibility_referral_by_day ON referral_referral (service_id, happened_on) WHERE happened_on IS NOT NULL;

CREATE FUNCTION eligibility_lookalikes(wanted bigint, at_most integer)
RETURNS TABLE (other_id bigint, case_id bigint, score real, evidence jsonb, about jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.similarity_threshold = 0.42 SET enable_seqscan = off SET jit = off AS $$
WITH me AS MATERIALIZED (
    SELECT r.id, r.service_id, r.happened_on, r.place, r.case_id FROM referral_referral r
    WHERE r.id = wanted AND r.service_id = ANY (amends_services())
), mine AS MATERIALIZED (
    SELECT p.id, p.full_name, p.date_of_birth, me.service_id, upper(replace(p.postcode, ' ', '')) AS postcode,
           upper(regexp_replace(p.full_name, '^(mr|mrs|ms|miss|mx|dr|pc|ps)\.? ', '', 'i')) AS name
    FROM me JOIN referral_referralperson p ON p.referral_id = me.id
), numbers AS MATERIALIZED (
    SELECT c.kind, c.value, c.match_key, me.service_id FROM me
    JOIN referral_referralcontact c ON c.referral_id = me.id WHERE length(c.match_key) >= 5
), found AS (
    SELECT x.referral_id AS other_id, NULL::bigint AS case_id, 'reference' AS how, m.value AS mine, x.value AS theirs,
           5::real AS weight
    FROM me JOIN referral_externalreference m ON m.referral_id = me.id AND m.match_key <> '' CROSS JOIN LATERAL (
        SELECT o.referral_id, o.value FROM referral_externalreference o
        WHERE o.service_id = me.service_id AND o.match_key = m.match_key AND o.referral_id <> wanted LIMIT 50) x
  UNION ALL
    SELECT c.referral_id, NULL, 'contact', n.value, c.value, 4 FROM numbers n CROSS JOIN LATERAL (
        SELECT o.referral_id, o.value FROM referral_referralcontact o
        WHERE o.service_id = n.service_id AND o.match_key = n.match_key AND o.referral_id <> wanted LIMIT 50) c
  UNION ALL
    SELECT p.referral_id, NULL, 'name', m.full_name, p.full_name, 2 * p.near FROM mine m CROSS JOIN LATERAL (
        SELECT o.referral_id, o.full_name, similarity(upper(o.full_name), m.name) AS near
        FROM referral_referralperson o
        WHERE upper(o.full_name) % m.name AND o.service_id = m.service_id AND o.referral_id <> wanted
        ORDER BY near DESC, o.id DESC LIMIT 20) p
  UNION ALL
    SELECT p.referral_id, NULL, 'born', m.full_name, p.full_name, 2 FROM mine m CROSS JOIN LATERAL (
        SELECT o.referral_id, o.full_name FROM referral_referralperson o
        WHERE o.service_id = m.service_id AND o.date_of_birth = m.date_of_birth AND o.referral_id <> wanted
        LIMIT 200) p
    WHERE similarity(upper(p.full_name), m.name) > 0.25
  UNION ALL
    SELECT p.referral_id, NULL, 'postcode', m.full_name, p.full_name, 1.5 FROM mine m CROSS JOIN LATERAL (
        SELECT o.referral_id, o.full_name FROM referral_referralperson o
        WHERE o.service_id = m.service_id AND upper(replace(o.postcode, ' ', '')) = m.postcode AND o.postcode <> ''
          AND o.referral_id <> wanted LIMIT 50) p
    WHERE length(m.postcode) >= 5
  UNION ALL
    SELECT p.id, NULL, 'place', me.place, p.place, 2 FROM me CROSS JOIN LATERAL (
        SELECT o.id, o.place FROM referral_referral o
        WHERE o.service_id = me.service_id AND o.happened_on BETWEEN me.happened_on - 1 AND me.happened_on + 1
          AND o.id <> wanted LIMIT 500) p
    WHERE similarity(upper(p.place), upper(me.place)) > 0.4
  UNION ALL
    SELECT NULL, f.case_id, 'name', m.full_name, p.full_name, 2 * p.near FROM mine m CROSS JOIN LATERAL (
        SELECT o.file_id, o.full_name, similarity(upper(o.full_name), m.name) AS near FROM people_person o
        WHERE upper(o.full_name) % m.name AND o.service_id = m.service_id
        ORDER BY near DESC, o.id DESC LIMIT 20) p
    JOIN case_casefile f ON f.id = p.file_id
  UNION ALL
    SELECT NULL, f.case_id, 'contact', n.value, c.value, 4 FROM numbers n CROSS JOIN LATERAL (
        SELECT o.file_id, o.value FROM people_contactpoint o
        WHERE o.service_id = n.service_id AND eligibility_figures(o.value) = n.match_key LIMIT 50) c
    JOIN case_casefile f ON f.id = c.file_id WHERE n.kind <> 'address'
), placed AS (
    SELECT DISTINCT ON (1, 2, 3, found.mine) coalesce(r.merged_into_id, r.id) AS other_id,
           CASE WHEN r.id IS NULL THEN found.case_id END AS case_id, found.how, found.mine, found.theirs, found.weight
    FROM found LEFT JOIN referral_referral r ON r.id = found.other_id
    ORDER BY 1, 2, 3, found.mine, found.weight DESC
), summed AS (
    SELECT p.other_id, p.case_id, sum(p.weight)::real AS score, jsonb_agg(
        jsonb_build_object('how', p.how, 'mine', p.mine, 'theirs', p.theirs, 'near', round(p.weight::numeric, 2))
        ORDER BY p.weight DESC, p.how, p.mine) AS evidence
    FROM placed p GROUP BY 1, 2
)
SELECT s.other_id, s.case_id,
       (s.score + CASE WHEN abs(r.happened_on - me.happened_on) <= 1 THEN 1 ELSE 0 END)::real AS total, s.evidence,
       jsonb_build_object(
           'number', coalesce(r.number, c.number), 'status', r.status, 'received_at', r.received_at,
           'happened_on', r.happened_on, 'same_day', abs(r.happened_on - me.happened_on) <= 1,
           'sender', coalesce(nullif(r.referrer_organisation, ''), r.referrer_name),
           'incident', left(r.incident, 300), 'what', c.what, 'case_number', rc.number, 'stage', coalesce(rc.stage, c.stage),
           'answer', l.answer, 'note', l.note)
FROM me CROSS JOIN summed s
LEFT JOIN referral_referral r ON r.id = s.other_id
LEFT JOIN case_case rc ON rc.id = r.case_id
LEFT JOIN case_case c ON c.id = s.case_id
LEFT JOIN LATERAL (
    SELECT k.answer, k.note FROM eligibility_likeness k
    WHERE (k.referral_id = me.id AND (k.other_id = s.other_id OR k.case_id = s.case_id))
       OR (k.referral_id = s.other_id AND k.other_id = me.id)
    ORDER BY k.at DESC LIMIT 1) l ON true
WHERE s.score >= 1.1 AND coalesce(s.other_id, 0) <> me.id AND coalesce(r.status, '') <> 'draft'
  AND (s.case_id IS NULL OR (c.stage <> 'closed' AND s.case_id IS DISTINCT FROM me.case_id
       AND NOT EXISTS (SELECT 1 FROM referral_referral o WHERE o.case_id = s.case_id)))
ORDER BY total DESC, s.other_id, s.case_id LIMIT at_most $$;
"""
DOWN = """
DROP FUNCTION eligibility_lookalikes(bigint, integer);
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
