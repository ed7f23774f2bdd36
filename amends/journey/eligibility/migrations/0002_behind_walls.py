"""What the desk finds out belongs to the service, not to the referrer; enquiries and what is carried over, to one file."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only, protect

# By what referrals and people are looked up when one is compared with the others: numbers, postcode, day, very name.
LOOKED_UP = r"""
CREATE FUNCTION eligibility_figures(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value LIKE '%@%' THEN lower(trim(value)) ELSE
        replace(regexp_replace(regexp_replace(value, '[^0-9+]', '', 'g'), '^(\+44|0044)0?', '0'), '+', '') END $$;

CREATE INDEX eligibility_point_by_figures ON people_contactpoint (service_id, eligibility_figures(value));
CREATE INDEX eligibility_person_by_postcode ON referral_referralperson (service_id, upper(replace(postcode, ' ', '')))
    WHERE postcode <> '';
CREATE INDEX eligibility_referral_by_day ON referral_referral (service_id, happened_on) WHERE happened_on IS NOT NULL;
CREATE INDEX eligibility_referred_by_name ON referral_referralperson (service_id, upper(full_name), id DESC);
CREATE INDEX eligibility_known_by_name ON people_person (service_id, upper(full_name), id DESC);
"""
NOT_LOOKED_UP = """
DROP INDEX eligibility_known_by_name;
DROP INDEX eligibility_referred_by_name;
DROP INDEX eligibility_referral_by_day;
DROP INDEX eligibility_person_by_postcode;
DROP INDEX eligibility_point_by_figures;
DROP FUNCTION eligibility_figures(text);
"""

# Names are kept once each, so that looking for those alike takes as long as there are names, not as there are people.
# Nobody but the search reads them. A name goes with the last person who bears it; where somebody of the same name is
# added in that very moment it may be missing from the list, and the same telephone, birthday or place still tell.
KEPT = """
CREATE TABLE eligibility_name (
    service_id bigint NOT NULL REFERENCES access_service (id) ON DELETE CASCADE,
    name text NOT NULL,
    PRIMARY KEY (service_id, name)
);
CREATE INDEX eligibility_name_misspelt ON eligibility_name USING gin (name gin_trgm_ops);
REVOKE ALL ON eligibility_name FROM amends_app;

CREATE FUNCTION eligibility_gather_names() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    DELETE FROM eligibility_name;
    INSERT INTO eligibility_name (service_id, name)
    SELECT service_id, upper(full_name) FROM referral_referralperson
    UNION SELECT service_id, upper(full_name) FROM people_person;
$$;

CREATE FUNCTION eligibility_forget_name(of_service bigint, gone text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    DELETE FROM eligibility_name n WHERE n.service_id = of_service AND n.name = gone
      AND NOT EXISTS (SELECT FROM referral_referralperson x WHERE x.service_id = of_service AND upper(x.full_name) = gone)
      AND NOT EXISTS (SELECT FROM people_person x WHERE x.service_id = of_service AND upper(x.full_name) = gone);
$$;
REVOKE ALL ON FUNCTION eligibility_gather_names(), eligibility_forget_name(bigint, text) FROM PUBLIC;

CREATE FUNCTION eligibility_names_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    INSERT INTO eligibility_name (service_id, name) SELECT DISTINCT service_id, upper(full_name) FROM added
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION eligibility_names_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    PERFORM eligibility_forget_name(g.service_id, g.name)
    FROM (SELECT DISTINCT service_id, upper(full_name) AS name FROM gone) g;
    RETURN NULL;
END $$;

CREATE FUNCTION eligibility_name_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    INSERT INTO eligibility_name (service_id, name) VALUES (NEW.service_id, upper(NEW.full_name)) ON CONFLICT DO NOTHING;
    PERFORM eligibility_forget_name(OLD.service_id, upper(OLD.full_name));
    RETURN NULL;
END $$;
"""
NOT_KEPT = """
DROP FUNCTION eligibility_name_changed(); DROP FUNCTION eligibility_names_gone(); DROP FUNCTION eligibility_names_added();
DROP FUNCTION eligibility_forget_name(bigint, text); DROP FUNCTION eligibility_gather_names(); DROP TABLE eligibility_name;
"""

BEARERS = ("referral_referralperson", "people_person")

FOLLOWED = """
CREATE TRIGGER {0}_names_added AFTER INSERT ON {0} REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION eligibility_names_added();
CREATE TRIGGER {0}_names_gone AFTER DELETE ON {0} REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION eligibility_names_gone();
CREATE TRIGGER {0}_name_changed AFTER UPDATE OF full_name ON {0}
    FOR EACH ROW WHEN (upper(OLD.full_name) <> upper(NEW.full_name)) EXECUTE FUNCTION eligibility_name_changed();
"""
NOT_FOLLOWED = """
DROP TRIGGER {0}_name_changed ON {0}; DROP TRIGGER {0}_names_gone ON {0}; DROP TRIGGER {0}_names_added ON {0};
"""

# Row policies keep PostgreSQL from using the trigram index, so the search for lookalikes runs with the owner's rights and
# asks itself whether the acting person sees the whole service. Everything a page shows of a lookalike comes back in one
# query. Each arm looks at a bounded number of rows of an index, also where one telephone number or postcode belongs to
# thousands.
#
# A service of long standing knows thousands with the same surname. Whoever shares only one word with a name is not alike, so
# the index is asked for the name and for its two longest words; a fourth of a word is enough ("Jo", "Joanne"). Nobody is
# nearer than a namesake, and of those who bear one name the newest are shown. A limited case is no duplicate of anything
# for whoever is not named in it: the warning would give it away. A parameter of pg_trgm may be set only once it is loaded,
# so it is used first; and PL/pgSQL keeps its plan, which takes longer to make than to run.
ALIKE = r"""
SELECT similarity('', '');
CREATE FUNCTION eligibility_lookalikes(wanted bigint, at_most integer)
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
), alike AS MATERIALIZED (
    SELECT m.id AS mine, m.full_name, m.service_id, n.name, n.near FROM mine m CROSS JOIN LATERAL (
        SELECT o.name, similarity(o.name, m.name) AS near FROM eligibility_name o
        WHERE o.name % m.name AND o.name %> m.one_word AND o.name %> m.other_word AND o.service_id = m.service_id
        ORDER BY near DESC, o.name LIMIT 40) n
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
        SELECT o.referral_id, o.full_name, a.near FROM alike a CROSS JOIN LATERAL (
            SELECT x.id, x.referral_id, x.full_name FROM referral_referralperson x
            WHERE x.service_id = a.service_id AND upper(x.full_name) = a.name AND x.referral_id <> wanted
            ORDER BY x.id DESC LIMIT 20) o
        WHERE a.mine = m.id ORDER BY a.near DESC, o.id DESC LIMIT 20) p
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
        SELECT o.file_id, o.full_name, a.near FROM alike a CROSS JOIN LATERAL (
            SELECT x.id, x.file_id, x.full_name FROM people_person x
            WHERE x.service_id = a.service_id AND upper(x.full_name) = a.name ORDER BY x.id DESC LIMIT 20) o
        WHERE a.mine = m.id ORDER BY a.near DESC, o.id DESC LIMIT 20) p
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
           'incident', r.incident, 'what', c.what, 'case_number', rc.number, 'stage', coalesce(rc.stage, c.stage),
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
NOT_ALIKE = "DROP FUNCTION eligibility_lookalikes(bigint, integer);"


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("eligibility", "0002_walls"),
        ("eligibility", "0003_lookalikes"),
        ("eligibility", "0006_more_walls"),
        ("eligibility", "0010_namesakes_first"),
        ("eligibility", "0011_each_name_once"),
    ]
    dependencies: ClassVar = [
        ("eligibility", "0001_tables"),
        ("case", "0003_behind_walls"),
        ("referral", "0002_behind_walls"),
        ("people", "0002_behind_walls"),
    ]
    operations: ClassVar = [
        together(
            *protect("eligibility_intake", "service"),
            *protect("eligibility_likeness", "service"),
            *protect("eligibility_sameperson", "service"),
            *protect("eligibility_screening", "service"),
            *append_only("eligibility_screening"),
            *protect("eligibility_senton", "service"),
            *protect("eligibility_secondassessment", "service"),
            *append_only("eligibility_secondassessment"),
            *protect("eligibility_carriedover", "file"),
            *protect("eligibility_enquiry", "file"),
            *protect("eligibility_chase", "file"),
            # The target criteria and the offence list belong to the service; what a test said once stays as it was.
            *protect("eligibility_listedoffence", "service"),
            *protect("eligibility_score", "service"),
            *append_only("eligibility_score"),
            *protect("eligibility_conviction", "service"),
            *protect("eligibility_offencevictim", "service"),
            *protect("eligibility_basicfacts", "service"),
            *append_only("eligibility_basicfacts"),
            *protect("eligibility_targettest", "service"),
            *append_only("eligibility_targettest"),
            # What somebody answered about a case that a partner works on itself.
            *protect("eligibility_partnerlikeness", "service"),
            migrations.RunSQL(LOOKED_UP, NOT_LOOKED_UP),
            migrations.RunSQL(KEPT, NOT_KEPT),
            migrations.RunSQL(
                [FOLLOWED.format(each) for each in BEARERS], [NOT_FOLLOWED.format(each) for each in BEARERS]
            ),
            migrations.RunSQL(ALIKE, NOT_ALIKE),
        ),
    ]
