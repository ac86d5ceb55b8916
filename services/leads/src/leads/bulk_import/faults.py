"""The error file: rows that were not taken, as they stood, with the reason beside them. Mend it and send it again."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from service_defaults.file_types import CSV

from leads.bulk_import.cells import text_of
from leads.bulk_import.policy import worded
from leads.bulk_import.sheets import Sheet

_HEADINGS = {"zh": ("原因", "原行号"), "en": ("Reason", "Row")}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Fault:
    reason: str
    same_as: int | None


def fault_file(sheet: Sheet, faults: Mapping[int, Fault], *, heading_row: int | None, language: str) -> bytes:
    """In the kind of file that was uploaded: CSV as UTF-8 with its mark, so that Excel reads it."""
    rows = _rows(sheet, faults, heading_row=heading_row, language=language)
    if sheet.media_type == CSV:
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        return out.getvalue().encode("utf-8-sig")
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.name or "Sheet1")
    for row in rows:
        page.append(row)
    binary = io.BytesIO()
    book.save(binary)
    return binary.getvalue()


def _rows(sheet: Sheet, faults: Mapping[int, Fault], *, heading_row: int | None, language: str) -> Iterator[list[str]]:
    reason, number_heading = _HEADINGS["en" if language.startswith("en") else "zh"]
    if heading_row is None:
        yield [reason, number_heading]
    for number, cells in sheet.rows():
        shown = [harmless(cell) for cell in cells]
        if number == heading_row:
            yield [reason, number_heading, *shown]
        elif number in faults:
            fault = faults[number]
            yield [worded(fault.reason, language, row=fault.same_as), str(number), *shown]


def harmless(cell: Any) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = text_of(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
