"""Namesakes are found first: only where fewer than can be shown bear the very name are others measured for likeness."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_NINTH = import_module("amends.journey.eligibility.migrations.0009_no_limited_lookalikes")
BEFORE = _NINTH.BEFORE.replace(_NINTH.LAST, _NINTH.UNNAMED)

INDEXES = """
CREATE INDEX eligibility_referred_by_name ON referral_referralperson (service_id, upper(full_name), id DESC);
CREATE INDEX eligibility_known_by_name ON people_person (service_id, upper(full_name), id DESC);
"""
NO_INDEXES = "DROP INDEX eligibility_known_by_name; DROP INDEX eligibility_referred_by_name;"

# The whole function as it now stands. Nobody is nearer than a namesake, so twenty of them are the twenty nearest; in a
# service of long standing that spares the measuring of thousands who share a word with a common name.
UP = r"""
SELECT similarity('', '');
CREATE OR REPLACE FUNCTION eligibility_lookalikes(wanted bigint, at_most integer)
RETURNS TABLE (other_id bigint, case_id bigint, score real, evidence jsonb, about jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.similarity_threshold = 0.42
SET pg_trgm.word_similarity_threshold = 0.25
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    limited int8multirange := amends_limited_cases();
BEGIN
    RETURN QUERY WITH me AS MATERIALIZED (
    SELECT r.id, r.service_id, r.happened_on, r.place, r.case_id FROM referral_referral r
    WHERE r.id = wanted AND r.service_id = ANY (amends_services())
), mine AS MATERIALIZED (
    SELECT m.*, w.longest[1] AS one_word, coalesce(w.longest[2], w.longest[1]) AS other_word
    FROM (SELECT p.id, p.full_name, p.date_of_birth, me.service_id, upper(replace(p.postcode, ' ', '')) AS postcode,
           upper(regexp_replace(p.full_name, '^(mr|mrs|ms|miss|mx|dr|pc|ps)\.? ', '', 'i')) AS name
    FROM me JOIN referral_referralperson p ON p.referral_id = me.id) AS m CROSS JOIN LATERAL (
        SELECT array_agg(word ORDER BY length(word) DESC, place) AS longest
        FROM regexp_split_to_table(m.name, '[^[:alnum:]]+') WITH ORDINALITY AS t (word, place)) w
), referred AS MATERIALIZED (
    SELECT m.id AS mine, m.full_name, p.referral_id, p.full_name AS other_name FROM mine m CROSS JOIN LATERAL (
        SELECT o.referral_id, o.full_name FROM referral_referralperson o
        WHERE o.service_id = m.service_id AND upper(o.full_name) = m.name AND o.referral_id <> wanted
        ORDER BY o.id DESC LIMIT 20) p
), known AS MATERIALIZED (
    SELECT m.id AS mine, m.full_name, p.file_id, p.full_name AS other_name FROM mine m CROSS JOIN LATERAL (
        SELECT o.file_id, o.full_name FROM people_person o
        WHERE o.service_id = m.service_id AND upper(o.full_name) = m.name ORDER BY o.id DESC LIMIT 20) p
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
        WHERE upper(o.full_name) % m.name AND upper(o.full_name) %> m.one_word AND upper(o.full_name) %> m.other_word
          AND o.service_id = m.service_id AND o.referral_id <> wanted
        ORDER BY near DESC, o.id DESC LIMIT 20) p
    WHERE (SELECT count(*) FROM referred r WHERE r.mine = m.id) < 20
  UNION ALL
    SELECT r.referral_id, NULL, 'name', r.full_name, r.other_name, 2 FROM referred r
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
        WHERE upper(o.full_name) % m.name AND upper(o.full_name) %> m.one_word AND upper(o.full_name) %> m.other_word
          AND o.service_id = m.service_id
        ORDER BY near DESC, o.id DESC LIMIT 20) p
    JOIN case_casefile f ON f.id = p.file_id WHERE (SELECT count(*) FROM known k WHERE k.mine = m.id) < 20
  UNION ALL
    SELECT NULL, f.case_id, 'name', k.full_name, k.other_name, 2 FROM known k JOIN case_casefile f ON f.id = k.file_id
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
WHERE NOT coalesce(s.case_id, r.case_id, 0) <@ limited AND s.score >= 1.1 AND coalesce(s.other_id, 0) <> me.id AND coalesce(r.status, '') <> 'draft'
  AND (s.case_id IS NULL OR (c.stage <> 'closed' AND s.case_id IS DISTINCT FROM me.case_id
       AND NOT EXISTS (SELECT 1 FROM referral_referral o WHERE o.case_id = s.case_id)))
ORDER BY total DESC, s.other_id, s.case_id LIMIT at_most;
END $$;
"""

# Nothing asks for lists of what is limited any more.
LISTS = """
DROP FUNCTION amends_shut_referrals(); DROP FUNCTION amends_shut_files(); DROP FUNCTION amends_shut_cases();
"""
NO_LISTS = """
CREATE FUNCTION amends_shut_cases() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(l.case_id), '{}') FROM case_caselimit l
    WHERE l.lifted_at IS NULL AND l.service_id = ANY (amends_services())
      AND NOT l.case_id = ANY (amends_cases())
      AND NOT EXISTS (SELECT FROM access_user u WHERE u.id = amends_user() AND u.is_system)); END $$;
CREATE FUNCTION amends_shut_files() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(f.id), '{}') FROM case_casefile f
    WHERE f.case_id = ANY (amends_shut_cases())); END $$;
CREATE FUNCTION amends_shut_referrals() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(r.id), '{}') FROM referral_referral r WHERE r.case_id = ANY (amends_shut_cases())); END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("eligibility", "0009_no_limited_lookalikes"),
        ("referral", "0011_limits_in_ranges"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(INDEXES, NO_INDEXES),
        migrations.RunSQL(UP, BEFORE),
        migrations.RunSQL(LISTS, NO_LISTS),
    ]
