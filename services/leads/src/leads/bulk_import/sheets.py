"""What a spreadsheet file holds, row by row. CPU work: it runs in the import worker's process, never in the API's."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from service_defaults.file_types import CSV, XLSX, decode_text, sniff

from leads.bulk_import.policy import MAX_COLUMNS, MAX_ROWS

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_CELL = 32_767
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DELIMITERS = ",\t;|"
Cells = Sequence[Any]
Row = tuple[int, Cells]


class SheetRefused(ValueError):
    """A file that cannot be read; `code` is one of `policy.FILE_PROBLEMS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open file. `encoding` is for CSV, `names` are a workbook's sheets."""

    media_type: str
    encoding: str | None
    names: tuple[str, ...]
    name: str | None
    _rows: Any

    def rows(self) -> Iterator[Row]:
        """Rows with the number a spreadsheet shows; trailing blank ones are left out. Raises `SheetRefused`."""
        blank: list[Row] = []
        for number, cells in enumerate(self._rows(), 1):
            row = cells[:MAX_COLUMNS]
            if all(cell is None or cell == "" for cell in row):
                # A sheet may be formatted down to row 1,048,576.
                blank.append((number, ()))
                continue
            if number > MAX_ROWS + 10:
                raise SheetRefused("too_many_rows")
            yield from blank
            blank = []
            yield number, row


def batches(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while batch := list(islice(rows, size)):
        yield batch


def media_type_of(content: bytes) -> str:
    """`text/csv` or the workbook's type, told from the bytes. Raises `SheetRefused`."""
    if not content.strip():
        raise SheetRefused("file_empty")
    if content.startswith(_OLD_EXCEL):
        raise SheetRefused("file_xls_old")
    if content.startswith(b"PK\x03\x04"):
        if sniff(content) != XLSX:
            raise SheetRefused("file_damaged")
        return XLSX
    if re.match(rb"\s*(?:\xef\xbb\xbf)?<(?:!doctype|html|table|\?xml)", content[:200], re.IGNORECASE):
        raise SheetRefused("file_html")
    if content.startswith(_UTF16) or b"\x00" not in content[:4096]:
        return CSV
    raise SheetRefused("file_type")


def open_sheet(content: bytes, name: str | None = None) -> Sheet:
    """Raises `SheetRefused`."""
    if media_type_of(content) == XLSX:
        return _workbook(content, name)
    text, encoding = _decoded(content)
    delimiter = _delimiter(text)
    return Sheet(CSV, encoding, (), None, lambda: _csv_rows(text, delimiter))


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(_UTF16):
        try:
            return content.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise SheetRefused("file_encoding") from None
    text = decode_text(content)
    if text is None:
        raise SheetRefused("file_encoding")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return text, "gb18030"
    return text, "utf-8"


def _delimiter(text: str) -> str:
    """The one that cuts most of the first lines into equally many parts."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count), count)) if counts else 0
        return (counts.count(usual), usual) if usual else (0, 0)

    return max(_DELIMITERS, key=agreement)


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if any(len(cell) > _LONGEST_CELL for cell in row):
            raise SheetRefused("quotes_unclosed")
        yield row


def _workbook(content: bytes, name: str | None) -> Sheet:
    try:
        _refuse_entities(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        names = tuple(sheet.title for sheet in book.worksheets)
    except SheetRefused:
        raise
    except Exception as error:
        # openpyxl fails on damaged files in a hundred ways.
        raise SheetRefused("file_damaged") from error
    if not names:
        raise SheetRefused("no_rows")
    if name is not None and name not in names:
        raise SheetRefused("sheet_missing")
    chosen = name or names[0]

    def rows() -> Iterator[Cells]:
        sheet = book[chosen]
        # Some exporters declare a wrong size; then rows would be missing without a word.
        sheet.reset_dimensions()
        try:
            yield from sheet.iter_rows(values_only=True)
        except Exception as error:
            raise SheetRefused("file_damaged") from error

    return Sheet(XLSX, None, names, chosen, rows)


def _refuse_entities(content: bytes) -> None:
    """A workbook needs no DTD; one that has it wants to be expanded."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as part:
                    if _DECLARED.search(part.read(4096)):
                        raise SheetRefused("file_damaged")
