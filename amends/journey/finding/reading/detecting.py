"""What a file is, whatever its name says: CSV in which encoding and with which sign between cells, or a workbook."""

import codecs
import csv
from dataclasses import dataclass

from amends.journey.finding.reading.refusing import refuse
from amends.journey.finding.reading.workbook import check_workbook

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte-order mark",
    "utf-16": "UTF-16",
    "cp1252": "Windows (CP1252)",
}


@dataclass(frozen=True)
class Shape:
    """How the file is read. `encoding` and `delimiter` are empty for a workbook."""

    kind: str
    encoding: str = ""
    delimiter: str = ""

    @property
    def words(self) -> str:
        """For the person who uploaded it."""
        if self.kind == "xlsx":
            return "An Excel workbook; its first sheet is read."
        return f"CSV in {ENCODINGS[self.encoding]}, cells separated by {DELIMITERS[self.delimiter]}."


def detect(name: str, content: bytes) -> Shape:
    """What the file is. Raises Refused when it is not what its name says, or cannot be read safely."""
    if not content.strip():
        raise refuse("This file is empty.")
    if content.startswith(_OLD_OFFICE):
        raise refuse(
            "This is an old Excel file (.xls), or one with a password.",
            opens="Open it, save it as .xlsx or .csv without a password, and choose that.",
        )
    ending = name.lower().rpartition(".")[2]
    if ending == "xlsx":
        check_workbook(content)
        return Shape("xlsx")
    if ending not in {"csv", "txt", "tsv"}:
        raise refuse("Choose a file that ends in .csv or .xlsx.")
    if content.startswith(b"PK"):
        raise refuse(f"This file is called .{ending} but is not text inside.")
    encoding = _encoding(content)
    return Shape("csv", encoding, _delimiter(content, encoding))


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _decodes(content, encoding)
    if b"\0" in content:
        raise refuse("This file is not text inside.", opens="Save it as CSV and choose that.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _decodes(content, "cp1252")
    return "utf-8"


def _decodes(content: bytes, encoding: str) -> str:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as problem:
        row = content.count(b"\n", 0, problem.start) + 1
        sentence = f"Row {row} holds a byte ({content[problem.start]:#04x}) that is no letter in {ENCODINGS[encoding]}."
        raise refuse(sentence, opens="Save it as CSV in UTF-8.") from problem
    return encoding


def _delimiter(content: bytes, encoding: str) -> str:
    """The sign that divides the heading into most cells."""
    head = content[:65536].decode(encoding, errors="ignore")
    line = next((each for each in head.splitlines() if each.strip()), "")
    cells = {mark: len(next(csv.reader([line], delimiter=mark), [])) for mark in DELIMITERS}
    return max(cells, key=lambda mark: cells[mark])
