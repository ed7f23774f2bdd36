"""Whether a zip is a workbook that is safe to open."""

import io
import zipfile

from amends.journey.finding.reading.refusing import refuse

_LARGEST_UNPACKED = 120 * 1024 * 1024
_LARGEST_RATIO = 150  # text in a workbook packs to a tenth; only a trap packs to a thousandth
_MOST_PARTS = 500


def check_workbook(content: bytes) -> None:
    """Refuse a zip that is no workbook, that holds a program, or that would unpack to far more than it seems."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as problem:
        raise refuse("This file is called .xlsx but is not an Excel workbook inside.") from problem
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise refuse("This file is called .xlsx but is not an Excel workbook inside.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refuse("This workbook holds a program (a macro).", opens="Save it as .xlsx without macros.")
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > _MOST_PARTS
        or unpacked > _LARGEST_UNPACKED
        or any(part.file_size > _LARGEST_RATIO * max(part.compress_size, 1024) for part in parts)
    ):
        raise refuse(
            "This workbook would unpack to far more than a caseload needs.", opens="Save the list as CSV."
        )
