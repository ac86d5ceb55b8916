import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from service_defaults.file_types import (
    CSV,
    JPEG,
    PDF,
    PHOTOS,
    PNG,
    SVG,
    WEBP,
    XLSX,
    FileRefused,
    accept,
    decode_text,
    sniff,
)

SIGNATURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M1 2L3 4" fill="none" stroke="#000"/></svg>'
)


def workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(*names: str, size: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, b"\0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xd8\xff\xe0rest", JPEG),
        (b"\x89PNG\r\n\x1a\nrest", PNG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", WEBP),
        (b"%PDF-1.7\n", PDF),
        (SIGNATURE.encode(), SVG),
        (workbook(), XLSX),
        ("姓名,电话\n王小明,19900000001\n".encode(), CSV),
        ("\ufeff姓名;电话\n王小明;1\n".encode(), CSV),
        ("姓名\t电话\r\n王小明\t1\r\n".encode("gb18030"), CSV),
        (b'name,note\n"a","x, y"\n', CSV),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"GIF89a", None),
        (b"MZ\x90\x00", None),
        (b"PK\x03\x04 broken", None),
        (archive("a.txt"), None),
        (archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), None),
        (archive("[Content_Types].xml", "word/document.xml"), None),
        (b"<html><body>a,b</body></html>", None),
        (b"<!DOCTYPE svg><svg></svg>", None),
        (b"a,b\n1,2,3\n", None),
        (b"just text", None),
        (b"a,b\x00\n", None),
        (b"", None),
    ],
)
def test_a_type_is_told_from_the_bytes(content: bytes, media_type: str | None):
    assert sniff(content) == media_type


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path d="M1 2" onload="x()"/>',
        '<path d="M1 2" style="x"/>',
        '<path d="M1 2" fill="url(http://a)"/>',
        '<image href="http://a"/>',
        "<!-- x -->",
        "text",
        "",
    ],
)
def test_an_svg_with_anything_but_strokes_is_none(inside: str):
    assert sniff(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()) is None


def test_a_workbook_that_unpacks_to_too_much_is_none():
    names = ["[Content_Types].xml", "xl/workbook.xml", *(f"xl/{number}" for number in range(9))]
    assert sniff(archive(*names, size=1_000_000)) == XLSX
    assert sniff(archive(*names, size=20_000_000)) is None


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_have_a_known_type_or_none(content: bytes):
    assert sniff(content) in {None, CSV, JPEG, PNG, PDF, WEBP}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xff\xd8\xff" + b"x" * 98, "file_too_large"),
        (b"%PDF-", "file_type"),
        (b"?", "file_type"),
    ],
)
def test_what_may_not_come_in_is_refused_by_code(content: bytes, code: str):
    with pytest.raises(FileRefused) as refused:
        accept(content, PHOTOS, max_bytes=100)
    assert refused.value.code == code


def test_what_may_come_in_is_named():
    assert accept(b"\xff\xd8\xff", PHOTOS) == JPEG


def test_text_of_chinese_spreadsheets_is_read():
    assert decode_text("王".encode("gb18030")) == decode_text("\ufeff王".encode()) == "王"
    assert decode_text(b"\xff\xff") is None
