"""A document as Word file, from the same HTML: headings, paragraphs, lists and tables."""

import io
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Any

from amends.foundation.documents.markings import marking_of
from amends.foundation.documents.models import Document
from amends.foundation.documents.paper import SIZES, foot_of
from amends.foundation.documents.wording import picture_file

PICTURE_CM = 2.6
HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
LISTS = {"ul": "List Bullet", "ol": "List Number"}


def as_docx(
    document: Document, *, large_print: bool = False, easy_read: bool = False, head: Sequence[str] = ()
) -> bytes:
    """The document for somebody who wants to adapt it, with the marking and `head` at the head of every page."""
    import docx
    from docx.shared import Pt

    file = docx.Document()
    style = file.styles["Normal"]
    style.font.name = "Arial"
    style.font.size = Pt(SIZES[large_print, easy_read])
    if easy_read:
        style.paragraph_format.line_spacing = 1.5
    file.core_properties.title = document.title
    file.core_properties.author = document.service.name
    file.core_properties.language = document.language
    section = file.sections[0]
    section.header.paragraphs[0].text = marking_of(document)
    for words in filter(None, [document.notice, *head]):
        section.header.add_paragraph(words)
    section.footer.paragraphs[0].text = foot_of(document, easy_read=easy_read)
    writer = _Writer(file)
    writer.feed(document.words(easy_read=easy_read))
    writer.close()
    for picture, title in zip(file.element.body.xpath(".//wp:docPr"), writer.titles, strict=True):
        picture.set("descr", title)
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


class _Writer(HTMLParser):
    """Walks the HTML and adds to the Word file; what it does not know becomes plain text, so that nothing is lost."""

    def __init__(self, file: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.paragraph: Any = None
        self.lists: list[str] = []
        self.rows: list[list[str]] | None = None
        self.bold = 0
        self.picture = ""
        self.picture_title = ""
        self.titles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            self.picture, self.picture_title = dict(attrs).get("data-picture") or "?", ""
        elif self.picture:
            return
        elif tag in HEADINGS:
            self.paragraph = self.file.add_heading(level=HEADINGS[tag])
        elif tag in {"p", "caption"} and self.rows is None:
            self.paragraph = self.file.add_paragraph()
        elif tag == "div":
            self.paragraph = None
        elif tag in LISTS:
            self.lists.append(LISTS[tag])
        elif tag == "li" and self.rows is None:
            self.paragraph = self.file.add_paragraph(style=self.lists[-1] if self.lists else None)
        elif tag in {"strong", "b"}:
            self.bold += 1
        elif tag == "br":
            self._break()
        else:
            self._start_table_part(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.picture:
            if tag == "svg":
                self._add_picture()
            return
        end: dict[str, Callable[[], object]] = {
            "table": self._end_table,
            "ul": self.lists.pop,
            "ol": self.lists.pop,
        }
        if tag in end:
            end[tag]()
        elif tag in {"strong", "b"}:
            self.bold -= 1
        elif tag in HEADINGS or tag in {"p", "div", "li", "caption"}:
            self.paragraph = None

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            return
        if self.picture:
            self.picture_title += words
            return
        if self.rows is not None:
            if self.rows and self.rows[-1]:
                so_far = self.rows[-1][-1]
                self.rows[-1][-1] = f"{so_far}{' ' if so_far[-1:].strip() else ''}{words}"
            return
        if self.paragraph is None:
            self.paragraph = self.file.add_paragraph()
        before = " " if self.paragraph.text and data[0].isspace() else ""
        after = " " if data[-1].isspace() else ""
        self.paragraph.add_run(f"{before}{words}{after}").bold = bool(self.bold)

    def _add_picture(self) -> None:
        """The drawing above its words, on the same page, with the same title for a screen reader."""
        from docx.shared import Cm

        file, self.picture, self.paragraph = picture_file(self.picture, "png"), "", None
        if not file.exists():
            return
        paragraph = self.file.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run().add_picture(str(file), width=Cm(PICTURE_CM))
        self.titles.append(self.picture_title)

    def _break(self) -> None:
        if self.rows is not None and self.rows and self.rows[-1]:
            self.rows[-1][-1] += "\n"
        elif self.paragraph is not None:
            self.paragraph.add_run().add_break()

    def _start_table_part(self, tag: str) -> None:
        if tag == "table":
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")

    def _end_table(self) -> None:
        rows, self.rows = self.rows or [], None
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        table = self.file.add_table(rows=len(rows), cols=width, style="Table Grid")
        for line, row in enumerate(rows):
            for column, words in enumerate(row):
                table.cell(line, column).text = words
        self.file.add_paragraph()
