"""What an uploaded file really is. Told from its bytes, never from its name or a declared type; nothing is decoded."""

import csv
import io
import re
import struct
import zipfile
from collections.abc import Collection

JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
SVG = "image/svg+xml"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
PHOTOS = frozenset({JPEG, PNG, WEBP})

MAX_FILE_BYTES = 10_000_000
MAX_UNPACKED_BYTES = 200_000_000

_ROWS_LOOKED_AT = 5
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STROKES_SVG = re.compile(
    rb'<svg(?: xmlns="http://www\.w3\.org/2000/svg"| viewBox="[\d. ]{1,60}"| (?:width|height)="\d{1,5}(?:px)?")*>'
    rb'(?:<path(?: (?:d="[MLQC\d., ]*"|fill="none"|stroke="(?:#[0-9a-fA-F]{3,6}|black|currentColor)"'
    rb'|stroke-width="[\d.]{1,5}"|stroke-linecap="round"|stroke-linejoin="round"))*/>)+</svg>\s*'
)


class FileRefused(ValueError):
    """A file that is not accepted. `code` is stable: `file_empty`, `file_too_large`, `file_type`, `file_damaged`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def accept(content: bytes, allowed: Collection[str], *, max_bytes: int = MAX_FILE_BYTES) -> str:
    """The media type of a file that may come in. Raises `FileRefused`."""
    if not content:
        raise FileRefused("file_empty")
    if len(content) > max_bytes:
        raise FileRefused("file_too_large")
    media_type = sniff(content)
    if media_type is None or media_type not in allowed:
        raise FileRefused("file_type")
    return media_type


def sniff(content: bytes) -> str | None:
    """The media type, or None for what is none of those named above.

    An SVG counts only when it holds nothing but strokes: no script, no style, no reference. A workbook counts only
    without macros and when what it unpacks to is at most 200 MB by its own account.
    """
    for start, media_type in ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF)):
        if content.startswith(start):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return XLSX if _is_workbook(content) else None
    if content.startswith(b"<"):
        return SVG if _STROKES_SVG.fullmatch(content) else None
    return CSV if _is_table(content) else None


def decode_text(content: bytes) -> str | None:
    """Text as UTF-8 or GB 18030, which is what Chinese spreadsheets save; None when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {member.filename: member.file_size for member in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return False
    has_macros = any(name.endswith("vbaProject.bin") for name in members)
    return (
        {"[Content_Types].xml", "xl/workbook.xml"} <= members.keys()
        and not has_macros
        and sum(members.values()) <= MAX_UNPACKED_BYTES
    )


def _is_table(content: bytes) -> bool:
    text = decode_text(content)
    if text is None or _CONTROL.search(text):
        return False
    lines = [line for line in text.splitlines()[: _ROWS_LOOKED_AT + 1] if line.strip()][:_ROWS_LOOKED_AT]
    return any(_columns_agree(lines, delimiter) for delimiter in ",;\t")


def _columns_agree(lines: list[str], delimiter: str) -> bool:
    try:
        widths = {len(row) for row in csv.reader(lines, delimiter=delimiter)}
    except csv.Error:
        return False
    return len(widths) == 1 and min(widths) > 1
