"""Made-up caseloads, and the way from a file to rows that were read."""

import io
import zipfile

import openpyxl

from amends.foundation.access.models import Agency, AgencyKind
from amends.journey.finding.actions.explaining import set_columns, set_criteria
from amends.journey.finding.actions.keeping import queue_extract
from amends.journey.finding.actions.reading import read_extract
from amends.journey.finding.actions.uploading import upload_extract
from amends.journey.finding.models import Extract

HEADINGS = (
    "CRN",
    "Name",
    "DOB",
    "Crime number",
    "Offence",
    "Offence date",
    "offence_category",
    "identifiable_victim",
)
MORE = (
    "domestic_abuse",
    "sexual_offence",
    "loss_of_life",
    "plea",
    "seriousness",
    "child_abuse",
    "tier",
    "responsible_under_18",
)
KNOWN = ("no", "no", "no", "guilty", "medium", "no", "3", "no")


def row(number: int, *, category: str = "acquisitive", victim: str = "yes", **changes: str) -> list[str]:
    """One person on probation about whom everything is known that `noms-2013` asks."""
    cells = {
        "CRN": f"X{number:06}",
        "Name": f"Robin {name(number)}",
        "DOB": f"{1 + number % 28:02}/0{1 + number % 9}/{1960 + number % 40}",
        "Crime number": f"42/{number:06}/26",
        "Offence": "Burglary",
        "Offence date": "03/02/2026",
        "offence_category": category,
        "identifiable_victim": victim,
        **dict(zip(MORE, KNOWN, strict=True)),
        **changes,
    }
    return list(cells.values())


def name(number: int) -> str:
    """A last name for a number; no two sound alike by much."""
    parts = ("ash", "brook", "crow", "dell", "elm", "fern", "gorse", "heath", "iver", "jay")
    return "".join(parts[int(digit)] for digit in f"{number:03}").capitalize()


def as_csv(rows: list[list[str]], *more: str, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A file with the headings above, and `more`."""
    lines = [delimiter.join([*HEADINGS, *MORE, *more]), *(delimiter.join(each) for each in rows)]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def probation(service) -> Agency:
    return Agency.objects.get_or_create(service=service, name="Probation North", kind=AgencyKind.PROBATION)[0]


def upload(
    by, service, content: bytes, *, file_name: str = "caseload.csv", side: str = "responsible", **more
) -> Extract:
    return upload_extract(
        by=by, service=service, agency=probation(service), name=file_name, content=content, side=side, **more
    )


def imported(by, service, content: bytes, *, criteria=None, columns=None, **more) -> Extract:
    """Uploaded, with the columns as guessed, and read by the worker."""
    extract = upload(by, service, content, **more)
    if columns:
        set_columns(by=by, extract=extract, columns={**extract.columns, **columns})
    if criteria:
        set_criteria(by=by, extract=extract, criteria=criteria)
    queue_extract(by=by, extract=extract)
    read_extract(service=service, extract_id=extract.pk)
    extract.refresh_from_db()
    return extract


def workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for each in rows:
        book.active.append(each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for part, data in parts.items():
            file.writestr(part, data)
    return out.getvalue()
