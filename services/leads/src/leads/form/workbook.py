"""Spreadsheets, made in a process of their own: plain text cells only, so that nothing typed becomes a formula."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_EDGE = Side(style="thin", color="808080")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_HEAD = PatternFill("solid", fgColor="EDF1F5")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TEXT = Alignment(vertical="center", wrap_text=True)
_NAME_LENGTH = 31
_CELL_LENGTH = 32_767
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; columns of one group stand side by side under it."""

    text: str
    group: str = ""
    width: int = 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: a title, a table, and lines below it."""

    name: str
    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[str | int]]
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    landscape: bool = True
    pairs: Sequence[tuple[str, Sequence[tuple[str, str]]]] = field(default=())


def written(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one XLSX file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name[:_NAME_LENGTH]), sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet) -> None:
    width = max(len(sheet.headings), 4)
    line = _line(page, 1, sheet.title, width, Font(bold=True, size=14), _CENTRE)
    for text in sheet.above:
        line = _line(page, line, text, width)
    for group, pairs in sheet.pairs:
        line = _pairs(page, line, group, pairs)
    if sheet.headings:
        line = _table(page, line, sheet)
    for text in sheet.below:
        line = _line(page, line, text, width)
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4


def _line(  # noqa: PLR0917 - a helper of this module
    page: Worksheet, line: int, text: str, width: int, font: Font | None = None, place: Alignment = _TEXT
) -> int:
    page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=width)
    cell = _put(page, line, 1, text)
    cell.font, cell.alignment = font or Font(), place
    return line + 1


def _pairs(page: Worksheet, line: int, group: str, pairs: Sequence[tuple[str, str]]) -> int:
    line = _line(page, line, group, 4, Font(bold=True))
    for start in range(0, len(pairs), 2):
        for offset, (name, value) in enumerate(pairs[start : start + 2]):
            label = _put(page, line, 1 + 2 * offset, name)
            label.fill, label.border, label.alignment = _HEAD, _BOX, _CENTRE
            cell = _put(page, line, 2 + 2 * offset, value)
            cell.border, cell.alignment = _BOX, _TEXT
        line += 1
    for column, width in enumerate((14, 34, 14, 34), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    return line


def _table(page: Worksheet, line: int, sheet: Sheet) -> int:
    grouped = any(heading.group for heading in sheet.headings)
    _headings(page, line, sheet.headings, grouped=grouped)
    first = line + (2 if grouped else 1)
    for offset, row in enumerate(sheet.rows):
        for column, text in enumerate(row, 1):
            cell = _put(page, first + offset, column, text)
            cell.border, cell.alignment = _BOX, _TEXT
    page.freeze_panes = f"A{first}"
    page.print_title_rows = f"{line}:{first - 1}"
    return first + len(sheet.rows)


def _headings(page: Worksheet, line: int, headings: Sequence[Heading], *, grouped: bool) -> None:
    for column, heading in enumerate(headings, 1):
        page.column_dimensions[get_column_letter(column)].width = heading.width + 2
        bottom = line + 1 if grouped else line
        top = bottom if heading.group else line
        cell = _put(page, top, column, heading.text)
        for row in range(line, bottom + 1):
            page.cell(row, column).border = _BOX
            page.cell(row, column).fill = _HEAD
        cell.font, cell.alignment = Font(bold=True), _CENTRE
        if grouped and not heading.group:
            page.merge_cells(start_row=line, start_column=column, end_row=bottom, end_column=column)
    if grouped:
        _groups(page, line, headings)


def _groups(page: Worksheet, line: int, headings: Sequence[Heading]) -> None:
    column = 1
    while column <= len(headings):
        group, last = headings[column - 1].group, column
        while group and last < len(headings) and headings[last].group == group:
            last += 1
        if group:
            cell = _put(page, line, column, group)
            cell.font, cell.alignment = Font(bold=True), _CENTRE
            page.merge_cells(start_row=line, start_column=column, end_row=line, end_column=last)
        column = last + 1


def _put(page: Worksheet, line: int, column: int, value: str | int) -> Cell:
    cell = page.cell(line, column)
    assert isinstance(cell, Cell)  # noqa: S101 - merged cells are written before they are merged
    if isinstance(value, int):
        cell.value = value
        return cell
    cell.value = value[:_CELL_LENGTH]
    # Typed as text whatever it begins with; the quote prefix keeps it text when somebody edits or re-saves it.
    cell.data_type = "s"
    if value.startswith(_FORMULA):
        cell.quotePrefix = True
    return cell
