"""Notes that keep every version, paper under lock, entries in other systems, oversight, and coded facts."""

from amends.journey.notes.models.inspection import InspectedCase, Inspection
from amends.journey.notes.models.note import Note, NoteVersion, Oversight, OversightAddendum
from amends.journey.notes.models.paper import HardCopy, Removal, Store
from amends.journey.notes.models.standing import HarmedAs, SystemEntry
from amends.journey.notes.models.strand import Strand
from amends.journey.notes.models.tracking import Tracking

__all__ = [
    "HardCopy",
    "HarmedAs",
    "InspectedCase",
    "Inspection",
    "Note",
    "NoteVersion",
    "Oversight",
    "OversightAddendum",
    "Removal",
    "Store",
    "Strand",
    "SystemEntry",
    "Tracking",
]
