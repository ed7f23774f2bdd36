"""What `amends screen` is held against: the decisions of essex-2015 written by hand for polars, file to file.

Run as a program, so that time and memory are its own: python -m amends.delivery.cli.bench.by_hand IN.csv OUT.csv
"""

import sys
from functools import reduce
from operator import or_

import polars as pl


def decision() -> pl.Expr:
    """The decision of a row of text cells; polars' booleans with nulls follow Kleene's logic."""
    col = pl.col
    dispute, remedy = col("referral_type") == "neighbour_dispute", col("referral_type") == "community_remedy"
    refer_on = (col("responsible_under_18") == "true") | (col("fits_fire_service") == "true")
    unclear = col("clear_roles") == "false"
    excluded = [
        col("domestic_abuse") == "true",
        col("sexual_offence") == "true",
        (col("serious_or_complex") == "true") | (col("loss_of_life") == "true"),
        (col("setting") == "school") | (col("setting") == "family_group_conference"),
        col("willing") == "false",
        dispute & (col("criminal_or_asb_element") == "false"),
        dispute & (col("referrer_kind") == "self"),
        dispute & unclear & (col("both_accept_some_responsibility") == "false"),
        (col("responsibility") == "none") & ~(dispute & unclear),
        remedy & ((col("consent_harmed") == "refused") | (col("consent_responsible") == "refused")),
    ]
    asked = (col("consent_harmed") == "not_sought") | (col("consent_responsible") == "not_sought")
    before = [col("court_stage") == stage for stage in ("charged", "awaiting_trial", "awaiting_sentence")]
    chosen = pl.lit("eligible")
    steps = (
        ("not_yet", (remedy & asked) | reduce(or_, before)),
        ("not_eligible", reduce(or_, excluded)),
        ("refer_on", refer_on),
    )
    for outcome, applies in steps:  # from the least severe outcome outwards
        unknown = pl.when(applies.is_null()).then(pl.lit("need_facts")).otherwise(chosen)
        chosen = pl.when(applies).then(pl.lit(outcome)).otherwise(unknown)
    return chosen.alias("decision")


def screen_by_hand(source: str, out: str) -> None:
    """Read, decide, write."""
    frame = pl.scan_csv(source, infer_schema=False)
    frame.with_columns(decision()).sink_csv(out)


if __name__ == "__main__":
    screen_by_hand(sys.argv[1], sys.argv[2])
