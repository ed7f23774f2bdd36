"""Reads a CSV file of any size block by block, keeps each row's own text, and names the place of what is wrong."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import IO, NoReturn

import polars as pl

BLOCK = 16 * 1024 * 1024
_LONGEST_LINE = 4 * BLOCK
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = {
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
}
_UTF8_MARK = b"\xef\xbb\xbf"


class TableError(ValueError):
    """The file cannot be used as it stands. The sentence names file, row and column."""


@dataclass(frozen=True)
class Block:
    """Some whole rows: their text without the line end, and the cells of the columns asked for; null is unknown."""

    first_row: int
    raw: pl.Series
    cells: pl.DataFrame


class CsvFile:
    """One CSV file. Row 1 is the header, the row below it is case 1."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self.name = name
        self.header: list[str] = []
        self._row = 1
        self._texts = self._decoded(stream)
        self._text, self._is_last = next(self._texts, ("", True))
        self.ends_with_return = self._text[: self._text.find("\n")].endswith("\r")
        raws, rows = self._take_records(_RARE[0], at_most=1)
        if not rows or not rows[0]:
            self.refuse("there is no header.", row=1)
        self.header_raw, self.header = raws[0], rows[0].split(_RARE[0])
        self._row = 2

    def refuse(self, sentence: str, *, row: int = 0, column: str = "") -> NoReturn:
        """Says what is wrong and where, in one line."""
        place = f"{self.name}, row {row}" if row else self.name
        case = f" (case {row - 1})" if row > 1 else ""
        raise TableError(f"{place}{case}{f', column {column}' if column else ''}: {sentence}")

    def blocks(self, columns: list[str]) -> Iterator[Block]:
        """The rows below the header; a row with too few or too many cells is refused."""
        while True:
            if self._text:
                block = self._block(columns)
                self._row += len(block.raw)
                if len(block.raw):
                    yield block
            following = next(self._texts, None)
            if following is None:
                return
            self._text += following[0]
            self._is_last = following[1]

    def _block(self, columns: list[str]) -> Block:
        """Without quotation marks every comma and every line end means what it says; with them, csv tells."""
        separator, end = ",", "\n"
        text = self._text.replace("\r\n", "\n")
        if '"' in text or "\r" in text:
            separator, end = islice((mark for mark in _RARE if mark not in text), 2)
            raws, rows = self._take_records(separator)
        else:
            raws = rows = text.removesuffix("\n").split("\n")
            self._text = ""
        raw = pl.Series(raws, dtype=pl.String)
        cells = raw if rows is raws else pl.Series(rows, dtype=pl.String)
        wrong = (cells.str.count_matches(separator, literal=True) != len(self.header) - 1) | (raw == "")
        if wrong.any():
            number = wrong.arg_true()[0]
            self._refuse_length(self._row + number, rows[number].count(separator) + 1 if raws[number] else 0)
        return Block(self._row, raw, self._cells(end.join(rows), separator, end, columns))

    def _cells(self, text: str, separator: str, end: str, columns: list[str]) -> pl.DataFrame:
        """The columns asked for, from text that is known to be even; an empty cell is unknown."""
        if not text or not columns:
            return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
        rows = pl.scan_csv(
            text.encode(),
            has_header=False,
            separator=separator,
            eol_char=end,
            quote_char=None,
            schema={str(number): pl.String for number in range(len(self.header))},
        )
        return rows.select(pl.col(str(self.header.index(name))).alias(name) for name in columns).collect()

    def _take_records(self, separator: str, at_most: int | None = None) -> tuple[list[str], list[str]]:
        """Whole records, as they stand and with their cells joined; what is left of the text waits."""
        if at_most is None and (simple := self._one_record_a_line(separator)):
            return simple
        lines = StringIO(self._text, newline="\n")
        taken: list[str] = []
        raws: list[str] = []
        rows: list[str] = []
        reader = csv.reader(_noted(lines, taken), strict=True)
        try:
            for cells in islice(reader, at_most):
                raws.append("".join(taken).removesuffix("\n").removesuffix("\r"))
                rows.append(separator.join(cells))
                taken.clear()
        except csv.Error as problem:
            if self._is_last or str(problem) != _UNFINISHED:
                words = next(
                    (words for start, words in _CSV_WORDS.items() if str(problem).startswith(start)), ""
                )
                self.refuse(words or f"{problem}.", row=self._row + len(rows))
        self._text = "".join(taken) + lines.read()
        return raws, rows

    def _one_record_a_line(self, separator: str) -> tuple[list[str], list[str]] | None:
        """The quick way that nearly every file allows: no cell holds a line end."""
        raws = self._text.replace("\r\n", "\n").removesuffix("\n").split("\n")
        try:
            rows = [separator.join(cells) for cells in csv.reader(raws, strict=True)]
        except csv.Error:
            return None
        if len(rows) != len(raws):
            return None
        self._text = ""
        return raws, rows

    def _refuse_length(self, row: int, length: int) -> NoReturn:
        expected = len(self.header)
        if not length:
            self.refuse(
                f"the row is empty; the header has {expected} columns.", row=row, column=self.header[0]
            )
        if length < expected:
            self.refuse(
                f"the row ends before this column: {length} of {expected}.",
                row=row,
                column=self.header[length],
            )
        self.refuse(f"the row has {length} cells, the header {expected}.", row=row, column=str(expected + 1))

    def _decoded(self, stream: IO[bytes]) -> Iterator[tuple[str, bool]]:
        """Blocks of text that end with a line, each with whether it is the last."""
        blocks = self._byte_blocks(stream)
        line, block = 1, next(blocks, b"")
        if block.startswith(_UTF16):
            self.refuse("the file is UTF-16; save it as UTF-8.", row=1)
        for start, kind in _NOT_TEXT.items():
            if block.startswith(start):
                self.refuse(f"the file is {kind}, whatever it is called; save it as CSV.", row=1)
        block = block.removeprefix(_UTF8_MARK)
        while block:
            following = next(blocks, b"")
            yield self._decode(block, line), not following
            line += block.count(b"\n")
            block = following

    def _decode(self, block: bytes, line: int) -> str:
        if b"\0" in block:
            row = line + block.count(b"\n", 0, block.index(b"\0"))
            self.refuse("a byte of value 0 stands here; this is no table of text.", row=row)
        try:
            return block.decode()
        except UnicodeDecodeError as problem:
            start = block.rfind(b"\n", 0, problem.start) + 1
            number = block.count(b",", start, problem.start)
            header = self.header or block.split(b"\n", 1)[0].decode(errors="replace").split(",")
            column = header[number] if number < len(header) else str(number + 1)
            row = line + block.count(b"\n", 0, problem.start)
            byte = block[problem.start]
            self.refuse(f"byte {byte:#04x} is not UTF-8; save the file as UTF-8.", row=row, column=column)

    def _byte_blocks(self, stream: IO[bytes]) -> Iterator[bytes]:
        rest = b""
        while data := stream.read(BLOCK):
            end = data.rfind(b"\n") + 1
            if end:
                yield rest + data[:end]
                rest = b""
            rest += data[end:]
            if len(rest) > _LONGEST_LINE:
                self.refuse("a line does not end; this is no table of text.")
        if rest:
            yield rest


_RARE = "\x1f\x1e\x1d\x1c\x02\x03\x04\x05\x06\x07"
_UNFINISHED = "unexpected end of data"
_CSV_WORDS = {
    _UNFINISHED: "a quotation mark is never closed.",
    "field larger than field limit": "a quotation mark is never closed, or a cell is far too long.",
    "new-line character seen": "a line ends with a lone carriage return; save the file with usual line ends.",
    "',' expected after '\"'": "text follows a closing quotation mark; double the marks inside a cell.",
}


def _noted(lines: StringIO, taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line
