"""A name is alike only where both its longest words are: the index says so, and far fewer names have to be measured."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

BEFORE = import_module("amends.journey.eligibility.migrations.0004_lookalikes_planned_once").UP
MINE = "), mine AS MATERIALIZED (\n    SELECT p.id"
OF_MINE = "JOIN referral_referralperson p ON p.referral_id = me.id\n), numbers"
SETTING = "SET pg_trgm.similarity_threshold = 0.42"
# A service of long standing knows thousands with the same surname. Whoever shares only one word with a name is not
# alike, so the index is asked for the name and for its two longest words; a fourth of a word is enough ("Jo", "Joanne").
WORDS = """JOIN referral_referralperson p ON p.referral_id = me.id) AS m CROSS JOIN LATERAL (
        SELECT array_agg(word ORDER BY length(word) DESC, place) AS longest
        FROM regexp_split_to_table(m.name, '[^[:alnum:]]+') WITH ORDINALITY AS t (word, place)) w
), numbers"""
CHANGES = {
    MINE: "), mine AS MATERIALIZED (\n    SELECT m.*, w.longest[1] AS one_word, coalesce(w.longest[2], w.longest[1]) AS other_word\n"
    "    FROM (SELECT p.id",
    OF_MINE: WORDS,
    SETTING: f"{SETTING} SET pg_trgm.word_similarity_threshold = 0.25",
    "upper(o.full_name) % m.name": "upper(o.full_name) % m.name AND upper(o.full_name) %> m.one_word "
    "AND upper(o.full_name) %> m.other_word",
}


def changed(text: str) -> str:
    """The function as it was, with every change made where its place is found."""
    for before, after in CHANGES.items():
        if before not in text:
            raise ValueError(before)
        text = text.replace(before, after)
    return text


class Migration(migrations.Migration):
    dependencies: ClassVar = [("eligibility", "0006_more_walls")]
    operations: ClassVar = [migrations.RunSQL(changed(BEFORE), BEFORE)]
