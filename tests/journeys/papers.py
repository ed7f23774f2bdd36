"""Reading what was printed."""

import io

import pypdf


def words_of(pdf: bytes) -> str:
    """What a printed paper says, on one line."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
