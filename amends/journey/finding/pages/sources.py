"""Tables of the pages before a referral."""

from collections.abc import Sequence

from amends.foundation.pages.parts import Column, Table
from amends.journey.finding.models import Offer
from amends.journey.finding.rules.sources import Heard

NOBODY = "Nobody who asked is on the list."


def heard_table(found: Sequence[Heard]) -> Table:
    """Each source with its number and its share of those who asked, by police area."""
    columns = [Column("Police area"), Column("Asked", numeric=True)]
    columns += [Column(str(label), numeric=True) for label in Offer.HeardFrom.labels]
    rows: list[list[object]] = [
        [
            each.area,
            each.asked,
            *(f"{each.through.get(key, 0)} ({each.share(key)}%)" for key in Offer.HeardFrom.values),
        ]
        for each in found
    ]
    return Table("Where they first heard of it", columns, rows, NOBODY)


def police_table(found: Sequence[Heard]) -> Table:
    """Whether the police gave information or said where it is."""
    columns = [Column("Police area")]
    columns += [Column(str(label), numeric=True) for label in Offer.PoliceOffered.labels]
    rows: list[list[object]] = [
        [each.area, *(each.police_did.get(key, 0) for key in Offer.PoliceOffered.values)] for each in found
    ]
    return Table("Did the police give them information, or say where it is?", columns, rows, NOBODY)
