"""What is printed for one envelope: the sheet with the address for a window envelope, then the papers; or a label.

The sheet fits a DL envelope (110 by 220 mm) with the usual British window: 35 by 90 mm, 20 mm from the left and 18 mm
from the bottom. A4 folded in three is 99 mm high and can slip by 11 mm up or down and 10 mm to the side. The address
stands where it shows however the sheet slips (57 to 81 mm from the top, 20 to 100 mm from the left), and nothing else
stands where the window could come (46 to 92 mm from the top, 10 to 110 mm from the left).
"""

from django.template.loader import render_to_string

from amends.foundation.documents.paper import as_one_pdf, print_page
from amends.foundation.messages.posting_rules import Waiting

SENDER_LINES = 4


def as_pages(line: Waiting) -> tuple[bytes, int]:
    """One PDF with the address sheet and all papers in the order in which they were written, and how many pages."""
    return as_one_pdf([_sheet(line), *_papers(line)])


def as_label(line: Waiting) -> bytes:
    """The address alone, on a label of 89 by 36 mm."""
    return as_one_pdf([render_to_string("message/label.html", _context(line))])[0]


def pages_of(line: Waiting) -> int:
    """How many pages the papers have, without the address sheet."""
    return as_one_pdf(_papers(line))[1]


def _papers(line: Waiting) -> list[str]:
    documents = [paper.document for paper in line.papers if paper.document]
    return [print_page(each, large_print=each.large_print, easy_read=each.easy_read) for each in documents]


def _sheet(line: Waiting) -> str:
    return render_to_string("message/address_sheet.html", _context(line))


def _context(line: Waiting) -> dict[str, object]:
    return {
        "envelope": line.envelope,
        "address": [line.envelope.to_name, *line.envelope.to_address.splitlines()],
        "sender": sender_of(line),
        "papers": len(line.papers),
    }


def sender_of(line: Waiting) -> str:
    """Where it goes back to: never the name of the service, and nothing at all where only the address may show."""
    if line.shows_only_address:
        return ""
    name = line.envelope.service.name.lower()
    lines = [each.strip() for each in line.envelope.service.address.splitlines()]
    kept = [each for each in lines if each and not _gives_away(each.lower(), name)]
    return ", ".join(kept[:SENDER_LINES])


def _gives_away(line: str, name: str) -> bool:
    return line in name or name in line or "restorative" in line or "justice" in line
